"""The same sum as `working_time`, with what was counted and why the rest was not (rule 7). Made when asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from bot.engine.hours.windows import (
    MICROSECOND,
    Day,
    Window,
    at_micros,
    bounded,
    clipped,
    days,
    merged,
    micros,
    midnights,
    without,
)
from bot.vocabulary.calendar import Calendar, Counted, NotCounted, Skipped, Sum

AROUND = 2 * 86400 * 10**6
"""Days are looked at from so long before until so long after an interval: its ends have neighbours. Microseconds."""
END = attrgetter("end")
NOTHING = timedelta(0)
WHOLE_DAYS = {NotCounted.ABSENCE, NotCounted.HOLIDAY, NotCounted.WEEKEND, NotCounted.DAY_OFF}
"""Reasons beside which the nights around them go without saying."""


class Mark(NamedTuple):
    """Why there is no work between two microseconds."""

    start: int
    end: int
    kind: NotCounted
    name: str = ""


class Part(NamedTuple):
    """A piece of a window that counts, and the day it belongs to."""

    window: Window
    day: Day
    whole: bool


def explain(calendar: Calendar, start: datetime, end: datetime) -> Sum:
    """Working time between two moments, the stretches that count and why the rest does not.

    The total is that of `working_time`. Some 0.1 ms for a few days, 20 ms for a year: it is for showing.
    """
    first, until = bounded(micros(start)), bounded(micros(end))
    if first >= until:
        return Sum(NOTHING, (), ())
    around = list(days(calendar, first - AROUND, until + AROUND))
    parts = list(_counted(calendar, around, first, until))
    away, marks = _absences(calendar, around, first, until), sorted(_marks(around), key=END)
    skipped = [skip for gap in _gaps(parts, first, until) for skip in _reasons(gap, [*away, *_near(gap, marks)])]
    counted = tuple(_shown(part) for part in parts)
    return Sum(sum((each.work for each in counted), NOTHING), counted, tuple(map(_told, skipped)))


def _counted(calendar: Calendar, around: Iterable[Day], first: int, until: int) -> Iterator[Part]:
    """The pieces of windows between two moments, without absences; what overlaps an earlier one is cut."""
    away = merged(calendar.absences)
    cursor = first
    for day in around:
        found: list[Window] = []
        for window in day.windows:
            found += without(clipped(window, cursor, until), away)
            cursor = max(cursor, window.end)
        whole = sum(part.work for part in found) == sum(window.work for window in day.windows)
        yield from (Part(window, day, whole) for window in _touching(found))


def _touching(windows: Iterable[Window]) -> list[Window]:
    """Windows of a day, those that touch as one."""
    found: list[Window] = []
    for window in windows:
        if found and found[-1].end == window.start:
            last = found.pop()
            window = Window(last.start, window.end, last.work + window.work)
        found.append(window)
    return found


def _absences(calendar: Calendar, around: Sequence[Day], first: int, until: int) -> list[Mark]:
    """Absences that take work away between two moments. One on a Sunday explains nothing."""
    found = [
        Mark(max(start, first), min(end, until), NotCounted.ABSENCE, absence.reason)
        for absence in calendar.absences
        if (start := micros(absence.first)) < until and (end := micros(absence.until)) > first and start < end
    ]
    windows = [window for day in around for window in day.windows] if found else []
    return [mark for mark in found if any(clipped(window, mark.start, mark.end) for window in windows)]


def _marks(around: Iterable[Day]) -> Iterator[Mark]:
    """Days off as a whole, and the breaks inside working days."""
    for day in around:
        if day.off:
            yield Mark(*midnights(day), day.off, day.name if day.off is NotCounted.HOLIDAY else "")
        for one, other in pairwise(day.windows):
            if one.end < other.start:
                yield Mark(one.end, other.start, _break(day, one.end, other.start))


def _break(day: Day, first: int, until: int) -> NotCounted:
    """A break in which a clock on the wall stands still, as it were, is the hour that comes twice."""
    before, after = (at_micros(each).astimezone(day.zone).utcoffset() or NOTHING for each in (first - 1, until))
    moved = (before - after) // MICROSECOND
    return NotCounted.REPEATED if moved == until - first else NotCounted.BREAK


def _gaps(parts: Iterable[Part], first: int, until: int) -> Iterator[tuple[int, int]]:
    """What lies between two moments and is in none of the parts."""
    cursor = first
    for part in parts:
        if cursor < part.window.start:
            yield cursor, part.window.start
        cursor = part.window.end
    if cursor < until:
        yield cursor, until


def _near(gap: tuple[int, int], marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, in order of their ends, that may touch a gap: a year has hundreds of both.

    None lasts longer than a day and its hour, so none that ends more than two days later can have begun before.
    """
    for mark in marks[bisect_right(marks, gap[0], key=END) :]:
        if mark.end > gap[1] + AROUND:
            return
        yield mark


def _reasons(gap: tuple[int, int], marks: Iterable[Mark]) -> list[Mark]:
    """Why a gap is not counted, in order: its break, or its whole days off, or else night and the breaks in it."""
    inside = [cut for mark in marks if (cut := _cut(mark, *gap))]
    pauses = [mark for mark in inside if mark.kind not in WHOLE_DAYS and mark[:2] == gap]
    whole = [mark for mark in inside if mark.kind in WHOLE_DAYS and not _covered(mark, inside)]
    return pauses[:1] or _run_together(whole or [*inside, *_nights(gap, sorted(inside))])


def _run_together(marks: Iterable[Mark]) -> list[Mark]:
    """Saturday and Sunday are one weekend."""
    found: list[Mark] = []
    for mark in sorted(marks):
        if found and found[-1].end >= mark.start and found[-1][2:] == mark[2:]:
            mark = Mark(found[-1].start, max(found.pop().end, mark.end), mark.kind, mark.name)
        found.append(mark)
    return found


def _covered(mark: Mark, others: Iterable[Mark]) -> bool:
    """Whether an absence says it already."""
    absences = (each for each in others if each.kind is NotCounted.ABSENCE and each != mark)
    return any(each.start <= mark.start and mark.end <= each.end for each in absences)


def _nights(gap: tuple[int, int], marks: Iterable[Mark]) -> Iterator[Mark]:
    cursor, until = gap
    for mark in marks:
        if cursor < mark.start:
            yield Mark(cursor, mark.start, NotCounted.NIGHT)
        cursor = max(cursor, mark.end)
    if cursor < until:
        yield Mark(cursor, until, NotCounted.NIGHT)


def _cut(mark: Mark, first: int, until: int) -> Mark | None:
    start, end = max(mark.start, first), min(mark.end, until)
    return mark._replace(start=start, end=end) if start < end else None


def _shown(part: Part) -> Counted:
    start, end, work = part.window
    return Counted(at_micros(start), at_micros(end), timedelta(microseconds=work), part.day.day, part.whole)


def _told(mark: Mark) -> Skipped:
    return Skipped(at_micros(mark.start), at_micros(mark.end), mark.kind, mark.name)
