"""What is sent is drawn from the records as they are at that moment."""

from __future__ import annotations

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.service.drawing.cards import Cards
from bot.service.gather import Gatherer
from bot.vocabulary.effects import Effect, InConversation, Nudge, OutsideHours, ShowNotice, StillWaiting, ToPerson
from bot.vocabulary.model import EngagementId
from bot.vocabulary.records import Outgoing, Snooze
from bot.vocabulary.view import Text, View
from tests.builders import SITE, WORKSPACE, ana, asks, at, kim, sam
from tests.playbook import matter
from tests.running import Process, team

QUESTION = asks(ana, of=sam, at="mon 10:00")
ABOUT = matter(QUESTION, sam)


@pytest.fixture
async def process() -> Process:
    process = await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())
    return await process.hears(QUESTION)


async def drawn(process: Process, effect: Effect, when: str = "mon 12:00") -> View | str:
    """The card of an effect, or why there is none."""
    to = InConversation(SITE) if isinstance(effect, ShowNotice) else ToPerson(effect.to)  # type: ignore[union-attr, arg-type]
    outgoing = Outgoing(WORKSPACE, "key", to, effect, at("mon 11:00"), at("mon 11:00"))
    async with process.store.begin() as work:
        verdict, view = await Cards(Gatherer()).drawn(outgoing, work, at(when))
    return view if view is not None else verdict.why.code if verdict.why else ""


def words(text: Text) -> str:
    return "".join(span if isinstance(span, str) else str(span[-1]) for span in text)


async def test_a_nudge_tells_how_long_it_waited_in_working_time(process: Process) -> None:
    process.clock.move_to(at("tue 11:00"))
    await process.until(at("tue 11:00"))
    assert words(process.posted[0].view.facts[1]) == "a day of your working time"


async def test_what_put_a_matter_off_is_shown_when_it_comes_back(process: Process) -> None:
    """Scenario 24."""
    snooze = Snooze(WORKSPACE, sam, ABOUT, at("tue 10:30"), at("wed 9:00"), 1, "waiting for the photos")
    await process.until(at("tue 10:30"))
    await process.keep(snooze)
    await process.until(at("wed 9:00"))
    assert "waiting for the photos" in words(process.posted[-1].view.facts[-1])


async def test_the_asker_sees_that_somebody_was_reminded_and_when_they_are_back(process: Process) -> None:
    await process.until(at("wed 17:30"))
    view = await drawn(process, StillWaiting(ana, ABOUT), "thu 8:30")
    assert view == "outside-hours", "the asker is not at work either"
    view = await drawn(process, StillWaiting(ana, ABOUT), "thu 9:30")
    assert isinstance(view, View)
    assert [words(fact) for fact in view.facts][1:] == ["Reminded twice since"]


async def test_the_asker_sees_who_is_back_when(process: Process) -> None:
    back = at("mon 17:00")
    view = await drawn(process, OutsideHours(ana, ABOUT, back))
    assert isinstance(view, View)
    assert words(view.headline).startswith("sam is back ")
    assert await drawn(process, OutsideHours(ana, ABOUT, at("mon 11:30"))) == "back"


async def test_nobody_who_takes_no_part_gets_a_card(process: Process) -> None:
    """Bar S22."""
    stranger = type(sam)("stranger")
    assert await drawn(process, StillWaiting(stranger, ABOUT)) == "left"


async def test_what_is_gone_is_not_drawn(process: Process) -> None:
    gone = matter(QUESTION, kim)
    assert await drawn(process, StillWaiting(ana, gone)) == "no-longer-waiting"
    assert await drawn(process, OutsideHours(ana, gone, at("tue 9:00"))) == "no-longer-waiting"
    assert await drawn(process, Nudge(sam, (gone,))) == "no-longer-waiting"


async def test_cards_of_agreements_are_drawn_by_their_own_room(process: Process) -> None:
    assert isinstance(await drawn(process, ShowNotice(EngagementId("E1"))), View)
    assert await drawn(process, ShowNotice(EngagementId("E2"))) == "overtaken"


async def test_how_long_it_waited_is_said_as_people_speak(process: Process) -> None:
    process.clock.move_to(at("tue 18:00"))
    await process.until(at("wed 9:00"))
    assert words(process.posted[-1].view.facts[1]) == "2 days of your working time"
