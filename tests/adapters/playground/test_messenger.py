"""Cards, posted into the pretend chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.clocks import HandClock
from adapters.playground import cast
from adapters.playground.cast import ANA, SAM, SHOP
from adapters.playground.messenger import Messenger
from adapters.playground.workspace import direct_id
from bot.ports.surfaces import FORBIDDEN, GONE, Refused
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.model import ConversationId
from tests.adapters.playground.playing import CARD, NOON


async def test_a_card_for_a_person_stands_in_their_messages_and_is_found_by_its_key() -> None:
    here = cast.workspace()
    messenger = Messenger(here, HandClock(NOON))
    receipt = await messenger.post(here.id, ToPerson(SAM), CARD, "k1")
    assert [(line.id, line.view) for line in here.seen(SAM, direct_id(SAM))] == [(receipt, CARD)]
    assert await messenger.find(here.id, ToPerson(SAM), "k1", NOON) == receipt
    assert await messenger.find(here.id, ToPerson(ANA), "k1", NOON) is None
    assert await messenger.find(here.id, ToPerson(SAM), "k1", NOON + timedelta(seconds=1)) is None


async def test_a_card_in_a_conversation_may_stand_in_a_thread() -> None:
    here = cast.workspace()
    root = here.put(SHOP, NOON, ANA, "one")
    await Messenger(here, HandClock(NOON)).post(here.id, InConversation(SHOP, root.id), CARD, "k1")
    assert here.seen(SAM, SHOP)[-1].thread == root.id


async def test_a_card_is_drawn_anew_in_place_or_it_is_gone() -> None:
    here = cast.workspace()
    messenger, to = Messenger(here, HandClock(NOON)), ToPerson(SAM)
    receipt = await messenger.post(here.id, to, CARD, "k1")
    await messenger.update(here.id, to, receipt, replace(CARD, headline=("Answered",)))
    (line,) = here.seen(SAM)
    assert line.view is not None
    assert (line.view.headline, line.changed_at) == (("Answered",), NOON)
    here.take_away(line)
    with pytest.raises(Refused, match=GONE):
        await messenger.update(here.id, to, receipt, CARD)


async def test_where_there_is_no_conversation_nothing_can_be_posted() -> None:
    here = cast.workspace()
    with pytest.raises(Refused, match=FORBIDDEN):
        await Messenger(here, HandClock(NOON)).post(here.id, InConversation(ConversationId("moon")), CARD, "k1")
    assert Messenger(here, HandClock(NOON)).pace(ToPerson(SAM)) == timedelta()
