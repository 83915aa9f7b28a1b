"""What waits to be posted."""

from __future__ import annotations

from bot.vocabulary.effects import InConversation, Nudge, ToPerson
from bot.vocabulary.model import MessageId
from bot.vocabulary.sending import Outgoing
from tests.builders import SITE, WORKSPACE, at, sam


def outgoing(to: ToPerson | InConversation) -> Outgoing:
    return Outgoing(WORKSPACE, "key", to, Nudge(sam, ()), at("mon 9:00"), at("mon 9:00"))


def test_a_conversation_and_its_threads_keep_one_order() -> None:
    thread = InConversation(SITE, MessageId("site/1"))
    assert outgoing(thread).lane == outgoing(InConversation(SITE)).lane
    assert outgoing(ToPerson(sam)).lane != outgoing(InConversation(SITE)).lane


def test_only_what_is_private_has_a_recipient() -> None:
    assert outgoing(ToPerson(sam)).recipient == sam
    assert outgoing(InConversation(SITE)).recipient is None
