"""A conversation under another id: everything that mentions it is renamed, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.vocabulary.effects import InConversation, Matter, Nudge, ToPerson
from bot.vocabulary.model import Conversation, ConversationId, MessageId, PersonId, WorkspaceId
from bot.vocabulary.records import ConversationKept, NudgeKept, Outgoing, Wakeup
from bot.vocabulary.rekeying import SOMEBODY, forgotten, rekeyed

ACME, SAM = WorkspaceId("acme"), PersonId("sam")
NOW = datetime(2026, 6, 1, tzinfo=UTC)
rename = rekeyed(ConversationId("C1"), ConversationId("G9"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("C1", "G9"),
        ("C1/17.5", "G9/17.5"),
        ("gap/C1/17.5>sam", "gap/G9/17.5>sam"),
        ("2026-06-01T10:00 gap/C1/17.5>sam", "2026-06-01T10:00 gap/G9/17.5>sam"),
        ("conversation/C1", "conversation/G9"),
        ("C12", "C12"),
        ("XC1/2", "XC1/2"),
    ],
)
def test_an_id_is_renamed_where_it_stands_for_the_conversation(before: str, after: str) -> None:
    assert rename(before) == after


def test_records_are_renamed_through_and_through() -> None:
    matter, renamed = Matter("gap/C1/1>sam"), Matter("gap/G9/1>sam")
    here, there = InConversation(ConversationId("C1"), MessageId("C1/1")), InConversation(ConversationId("G9"))
    assert rename(NudgeKept(ACME, SAM, matter, NOW, 1)) == NudgeKept(ACME, SAM, renamed, NOW, 1)
    assert rename(Outgoing(ACME, "k", here, Nudge(SAM, (matter,)), NOW, NOW)) == Outgoing(
        ACME, "k", InConversation(there.conversation, MessageId("G9/1")), Nudge(SAM, (renamed,)), NOW, NOW
    )
    kept = ConversationKept(ACME, Conversation(ConversationId("C1"), "site", members=frozenset({SAM})))
    assert rename(kept).conversation == Conversation(ConversationId("G9"), "site", members=frozenset({SAM}))


def test_what_does_not_mention_it_stays_equal() -> None:
    for record in (Wakeup(ACME, "turn", SAM, "now", NOW), Outgoing(ACME, "k", ToPerson(SAM), Nudge(SAM, ()), NOW, NOW)):
        assert rename(record) == record


def test_a_person_is_forgotten_where_they_are_meant_and_nowhere_else() -> None:
    forget = forgotten(SAM)
    assert forget(("ana", "sam", "samantha")) == ("ana", SOMEBODY, "samantha")
    assert forget(InConversation(ConversationId("sam/1"), None)) == InConversation(ConversationId("sam/1"), None)
