"""What is kept. Every record is frozen; a change is a new one with the same identity.

Message text is not among them (the product's privacy rule): who, when, where, the derived signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.vocabulary.agreements import Agreement
from bot.vocabulary.books import MoneyRecord
from bot.vocabulary.calendar import Absence, WorkingHours
from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.checkins import CheckInRecord
from bot.vocabulary.coaching import HintKept
from bot.vocabulary.feedback import FeedbackRecord
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import (
    Conversation,
    ConversationId,
    GapId,
    GroupId,
    MessageId,
    Person,
    PersonId,
    Side,
    WorkspaceId,
)
from bot.vocabulary.model import EngagementId as EngagementId
from bot.vocabulary.policy import DEFAULT_POLICY, Calibration, Policy
from bot.vocabulary.sending import HeldBack as HeldBack
from bot.vocabulary.sending import NudgeKept as NudgeKept
from bot.vocabulary.sending import Outgoing as Outgoing
from bot.vocabulary.sending import OutgoingState as OutgoingState
from bot.vocabulary.sending import Snooze as Snooze
from bot.vocabulary.sending import Wakeup as Wakeup
from bot.vocabulary.signals import Heard, Reason
from bot.vocabulary.tenancy import Uprooting
from bot.vocabulary.vetting import Vetting
from bot.vocabulary.weeks import WeekKept as WeekKept


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
    PLACE_CLOSED = "place closed"
    """The conversation was archived, deleted, or we were removed from it."""
    LEFT = "left"
    """Who asked or who owed is no longer there."""


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
    `due_at` follows the debtor's calendar; it is None where that never opens.
    """

    workspace: WorkspaceId
    conversation: ConversationId
    thread: MessageId | None
    message: MessageId
    asked_by: PersonId
    owed_by: PersonId | None
    group: GroupId | None
    asked_at: datetime
    due_at: datetime | None
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


class CalibrationKept(NamedTuple):
    """What a workspace's own replies and corrections have taught, so far; numbers only."""

    workspace: WorkspaceId
    calibration: Calibration


class MemberState(StrEnum):
    """How far somebody has come into an engagement. Only who has joined is recorded (S22)."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Engagement:
    """A working relationship: its conversations, its time zone, and what it agreed on.

    `invited` are not people but seals (`engine.invitations`): short hashes that tell whether somebody who wants to join
    was meant, and from which nobody can be found (S22). Joining, declining and `invited_until` erase them.
    """

    workspace: WorkspaceId
    id: EngagementId
    name: str
    conversations: tuple[ConversationId, ...]
    zone: str
    started_at: datetime
    policy: Policy = DEFAULT_POLICY
    ended_at: datetime | None = None
    invited: tuple[str, ...] = ()
    invited_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person in an engagement, on one of its sides; an agency has a lead."""

    workspace: WorkspaceId
    engagement: EngagementId
    person: PersonId
    side: Side
    state: MemberState
    since: datetime
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class HoursKept:
    """The working hours somebody keeps from `hours.since` on; earlier ones stay as they were (rule 8)."""

    workspace: WorkspaceId
    person: PersonId
    hours: WorkingHours


@dataclass(frozen=True, slots=True)
class AbsenceKept:
    """Somebody is away, or does not want to be disturbed, for a while."""

    workspace: WorkspaceId
    person: PersonId
    absence: Absence
    do_not_disturb: bool = False


class Hole(NamedTuple):
    """A stretch of a conversation that could not be read back, and why."""

    first: datetime
    until: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a conversation is known: up to `watermark`, with holes. Until `is_reconciled`, silence proves nothing."""

    workspace: WorkspaceId
    conversation: ConversationId
    watermark: datetime
    is_reconciled: bool
    holes: tuple[Hole, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """An event that could not be decided: what it was and how it failed, without its text."""

    workspace: WorkspaceId
    key: str
    conversation: ConversationId | None
    at: datetime
    failure: str


Record = (
    Gap
    | MessageKept
    | Forgotten
    | PersonKept
    | ConversationKept
    | CalibrationKept
    | Engagement
    | Member
    | HoursKept
    | AbsenceKept
    | NudgeKept
    | Snooze
    | HeldBack
    | Wakeup
    | Outgoing
    | Reach
    | SetAside
    | Agreement
    | Vetting
    | RoomAsked
    | HintKept
    | WeekKept
    | Uprooting
    | MoneyRecord
    | CheckInRecord
    | FeedbackRecord
    | Installation
)
