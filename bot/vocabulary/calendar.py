"""Working time as data: hours, holidays, absences, and a sum with its reasons. `engine.hours` does the adding up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

ALWAYS = datetime(1, 1, 1, tzinfo=UTC)
"""The moment from which a person's first known hours are taken to have been valid."""


class Span(NamedTuple):
    """One stretch of work on a day, in local wall time.

    An `end` at or before `start` runs past midnight and belongs to the day on which it starts.
    """

    start: time
    end: time


Week = tuple[tuple[Span, ...], ...]
"""Seven days, Monday first, each with its stretches of work in order."""


class Holiday(NamedTuple):
    """A legal day off. Observances on which people work are not in here (scenario 4)."""

    day: date
    name: str


class Absence(NamedTuple):
    """A stretch in which a person is away, `first` inclusive, `until` exclusive, in UTC."""

    first: datetime
    until: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours a person keeps from `since` on, until the next version. `zone` is an IANA name."""

    zone: str
    week: Week
    country: str | None = None
    since: datetime = ALWAYS


@dataclass(frozen=True, slots=True)
class Calendar:
    """A person's working time: versions of hours (oldest first), days off and absences.

    Versions are never rewritten: a gap of yesterday is measured on yesterday's hours (rule 8).
    Calendars are keys of caches, and years of holidays are slow to hash: the hash is computed once.
    """

    versions: tuple[WorkingHours, ...]
    holidays: tuple[Holiday, ...] = ()
    absences: tuple[Absence, ...] = ()
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raise ValueError when the versions are not in order."""
        sinces = [version.since for version in self.versions]
        if sinces != sorted(set(sinces)):
            raise ValueError("A calendar's versions stand oldest first, each beginning at another moment.")
        object.__setattr__(self, "_hash", hash((self.versions, self.holidays, self.absences)))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Calendar], tuple[object, ...]]:
        """Leave the hash behind when pickled: another process salts its strings differently."""
        return Calendar, (self.versions, self.holidays, self.absences)


WORKDAY = (Span(time(9), time(12)), Span(time(13), time(17)))
"""The product's default day."""
DEFAULT_WEEK: Week = (WORKDAY,) * 5 + ((), ())
"""Monday to Friday 9-12 and 13-17, until told otherwise."""


def default_calendar(zone: str = "UTC", country: str | None = None) -> Calendar:
    """The calendar of somebody who has not told their hours."""
    return Calendar((WorkingHours(zone, DEFAULT_WEEK, country),))


class Stretch(NamedTuple):
    """An unbroken stretch of time, `start` inclusive, `end` exclusive, in UTC."""

    start: datetime
    end: datetime


class Counted(NamedTuple):
    """A stretch that counts as work in a sum.

    `work` equals `end - start` except where the clocks went forward in between (see `engine.hours`). `day` is
    the local working day it belongs to, `whole` says that all of that day's hours are in the sum.
    """

    start: datetime
    end: datetime
    work: timedelta
    day: date
    whole: bool


class NotCounted(StrEnum):
    """Why a stretch is not working time."""

    NIGHT = "night"
    """Before, after or between the hours of working days."""
    BREAK = "break"
    REPEATED = "repeated hour"
    """The clocks went back: the hour that happens twice counts once."""
    WEEKEND = "weekend"
    DAY_OFF = "not a working day"
    """A day in the week on which this person does not work."""
    HOLIDAY = "holiday"
    ABSENCE = "absence"


class Skipped(NamedTuple):
    """A stretch left out of a sum. `name` is the holiday's name or the absence's reason, as the person gave it."""

    start: datetime
    end: datetime
    kind: NotCounted
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Working time between two moments, with its reasons; both tuples in order of time."""

    total: timedelta
    counted: tuple[Counted, ...]
    skipped: tuple[Skipped, ...]
