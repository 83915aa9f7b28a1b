"""The questions that are asked of a calendar all day long. Each takes microseconds, however long the interval."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from bot.engine.hours.almanac import Almanac, covering, reached, total
from bot.engine.hours.windows import FIRST, LAST, MICROSECOND, at_micros, merged, micros, validities
from bot.vocabulary.calendar import Calendar, Stretch

CALENDARS = 512
"""Compiled calendars kept: 20 MB when each knows three years."""
NEVER_CLOSES = 366 * 86400 * 10**6
"""Whoever is open for a year on end does not close. Microseconds."""
NOTHING = timedelta(0)


class Hours:
    """Working time on one calendar. Hold it, or ask the functions below, which keep the last few hundred."""

    __slots__ = ("_almanac", "_calendar", "_silent")

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._silent = _silent_from(calendar)
        self._almanac: Almanac | None = None

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Working time between two moments; none where `end` is not after `start`."""
        first, until = micros(start), micros(end)
        if first >= until:
            return NOTHING
        almanac = self._covering(first, until)
        return timedelta(microseconds=total(almanac, until) - total(almanac, first))

    def due(self, start: datetime, duration: timedelta) -> datetime | None:
        """The first moment, not before `start`, at which `duration` of working time has passed.

        Work that ends with a window is due there (Mon 17:00, not Tue 9:00), and no work at once, also at night.
        None where it never passes (no hours any more, an absence without end). Raises ValueError when negative.
        """
        if duration < NOTHING:
            raise ValueError("Working time to wait for cannot be negative.")
        first = micros(start)
        if duration == NOTHING:
            return at_micros(first)
        almanac = self._covering(first, first)
        target = total(almanac, first) + duration // MICROSECOND
        while almanac.totals[-1] < target and almanac.until < self._silent:
            almanac = self._covering(first, almanac.until)
        return at_micros(reached(almanac, target)) if almanac.totals[-1] >= target else None

    def is_open(self, at: datetime) -> bool:
        """Whether a moment is working time. A window's end is not."""
        return self._closing(micros(at)) is not None

    def next_opening(self, at: datetime) -> datetime | None:
        """The first moment of working time from `at` on, which is `at` itself while open. None where there is none."""
        now = micros(at)
        start = self._next_start(now) if self._closing(now) is None else now
        return None if start is None else at_micros(start)

    def next_closing(self, at: datetime) -> datetime | None:
        """The end of the present stretch of work, or, while closed, of the next one.

        None where there is none, and for hours that know no end within a year.
        """
        opening = self.next_opening(at)
        if opening is None:
            return None
        closing = opened = micros(opening)
        while (later := self._closing(closing)) is not None and later - opened < NEVER_CLOSES:
            closing = later
        return at_micros(closing) if later is None else None

    def stretches(self, start: datetime, end: datetime) -> tuple[Stretch, ...]:
        """The unbroken stretches of working time between two moments, in order."""
        first, until = micros(start), micros(end)
        joined: list[tuple[int, int]] = []
        for opens, closes in self._windows(first, max(first, until)):
            if joined and joined[-1][1] == opens:
                opens = joined.pop()[0]
            joined.append((opens, closes))
        return tuple(Stretch(at_micros(opens), at_micros(closes)) for opens, closes in joined)

    def _windows(self, first: int, until: int) -> Iterator[tuple[int, int]]:
        """The windows between two moments, cut at them."""
        almanac = self._covering(first, until)
        for index in range(bisect_right(almanac.ends, first), len(almanac.starts)):
            if almanac.starts[index] >= until:
                return
            yield max(first, almanac.starts[index]), min(until, almanac.ends[index])

    def _closing(self, now: int) -> int | None:
        """The end of the window that is open now."""
        almanac = self._covering(now, now)
        index = bisect_right(almanac.starts, now) - 1
        return almanac.ends[index] if index >= 0 and now < almanac.ends[index] else None

    def _next_start(self, now: int) -> int | None:
        """The start of the next window."""
        almanac = self._covering(now, now)
        while (index := bisect_right(almanac.starts, now)) == len(almanac.starts):
            if almanac.until >= self._silent:
                return None
            almanac = self._covering(now, almanac.until)
        return almanac.starts[index]

    def _covering(self, first: int, until: int) -> Almanac:
        """The almanac, grown where it does not know both moments."""
        almanac = self._almanac
        if almanac is None or first < almanac.first or until >= almanac.until:
            almanac = self._almanac = covering(almanac, self._calendar, first, until)
        return almanac


@lru_cache(maxsize=CALENDARS)
def compiled(calendar: Calendar) -> Hours:
    """The hours of a calendar: the same object for equal calendars while it is kept."""
    return Hours(calendar)


def working_time(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """See `Hours.working_time`."""
    return compiled(calendar).working_time(start, end)


def due(calendar: Calendar, start: datetime, duration: timedelta) -> datetime | None:
    """See `Hours.due`."""
    return compiled(calendar).due(start, duration)


def is_open(calendar: Calendar, at: datetime) -> bool:
    """See `Hours.is_open`."""
    return compiled(calendar).is_open(at)


def next_opening(calendar: Calendar, at: datetime) -> datetime | None:
    """See `Hours.next_opening`."""
    return compiled(calendar).next_opening(at)


def next_closing(calendar: Calendar, at: datetime) -> datetime | None:
    """See `Hours.next_closing`."""
    return compiled(calendar).next_closing(at)


def stretches(calendar: Calendar, start: datetime, end: datetime) -> tuple[Stretch, ...]:
    """See `Hours.stretches`."""
    return compiled(calendar).stretches(start, end)


def overlap(one: Calendar, other: Calendar, start: datetime, end: datetime) -> tuple[Stretch, ...]:
    """The stretches between two moments in which both calendars are open: the hours a pair shares."""
    theirs = compiled(other)
    return tuple(shared for stretch in stretches(one, start, end) for shared in theirs.stretches(*stretch))


def _silent_from(calendar: Calendar) -> int:
    """The moment from which there is certainly no work any more: no hours, or an absence that never ends."""
    if not calendar.versions:
        return FIRST
    last = validities(calendar)[-1]
    endless = [first for first, until in merged(calendar.absences) if until >= LAST]
    return min([LAST, *endless] if any(last.hours.week) else [last.first, *endless])
