"""An address that may not be posted to just yet is held; others are not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.service import lanes
from bot.service.lanes import Lanes
from bot.vocabulary.effects import Address, InConversation, Nudge, ToPerson
from bot.vocabulary.model import MessageId
from bot.vocabulary.records import Outgoing
from tests.builders import SITE, WORKSPACE, ana, at, sam

NOW = at("mon 9:00")


def to(address: Address) -> Outgoing:
    return Outgoing(WORKSPACE, "key", address, Nudge(sam, ()), NOW, NOW)


def test_an_address_is_held_until_its_moment_and_no_other_with_it() -> None:
    held = Lanes()
    held.hold(to(ToPerson(sam)), at("mon 9:01"))
    assert held.held_until(to(ToPerson(sam)), NOW) == at("mon 9:01")
    assert held.held_until(to(ToPerson(sam)), at("mon 9:01")) is None
    assert held.held_until(to(ToPerson(ana)), NOW) is None


def test_a_conversation_is_one_address_with_all_its_threads() -> None:
    held = Lanes()
    held.hold(to(InConversation(SITE)), at("mon 9:01"))
    assert held.held_until(to(InConversation(SITE, MessageId("1"))), NOW) == at("mon 9:01")


def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "MOST", 10)
    held = Lanes()
    for number in range(100):
        held.hold(to(ToPerson(type(sam)(f"P{number}"))), NOW + timedelta(seconds=number))
    assert len(held._held) <= 11
