"""The remembering platform keeps the contract (tests/contracts/test_messenger.py); here is what is its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.clocks import HandClock
from adapters.memory.messenger import STORED_AFTER, Messenger, Trouble
from bot.ports.surfaces import Unsure
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.view import View
from tests.builders import WORKSPACE, at, sam

TO, CARD = ToPerson(sam), View(("hello",))


async def test_troubles_befall_the_posts_in_their_order() -> None:
    messenger = Messenger(HandClock(at("mon 9:00")))
    messenger.befall([None, Trouble.BROKEN])
    await messenger.post(WORKSPACE, TO, CARD, "first")
    with pytest.raises(ValueError, match="drawn"):
        await messenger.post(WORKSPACE, TO, CARD, "second")
    await messenger.post(WORKSPACE, TO, CARD, "third")
    assert ([each.key for each in messenger.posted], messenger.attempts) == (["first", "third"], 3)


async def test_a_slow_post_appears_in_its_time() -> None:
    clock = HandClock(at("mon 9:00"))
    messenger = Messenger(clock)
    messenger.befall([Trouble.SLOW])
    with pytest.raises(Unsure):
        await messenger.post(WORKSPACE, TO, CARD, "key")
    assert await messenger.find(WORKSPACE, TO, "key", clock.now()) is None
    clock.move_to(clock.now() + STORED_AFTER)
    assert await messenger.find(WORKSPACE, TO, "key", at("mon 9:00")) == "M1"


def test_it_is_posted_to_at_the_pace_it_was_given() -> None:
    assert Messenger(HandClock(at("mon 9:00")), gap=timedelta(seconds=1)).pace(TO) == timedelta(seconds=1)
