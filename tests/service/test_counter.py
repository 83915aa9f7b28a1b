"""What people tell Openline, from the front door to the card."""

from __future__ import annotations

import pytest

from bot.vocabulary.agreements import Expectation, ExpectationState, ExpectationStep
from bot.vocabulary.calendar import ALWAYS
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.events import ButtonPressed, WakeupDue
from bot.vocabulary.records import Gap, GapState, HoursKept, Member, Outgoing, Wakeup
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
