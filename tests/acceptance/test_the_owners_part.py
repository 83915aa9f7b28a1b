"""Mistakes 4 and 5: handing out more than fits, or at night, is asked about first; on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ports import Store
from bot.service.wakeups import Wakeups
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.effects import ShowExpectation, TellStep
from bot.vocabulary.records import Outgoing
from bot.vocabulary.vetting import GoneAhead
from bot.vocabulary.view import View
from tests.agreed import ACME, ana, sam
from tests.service.at_the_counter import AtTheCounter
from tests.stores import any_url, store

__all__ = ["any_url", "store"]

LINE = f"<@{sam}> {{}} by Friday 5pm takes 8 h done when it is on the site because the fair opens on Monday"


@pytest.fixture
async def team(store: Store) -> AtTheCounter:
    """Sam has ten hours a week."""
    counter = await AtTheCounter(store).team(sam)
    await counter.command(sam, "capacity", "10")
    return counter


async def said(team: AtTheCounter) -> list[Outgoing]:
    async with team.store.begin(reading=True) as work:
        found = await work.find(Outgoing, ACME)
    return [each for each in found if isinstance(each.effect, ShowExpectation | TellStep)]


async def kept(team: AtTheCounter, kind: type) -> list:  # type: ignore[type-arg]
    async with team.store.begin(reading=True) as work:
        return await work.find(kind, ACME)


def actions(view: View) -> list[str]:
    return [button.action for button in view.buttons]


async def test_at_night_it_is_delivered_when_they_are_back(team: AtTheCounter) -> None:
    team.at += timedelta(hours=9)
    asked = await team.command(ana, "expect", LINE.format("new banner"))
    assert actions(asked) == ["deliver-draft", "send-as-is", "dismiss"]
    scheduled = await team.press(ana, "deliver-draft", asked.buttons[0].about)
    assert actions(scheduled) == ["put-now", "withdraw"]
    assert await said(team) == []
    wakeups = Wakeups(team.store, team.gatherer)
    await wakeups.ring(team.at + timedelta(hours=14))
    assert await said(team) == []
    await wakeups.ring(team.at + timedelta(hours=16))
    assert [each.state for each in await kept(team, Expectation)] == [ExpectationState.PROPOSED]
    assert len(await said(team)) == 2


async def test_more_than_fits_is_asked_about_and_going_ahead_is_kept(team: AtTheCounter) -> None:
    await team.command(ana, "expect", LINE.format("new banner"))
    asked = await team.command(ana, "expect", LINE.format("new logo"))
    assert "more to do than they have hours for" in str(asked.headline)
    await team.press(ana, "send-as-is", asked.buttons[0].about)
    assert [each.why[0].facts for each in await kept(team, GoneAhead)] == [(sam, 16.0, 10.0)]
    stands = await team.command(sam, "health")
    room = next(section for section in stands.sections if section.heading.startswith("Capacity"))
    assert room.heading == "Capacity · act"
    assert "16 of 10 h a week are taken" in str(room.lines)
