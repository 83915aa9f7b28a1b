"""What is kept. Every record is frozen; a change is a new one with the same identity.

Message text is not among them (the product's privacy rule): who, when, where, the derived signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.vocabulary.model import (
    Conversation,
    ConversationId,
    GapId,
    GroupId,
    MessageId,
    Person,
    PersonId,
    WorkspaceId,
)
from bot.vocabulary.signals import Heard, Reason


class GapState(StrEnum):
    """Where a response gap stands. The last three are final."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({GapState.OPEN, GapState.ACKNOWLEDGED})


class ClosedBy(StrEnum):
    """What ended (or acknowledged) a gap."""

    THREAD = "thread"
    REPLY = "reply"
    MESSAGE = "message"
    REACTION = "reaction"
    THANKS = "thanks"
    ASKER = "asker"
    DELETED = "deleted"
    EDITED = "edited"
    MARK = "mark"


class Mark(StrEnum):
    """What somebody concerned may say a message is (rule 6)."""

    NOT_A_QUESTION = "not a question"
    ANSWERED = "answered"
    WAITING = "waiting for this"


class Closing(NamedTuple):
    """How a gap ended: the kind of act, the message that did it (None for a mark), and whose act it was."""

    kind: ClosedBy
    message: MessageId | None
    by: PersonId


@dataclass(frozen=True, slots=True)
class Gap:
    """A message that waits for one person's answer.

    `owed_by` is None where everybody present was asked: whoever answers, answers it. `group` is set where
    a group, a role or a whole side was asked: each member has a gap of their own, and one answer closes all.
    `joined` are later asks of the same person that wait with it; the clock keeps the first (rule 2).
    `due_at` follows the debtor's calendar.
    """

    workspace: WorkspaceId
    conversation: ConversationId
    thread: MessageId | None
    message: MessageId
    asked_by: PersonId
    owed_by: PersonId | None
    group: GroupId | None
    asked_at: datetime
    due_at: datetime
    signs: int
    because: tuple[Reason, ...]
    state: GapState = GapState.OPEN
    joined: tuple[MessageId, ...] = ()
    acknowledged_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: Closing | None = None

    @property
    def identity(self) -> GapId:
        """One gap for each asking message and person who owes."""
        return GapId(f"{self.message}>{self.owed_by or 'anyone'}")

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.state in WAITING


class MessageKept(NamedTuple):
    """A message as it is stored: where it was said, and what was heard. Never its text or its words."""

    workspace: WorkspaceId
    conversation: ConversationId
    heard: Heard


class Forgotten(NamedTuple):
    """A gap that, with all that is known by now, never was."""

    workspace: WorkspaceId
    conversation: ConversationId
    gap: GapId


class PersonKept(NamedTuple):
    """What the platform tells about a person of a workspace."""

    workspace: WorkspaceId
    person: Person


class ConversationKept(NamedTuple):
    """What the platform tells about a conversation of a workspace."""

    workspace: WorkspaceId
    conversation: Conversation


Record = Gap | MessageKept | Forgotten | PersonKept | ConversationKept
