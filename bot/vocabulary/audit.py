"""What an archive tells about who waited on whom: every number of the report, and none of its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.vocabulary.calendar import Sum, Week
from bot.vocabulary.coverage import Coverage
from bot.vocabulary.model import Conversation, Person, Side
from bot.vocabulary.records import Gap


class Fate(StrEnum):
    """What became of an ask, as far as the archive tells."""

    ANSWERED = "answered"
    UNTIMED = "answered, nobody knows when"
    ACKNOWLEDGED = "acknowledged"
    OPEN = "open"
    BY_ANOTHER = "answered by another"
    TAKEN_BACK = "taken back"


class Wait(NamedTuple):
    """How long one ask waited: until its answer, or for as long as it could be watched (survival analysis calls
    that censored: answered by somebody else, taken back, or not answered when the archive ends).

    `seconds` are working time on the calendar of whoever owes the answer.
    """

    asked_at: datetime
    seconds: float
    fate: Fate


class Measured(NamedTuple):
    """A gap with its clocks, in seconds: of working time, and of working time past the target. `end` is when it closed,
    or when the watching ended.
    """

    gap: Gap
    end: datetime
    working: float
    late_by: float

    @property
    def waited(self) -> float:
        """How long it waited by the wall, in seconds."""
        return (self.end - self.gap.asked_at).total_seconds()


class Estimate(NamedTuple):
    """A quantile of working time in seconds.

    Not `reached` means that too many still wait for it to be known: it is more than `seconds`.
    `seconds` is None where too few were answered to tell.
    """

    seconds: float | None
    reached: bool = True


TOO_FEW = Estimate(None, reached=False)


class Step(NamedTuple):
    """From `seconds` of working time on, this share of all asks still waits."""

    seconds: float
    waiting: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of a set of asks. `asked` is the sum of the five counts that follow it.

    `in_time` of `decided` were answered within the target: asks that can still make it, and those
    that were taken back or answered by somebody else before it had passed, are not decided.
    """

    asked: int
    answered: int
    acknowledged: int
    open: int
    by_another: int
    taken_back: int
    median: Estimate
    p90: Estimate
    in_time: int
    decided: int

    @property
    def waiting(self) -> int:
        """Asks without an answer, acknowledged or not."""
        return self.acknowledged + self.open


class WeekOfAsks(NamedTuple):
    """The asks of one ISO week; `monday` is its first day in the report's zone."""

    monday: date
    figures: Figures


@dataclass(frozen=True, slots=True)
class Flow:
    """Asks that go one way. An end is a side, a person, or None: anybody at all, or the whole room for `owed_by`."""

    asked_by: Side | Person | None
    owed_by: Side | Person | None
    figures: Figures
    curve: tuple[Step, ...] = ()
    weeks: tuple[WeekOfAsks, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people and what each asked the other."""

    there: Flow
    back: Flow


@dataclass(frozen=True, slots=True)
class Standing:
    """One person, as the one who owes answers and as the one who asks. `zone_known` is False where it was assumed."""

    person: Person
    side: Side | None
    owes: Figures
    asks: Figures
    zone: str
    zone_known: bool


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An ask that still waits. Nobody in `owed_by`: the whole room was asked; of several, any one may answer."""

    gap: Gap
    asked_by: Person
    owed_by: tuple[Person, ...]
    conversation: Conversation
    working: float
    link: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """One answered ask whose clock is worth showing, in the `zone` of the one who answered."""

    gap: Gap
    asked_by: Person
    answered_by: Person
    conversation: Conversation
    sum: Sum
    zone: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures rest on: the period (first and last message, UTC), how many places were read, the zone in which
    moments are shown, the zone and the hours taken for those whose own are not known, and the target of working time.
    """

    workspace: str
    first: datetime | None
    last: datetime | None
    conversations: int
    zone: str
    assumed_zone: str
    assumed_hours: Week
    target: timedelta


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole report. `flows` are the directions that matter, `room` the asks of everybody present."""

    basis: Basis
    coverage: Coverage
    everything: Flow
    flows: tuple[Flow, ...]
    room: Flow
    pairs: tuple[Pair, ...]
    people: tuple[Standing, ...]
    unanswered: tuple[Unanswered, ...]
    example: Worked | None
    measured: tuple[Measured, ...] = ()
