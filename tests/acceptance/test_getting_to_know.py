"""Mistake 1, not knowing who one is dealing with: from candidates to somebody one can give work, on every store."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter

import pytest

from bot.ports import Store
from bot.service.drawing.cards import Cards
from bot.service.wakeups import Wakeups
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.effects import ThankCandidate
from bot.vocabulary.identity import ABOUT
from bot.vocabulary.records import Outgoing
from bot.vocabulary.vetting import GoneAhead
from tests.agreed import ACME, ana, lee, sam
from tests.service.at_the_counter import AtTheCounter
from tests.stores import any_url, store

__all__ = ["any_url", "store"]


@pytest.fixture
async def team(store: Store) -> AtTheCounter:
    """Sam and Lee were invited as candidates and joined."""
    counter = await AtTheCounter(store).begin()
    await counter.command(ana, "vet", f"<@{sam}> <@{lee}>")
    for person in (sam, lee):
        await counter.submit(person, "join", zone="Europe/Berlin", hours="Mon-Fri 9-17")
    return counter


async def kept(team: AtTheCounter, kind: type) -> list:  # type: ignore[type-arg]
    async with team.store.begin(reading=True) as work:
        return await work.find(kind, ACME)


async def about_lee(team: AtTheCounter) -> list[str]:
    """The kinds of records that are about Lee."""
    found = []
    for kind, paths in ABOUT.items():
        rows = await kept(team, kind)
        found += [kind.__name__ for row in rows if any(attrgetter(path)(row) == lee for path in paths)]
    return found


async def test_from_candidates_to_work(team: AtTheCounter) -> None:
    line = "a banner by Friday 5pm done when it is there because the fair opens on Monday"
    asked = await team.command(ana, "expect", f"<@{sam}> {line}")
    assert "6 required things are not settled yet" in str(asked.headline)
    await team.press(ana, "send-as-is", asked.buttons[0].about)
    assert [each.person for each in await kept(team, GoneAhead)] == [sam]
    assert [each.owed_by for each in await kept(team, Expectation)] == [sam]

    side_by_side = await team.command(ana, "vet")
    choose = next(button for button in side_by_side.sections[0].buttons if button.action == "choose")
    sure = await team.press(ana, "choose", choose.about)
    await team.press(ana, "choose-now", sure.buttons[0].about)
    (thanks,) = [each for each in await kept(team, Outgoing) if isinstance(each.effect, ThankCandidate)]
    async with team.store.begin() as work:
        _, card = await Cards(team.gatherer, lambda chart: "").drawn(thanks, work, thanks.not_before)
    assert "Thank you" in str(card and card.headline)

    wakeups = Wakeups(team.store, team.gatherer)
    await wakeups.ring(thanks.not_before + timedelta(hours=23))
    assert "Profile" in await about_lee(team)
    await wakeups.ring(thanks.not_before + timedelta(hours=25))
    assert await about_lee(team) == []
    left = await team.command(ana, "vet")
    assert sam in str(left.headline)
    assert "candidate" not in str(left.facts)
