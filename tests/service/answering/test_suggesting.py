"""What may be meant by what somebody is typing."""

from __future__ import annotations

import pytest

from adapters.memory.unit_of_work import Memory
from bot.engine.typed import deadlines
from bot.ports.surfaces import Typing
from bot.service.answering import suggesting
from bot.vocabulary.deadlines import Deadline
from tests.builders import SITE, WORKSPACE, ana, at, office_hours
from tests.running import team

NOW = at("wed 10:00")


@pytest.fixture
async def store() -> Memory:
    kept = Memory()
    async with kept.begin() as work:
        await work.remember(team())
        await work.commit()
    return kept


def _typing(text: str, parameter: str = "by") -> Typing:
    return Typing(WORKSPACE, SITE, ana, "expect", parameter, text)


async def test_a_deadline_is_shown_as_it_is_understood_and_means_that_whoever_it_is_due_from(store: Memory) -> None:
    (choice,) = await suggesting.moments(_typing("fri 5pm"), store, NOW)
    assert (choice.value, choice.label) == ("Fri 5 Jun 17:00 my time", "fri 5pm → Fri 5 Jun 17:00 your time")
    manila = office_hours("Asia/Manila")
    understood = deadlines.read(choice.value, NOW, manila, "UTC")
    assert isinstance(understood, Deadline)
    assert understood.at == at("fri 17:00")


async def test_what_may_mean_two_moments_is_offered_as_both(store: Memory) -> None:
    assert len(await suggesting.moments(_typing("12/5"), store, NOW)) == 2


async def test_what_is_no_deadline_is_not_guessed(store: Memory) -> None:
    assert await suggesting.moments(_typing("soonish"), store, NOW) == []


async def test_usual_deadlines_are_offered_before_anything_is_typed(store: Memory) -> None:
    assert len(await suggesting.moments(_typing(""), store, NOW)) == 4


async def test_people_who_have_joined_are_found_by_name_and_oneself_is_not(store: Memory) -> None:
    assert [each.value for each in await suggesting.people(_typing("", "person"), store)] == ["kim", "sam"]
    assert [each.label for each in await suggesting.people(_typing("@sa", "person"), store)] == ["Sam"]
    assert await suggesting.people(_typing("bot", "person"), store) == []
