"""How people say that they are off: "until Friday", "today", "24 Dec to 2 Jan", "back".

Days are whole local days of whoever is away. "Until Friday" means that they are back on Friday; "to", "through" and a
dash take the last day in. Never guessed: what may mean two days is asked about.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.engine.typed import deadlines
from bot.vocabulary.calendar import Absence, Calendar
from bot.vocabulary.deadlines import Ambiguous, Deadline, How, NotUnderstood
from bot.vocabulary.signals import Reason

RANGE: Final = re.compile(
    r"\s*(?:from\s+)?(?P<first>.*?)\s*(?:(?:^|\s|,)(?P<until>until|till|til)|\s(?:to|through|thru|bis)|\s*[-–—](?=\s))\s+"
    r"(?P<last>.+)",
    re.IGNORECASE,
)
BACK: Final = frozenset({"back", "no", "stop", "i'm back", "i am back", "here"})
DAY: Final = timedelta(days=1)
LONGEST: Final = timedelta(days=366)
DAYS_ONLY: Final = frozenset({How.CLOSING, How.OPENING, How.DAY_OFF})


class Unclear(Exception):
    """The words do not name an absence. `reason` says why, for the field."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def is_back(words: str) -> bool:
    """Whether somebody says that they are there again."""
    return words.strip().casefold() in BACK


def read(words: str, at: datetime, calendar: Calendar, reason: str = "") -> Absence:
    """The absence that is meant. Raises Unclear."""
    found = RANGE.fullmatch(words)
    if found is None:
        return _checked(_start(words, at, calendar), _end(words, at, calendar), at, reason)
    first = _start(found["first"], at, calendar) if found["first"].strip(" ,") else at
    last = found["last"]
    until = _start(last, at, calendar) if found["until"] else _end(last, at, calendar)
    return _checked(first, until, at, reason)


def _checked(first: datetime, until: datetime, at: datetime, reason: str) -> Absence:
    first = max(first, at)
    if until <= first:
        raise Unclear(Reason("absence-order"))
    if until - first > LONGEST:
        raise Unclear(Reason("absence-long"))
    return Absence(first, until, reason)


def _start(words: str, at: datetime, calendar: Calendar) -> datetime:
    """The moment named, or the beginning of the day named."""
    found = _moment(words, at, calendar)
    return found.at if found.how not in DAYS_ONLY else _midnight(found.at, calendar, 0)


def _end(words: str, at: datetime, calendar: Calendar) -> datetime:
    found = _moment(words, at, calendar)
    return found.at if found.how not in DAYS_ONLY else _midnight(found.at, calendar, 1)


def _midnight(at: datetime, calendar: Calendar, after: int) -> datetime:
    zone = ZoneInfo(calendar.versions[-1].zone)
    day = at.astimezone(zone).date() + DAY * after
    return hours.moment(zone, datetime.combine(day, time.min)).astimezone(UTC)


def _moment(words: str, at: datetime, calendar: Calendar) -> Deadline:
    """A day by name; "today" is one even after hours."""
    zone = ZoneInfo(calendar.versions[-1].zone)
    today = hours.moment(zone, datetime.combine(at.astimezone(zone).date(), time.min)).astimezone(UTC)
    reading = deadlines.read(words.strip(" ,.!"), today, calendar, zone.key)
    if isinstance(reading, NotUnderstood):
        raise Unclear(Reason("absence-unknown", (reading.words,)))
    if isinstance(reading, Ambiguous):
        raise Unclear(Reason("absence-which", (reading.words, *(each.at.isoformat() for each in reading.choices))))
    return reading
