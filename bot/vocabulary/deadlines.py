"""A deadline in somebody's own words, as far as it was understood. `engine.deadlines` reads it and never guesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class How(StrEnum):
    """How a moment follows from the words; the card says it where it is not plain."""

    CLOCK = "a time on the clock of whoever it is due from"
    ZONE = "a time on the clock of the place that was named"
    CLOSING = "the end of their working hours"
    OPENING = "the beginning of their working hours"
    DAY_OFF = "the usual end of a working day, on a day they do not work"
    SPAN = "so long from now"
    WORKING_SPAN = "so much of their working time from now"


class Why(StrEnum):
    """What kept words from being understood."""

    UNKNOWN = "unknown"
    PAST = "past"
    NO_SUCH_DAY = "no such day"
    DISAGREES = "disagrees"
    """The weekday and the date are not the same day."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment (UTC), and the words it stands for."""

    at: datetime
    words: str
    how: How


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """More than one moment may be meant: whoever wrote it is asked which. Earliest first."""

    words: str
    choices: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words that are no deadline, or none that lies ahead."""

    words: str
    why: Why = Why.UNKNOWN


Reading = Deadline | Ambiguous | NotUnderstood


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline inside a sentence: what it is, and from where to where it stands, its "by" included."""

    reading: Reading
    start: int
    end: int
