"""What waits to be posted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.vocabulary.effects import InConversation, Nudge, ToPerson
from bot.vocabulary.model import MessageId, WorkspaceId
from bot.vocabulary.sending import Outgoing, Wakeup
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


@pytest.mark.parametrize(
    ("kind", "subject", "slot", "person"),
    [
        ("turn", "sam", "2026", "sam"),
        ("check-in", "site/build sam", "2026", "sam"),
        ("room", "site/build", "sam/2026", "sam"),
        ("digest", "site/build", "2026", None),
        ("expire", "site/e1", "4", None),
    ],
)
def test_a_stored_moment_says_whom_it_names(kind: str, subject: str, slot: str, person: str | None) -> None:
    assert Wakeup(WorkspaceId("T1"), kind, subject, slot, datetime(2026, 1, 1, tzinfo=UTC)).person == person
