"""What people tell Openline, from the front door to the card."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.service.answering import commands
from bot.vocabulary.agreements import Expectation, ExpectationState, ExpectationStep, Goal
from bot.vocabulary.calendar import ALWAYS
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.events import ButtonPressed, CommandGiven, Given, WakeupDue
from bot.vocabulary.records import Gap, GapState, HoursKept, Member, Outgoing, Wakeup
from bot.vocabulary.view import View
from tests.agreed import ACME, SITE, ana, joe, sam
from tests.service.at_the_counter import AtTheCounter

BANNER = "<@U2> new banner by Friday 5pm done when it is live because the fair opens"


@pytest.fixture
async def team() -> AtTheCounter:
    return await AtTheCounter().team(sam)


async def kept(team: AtTheCounter, kind: type) -> list:  # type: ignore[type-arg]
    async with team.store.begin() as work:
        return await work.find(kind, ACME)


async def test_an_expectation_goes_from_a_line_of_text_to_a_card_and_the_outbox(team: AtTheCounter) -> None:
    view = await team.command(ana, "expect", BANNER)
    assert view.headline[0] == "Asked: "
    (it,) = await kept(team, Expectation)
    assert it.what == "new banner"
    outgoing = [each for each in await kept(team, Outgoing) if each.key.startswith("expectation")]
    assert {each.to for each in outgoing} == {InConversation(SITE), ToPerson(sam)}
    assert "expire" in {each.kind for each in await kept(team, Wakeup)}


async def test_the_same_interaction_delivered_twice_counts_once(team: AtTheCounter) -> None:
    await team.command(ana, "expect", BANNER)
    (it,) = await kept(team, Expectation)
    pressed = ButtonPressed(ACME, SITE, "again", team.at, sam, "acknowledge", it.id)
    assert await team.counter.take(pressed) is not None
    assert await team.counter.take(pressed) is None
    assert len(await kept(team, ExpectationStep)) == 2


async def test_nothing_is_kept_about_who_has_not_joined(team: AtTheCounter) -> None:
    await team.command(ana, "start", "<@U5>")
    assert joe not in {member.person for member in await kept(team, Member)}
    assert not any(joe in repr(each) for each in await kept(team, Outgoing))


async def test_a_moment_that_was_stored_rings(team: AtTheCounter) -> None:
    await team.command(ana, "expect", BANNER)
    (wakeup,) = [each for each in await kept(team, Wakeup) if each.kind == "expire"]
    await team.counter.ring(WakeupDue(ACME, wakeup.kind, wakeup.subject, wakeup.slot, wakeup.at))
    (it,) = await kept(team, Expectation)
    assert it.state is ExpectationState.EXPIRED


async def test_what_somebody_says_a_message_is_reaches_its_gap(team: AtTheCounter) -> None:
    message = await team.says(ana, "Sam, can you send me the numbers?")
    (gap,) = await kept(team, Gap)
    assert gap.is_waiting
    await team.press(sam, "not-a-question", message)
    assert [each.state for each in await kept(team, Gap)] == [GapState.DISMISSED]


async def test_joining_makes_what_one_says_count(team: AtTheCounter) -> None:
    await team.says(sam, "Ana, which logo do you want?")
    assert len(await kept(team, Gap)) == 1
    await team.says(joe, "Ana, may I ask you something?")
    assert len(await kept(team, Gap)) == 1


async def test_the_first_hours_one_tells_were_always_ones_own(team: AtTheCounter) -> None:
    assert [each.hours.since for each in await kept(team, HoursKept)] == [ALWAYS]
    await team.command(sam, "hours", "Mon-Thu 10-18")
    assert [each.hours.since for each in await kept(team, HoursKept)] == [ALWAYS, team.at]


async def test_what_many_tell_at_once_goes_into_few_commits_and_is_as_if_they_had_come_one_by_one() -> None:
    def events(team: AtTheCounter) -> list[CommandGiven]:
        brief = "by Friday 5pm done when it is live because of the fair"
        told = [(ana, "expect", f"<@{sam}> part {n} {brief}") for n in range(6)]
        told += [(sam, "hours", "Mon-Thu 8-12"), (ana, "goals", "open the shop"), (sam, "mine", ""), (ana, "goals", "")]
        return [
            CommandGiven(ACME, SITE, f"one/{n}", team.at + timedelta(seconds=n), by, name, text)
            for n, (by, name, text) in enumerate(told)
        ]

    together, alone = await AtTheCounter().team(sam), await AtTheCounter().team(sam)
    views = await asyncio.gather(*map(together.counter.take, events(together)))
    assert views == [await alone.counter.take(event) for event in events(alone)]
    for kind in (Expectation, ExpectationStep, HoursKept, Goal, Outgoing, Wakeup):
        assert await kept(together, kind) == await kept(alone, kind), kind


async def test_an_event_that_cannot_be_decided_takes_nobody_elses_with_it(
    team: AtTheCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = commands.decided

    async def fails(event: Given, *others: Any) -> Any:
        if event.by == joe:
            raise ZeroDivisionError
        return await decided(event, *others)

    monkeypatch.setattr(commands, "decided", fails)
    told = [CommandGiven(ACME, SITE, f"one/{by}", team.at, by, "help", "") for by in (ana, joe, sam)]
    answers = await asyncio.gather(*map(team.counter.take, told), return_exceptions=True)
    assert [type(answer) for answer in answers] == [View, ZeroDivisionError, View]
