"""What people agreed on: goals, expectations and what was told on joining.

Unlike messages, these are texts that people typed into Openline itself, for each other to read; they are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.vocabulary.events import Value
from bot.vocabulary.model import (
    ConversationId,
    EngagementId,
    ExpectationId,
    GoalId,
    MessageId,
    PersonId,
    WorkspaceId,
)


class ExpectationState(StrEnum):
    """Where an expectation stands. What may follow what is told by the table in `engine.lifecycle`."""

    SCHEDULED = "scheduled"
    """Written down, and handed out later: nobody but the asker sees it until then."""
    PROPOSED = "proposed"
    QUESTION_ASKED = "question asked"
    ANOTHER_DATE = "another date proposed"
    ACKNOWLEDGED = "acknowledged"
    DELIVERED = "delivered"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Move(StrEnum):
    """What can be done with an expectation."""

    PROPOSE = "propose"
    ACKNOWLEDGE = "acknowledge"
    UNDO = "undo"
    ASK = "ask"
    ANSWER = "answer-question"
    PROPOSE_DATE = "propose-date"
    AGREE_DATE = "agree-date"
    KEEP_DATE = "keep-date"
    CONFIRM = "confirm"
    """Still on it."""
    DELIVER = "deliver"
    ACCEPT = "accept"
    RETURN = "return"
    DECLINE = "decline"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    INQUIRE = "inquire"
    """Openline asks whether they are still on it."""
    LAPSE = "lapse"
    """Nothing was heard after that: it counts as unacknowledged again."""
    EXPIRE = "expire"
    PUT_NOW = "put-now"
    PUT = "put"
    """What was scheduled is handed out."""


class Part(StrEnum):
    """Who can make a move: the two people of an expectation, and time itself."""

    ASKER = "asker"
    DOER = "doer"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Expectation:
    """Something one person asked of another, with a deadline and a definition of done, as it stands.

    `due_words` is the deadline as it was typed. `put_at` is when its present wording was put to the doer, `since` when
    it became the present person's turn, `acknowledged_at` when it was last taken on. `heard_at` is the doer's last sign
    of life, `inquired_at` when they were asked whether they are still on it. `steps` counts what happened to it.
    """

    workspace: WorkspaceId
    id: ExpectationId
    engagement: EngagementId
    conversation: ConversationId
    asked_by: PersonId
    owed_by: PersonId
    what: str
    created_at: datetime
    put_at: datetime
    since: datetime
    state: ExpectationState = ExpectationState.PROPOSED
    due_at: datetime | None = None
    due_words: str = ""
    done_when: str = ""
    context: str = ""
    goal: GoalId | None = None
    origin: MessageId | None = None
    """The message it was made from."""
    wished_at: datetime | None = None
    """The date the doer proposed instead."""
    acknowledged_at: datetime | None = None
    heard_at: datetime | None = None
    inquired_at: datetime | None = None
    closed_at: datetime | None = None
    words: str = ""
    """What was said with the last step: the question, the link to what was delivered, what to change."""
    steps: int = 0
    estimate: float | None = None
    """Hours of work it takes, as far as one of the two has said."""
    delivered_at: datetime | None = None
    """When it was delivered for the first time."""
    returns: int = 0
    """How often it came back for a change."""


class Change(StrEnum):
    """What of an expectation was changed after it had been put."""

    WHAT = "what"
    WHEN = "when"
    DONE_WHEN = "done when"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Altered:
    """One thing of an expectation that reads differently now."""

    what: Change
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ExpectationStep:
    """One thing that happened to an expectation: the n-th, by whom (None: time), with what words. Never changed."""

    workspace: WorkspaceId
    expectation: ExpectationId
    number: int
    at: datetime
    by: PersonId | None
    move: Move
    before: ExpectationState | None
    after: ExpectationState
    words: str = ""
    altered: tuple[Altered, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """What the owner is after in an engagement. `closed_at` is when it was reached or dropped."""

    workspace: WorkspaceId
    id: GoalId
    engagement: EngagementId
    words: str
    set_by: PersonId
    at: datetime
    closed_at: datetime | None = None
    is_reached: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody told about themselves on joining an engagement, for the others in it to read."""

    workspace: WorkspaceId
    engagement: EngagementId
    person: PersonId
    at: datetime
    hours_a_week: float | None = None
    """Stated capacity for this engagement."""
    reach: str = ""
    """How they are best reached."""
    does: str = ""
    """What they do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed into a form or a command that is not sent yet, because Openline asked back.

    Whom it is for stands in `person` and not among the values: what is kept about somebody is found by such fields.
    """

    workspace: WorkspaceId
    id: str
    by: PersonId
    action: str
    about: str
    values: tuple[Value, ...]
    at: datetime
    is_used: bool = False
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """Everything about a person goes, everywhere, or in one engagement; what others said about them goes with it."""

    workspace: WorkspaceId
    person: PersonId
    at: datetime
    engagement: EngagementId | None = None


Agreement = Expectation | ExpectationStep | Goal | Profile | Draft | Erased
