"""What is logged: time, costs, sales, payments and milestones, with what the other side says about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.vocabulary.model import EngagementId, PersonId, WorkspaceId
from bot.vocabulary.money import Money
from bot.vocabulary.terms import DutyId

EntryId = NewType("EntryId", str)


class EntryKind(StrEnum):
    """What was logged."""

    TIME = "time"
    COST = "cost"
    SALE = "sale"
    PAYMENT = "payment"
    MILESTONE = "milestone"


class EntryState(StrEnum):
    """What the other side says: nothing yet, that it is right, that it is not; or it was taken back."""

    LOGGED = "logged"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was logged, as it stands. `person` did the work, `by` wrote it down, `words` say what it was.

    `over` names the caps that it went beyond, wholly or in part: it counts all the same. `steps` counts what happened
    to it; `answer` is what the other side said with the last step.
    """

    workspace: WorkspaceId
    id: EntryId
    engagement: EngagementId
    duty: DutyId
    kind: EntryKind
    person: PersonId
    by: PersonId
    day: date
    at: datetime
    words: str = ""
    minutes: int = 0
    money: Money | None = None
    state: EntryState = EntryState.LOGGED
    over: tuple[str, ...] = ()
    answer: str = ""
    steps: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is in the sums: a dispute is about what is in them, and does not take it out."""
        return self.state is not EntryState.WITHDRAWN


@dataclass(frozen=True, slots=True)
class EntryStep:
    """The n-th thing that happened to an entry: who did it, and how it stood after that. Never changed."""

    workspace: WorkspaceId
    engagement: EngagementId
    entry: EntryId
    number: int
    at: datetime
    by: PersonId
    person: PersonId
    state: EntryState
    duty: DutyId
    day: date
    words: str
    minutes: int
    money: Money | None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class BudgetWarned:
    """Both were told that a cap was used to `level` %, or that the pace goes beyond it; once in a period, ever.

    `cap` names the cap, `slot` the first day of the period. `person` is set where the cap is one person's.
    """

    workspace: WorkspaceId
    engagement: EngagementId
    cap: str
    slot: str
    level: str
    at: datetime
    person: PersonId | None = None
