"""Check-ins: when somebody is asked, what they answered, what is in their way. What is typed here is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final, NewType

from bot.vocabulary.events import Value
from bot.vocabulary.model import ConversationId, EngagementId, MessageId, PersonId, WorkspaceId

CheckInId = NewType("CheckInId", str)
BlockerId = NewType("BlockerId", str)

BLOCKER: Final = "blocker/"
"""Stands before a blocker's id where a gap names the message that asked."""


class Shown(StrEnum):
    """Where the other side sees the answers."""

    PRIVATELY = "private"
    HERE = "here"
    """In the conversation of the engagement, for everybody there."""


@dataclass(frozen=True, slots=True)
class CheckInSchedule:
    """When somebody is asked, on their own clock. An owner's is the plan for every assistant without an own one.

    Weekdays count from Monday as 0. `questions` are asked besides the usual ones. `shown` counts where an owner set it.
    """

    workspace: WorkspaceId
    engagement: EngagementId
    person: PersonId
    at: datetime
    weekdays: tuple[int, ...] = (0, 2, 4)
    time: time = time(10)
    questions: tuple[str, ...] = ()
    is_on: bool = True
    shown: Shown = Shown.PRIVATELY


class CheckInState(StrEnum):
    """Where a check-in stands. One that is still `asked` when the next one is, is missing; away and skipped are not."""

    ASKED = "asked"
    ANSWERED = "answered"
    AWAY = "away"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One prompt to one person: of the local date `slot`. `is_asked` is False where they answered unasked."""

    workspace: WorkspaceId
    id: CheckInId
    engagement: EngagementId
    person: PersonId
    slot: str
    asked_at: datetime
    state: CheckInState = CheckInState.ASKED
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class CheckInAnswer:
    """What somebody answered to a check-in, as it stands; all of it empty means that there is nothing new.

    `own` are the answers to own questions, by their words. `room_hours` are the hours a week they have free for more
    work; None where they did not say. `is_late`: on another of their days than they were asked on.
    """

    workspace: WorkspaceId
    check_in: CheckInId
    engagement: EngagementId
    person: PersonId
    slot: str
    at: datetime
    moved: str = ""
    next: str = ""
    in_the_way: str = ""
    unclear: str = ""
    room_hours: float | None = None
    own: tuple[Value, ...] = ()
    is_late: bool = False
    changed_at: datetime | None = None


class BlockerKind(StrEnum):
    """What holds somebody up."""

    STUCK = "stuck"
    UNCLEAR = "unclear"


class BlockerState(StrEnum):
    """Where a blocker stands; the last two are its ends."""

    OPEN = "open"
    CALLING = "calling"
    """The owner said they would call."""
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something in somebody's way, told in a check-in: the owners owe an answer (each a gap of its own).

    `message` names it in those gaps. `answer` is what was written, `by` whose act the last one was.
    """

    workspace: WorkspaceId
    id: BlockerId
    engagement: EngagementId
    conversation: ConversationId
    person: PersonId
    kind: BlockerKind
    words: str
    at: datetime
    state: BlockerState = BlockerState.OPEN
    by: PersonId | None = None
    acted_at: datetime | None = None
    answer: str = ""

    @property
    def message(self) -> MessageId:
        """What its gaps call the message that asked."""
        return MessageId(f"{BLOCKER}{self.id}")

    @property
    def is_open(self) -> bool:
        """Whether the owners still owe an answer."""
        return self.state in {BlockerState.OPEN, BlockerState.CALLING}


@dataclass(frozen=True, slots=True)
class AskCheckIn:
    """Ask somebody how it goes; the card shows how the check-in stands."""

    to: PersonId
    check_in: CheckInId


@dataclass(frozen=True, slots=True)
class ShowCheckIn:
    """Show the answers of a check-in to the other side: to one of them, or (None) in the conversation."""

    to: PersonId | None
    check_in: CheckInId


@dataclass(frozen=True, slots=True)
class TellBlocker:
    """Tell an owner what is in somebody's way, or whoever is stuck what became of it."""

    to: PersonId
    blocker: BlockerId


CheckInRecord = CheckInSchedule | CheckIn | CheckInAnswer | Blocker
CheckInEffect = AskCheckIn | ShowCheckIn | TellBlocker
