"""What was said, read back."""

from __future__ import annotations

from datetime import timedelta

from adapters.clocks import HandClock
from adapters.playground import cast
from adapters.playground.cast import ANA, LOUNGE, SAM, SHOP
from adapters.playground.history import History
from bot.ports import Place
from bot.vocabulary.events import MessagePosted
from tests.adapters.playground.playing import CARD, NOON


async def test_people_are_read_back_from_a_moment_on_and_cards_are_not() -> None:
    here = cast.workspace()
    later = NOON + timedelta(minutes=1)
    here.put(SHOP, NOON, ANA, "before")
    here.put(SHOP, later, SAM, "after")
    here.put(SHOP, later, view=CARD)
    here.put(LOUNGE, later, SAM, "elsewhere")
    clock = HandClock(NOON + timedelta(hours=1))
    (page,) = [each async for each in History(here, clock).since(Place(here.id, SHOP), NOON)]
    assert [each.text for each in page.events if isinstance(each, MessagePosted)] == ["after"]
    assert (page.until, page.hole) == (clock.now(), None)
