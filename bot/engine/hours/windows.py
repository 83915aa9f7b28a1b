"""A calendar's days as windows of work. Moments are whole microseconds since 1970 here: exact, small and fast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.engine.hours.moments import DAY, change_between, moment, shift, steady
from bot.vocabulary.calendar import Absence, Calendar, Holiday, NotCounted, Span, WorkingHours

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FIRST_YEAR, LAST_YEAR = 1970, 2200
"""Nothing counts before the first or from the last year on: chats are not older, and it keeps "never" near."""
LONGEST_CHANGE = timedelta(hours=3)
"""What is still daylight saving (Troll: 2 h). A move over the date line takes the hours it takes."""
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


class Window(NamedTuple):
    """Work from `start` to `end`, worth `work`, which is `end - start` unless the clocks went forward. Microseconds."""

    start: int
    end: int
    work: int


class Validity(NamedTuple):
    """A version of hours and the microseconds from which and until which it is valid."""

    hours: WorkingHours
    first: int
    until: int


class Day(NamedTuple):
    """A local day: its windows as far as they lie in the hours' time of validity, or the reason why it has none."""

    day: date
    valid: Validity
    windows: tuple[Window, ...]
    off: NotCounted | None
    name: str

    @property
    def zone(self) -> ZoneInfo:
        """Where the day is."""
        return ZoneInfo(self.valid.hours.zone)


def micros(at: datetime) -> int:
    """Microseconds since 1970. Raises TypeError for a naive moment."""
    return (at - EPOCH) // MICROSECOND


def at_micros(count: int) -> datetime:
    """The UTC moment so many microseconds after 1970."""
    return EPOCH + timedelta(microseconds=count)


FIRST = micros(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
LAST = micros(datetime(LAST_YEAR, 1, 1, tzinfo=UTC))


def bounded(count: int) -> int:
    """The same moment, or the nearest at which anything may count."""
    return min(max(count, FIRST), LAST)


def windows(calendar: Calendar, first: int, until: int) -> list[Window]:
    """The windows between two moments: in order, disjoint, without absences, plain neighbours joined."""
    away = merged(calendar.absences, first, until)
    found: list[Window] = []
    cursor = first
    for window in (window for day in days(calendar, first, until) for window in day.windows):
        for part in without(clipped(window, cursor, until), away):
            _join(found, part)
        cursor = max(cursor, window.end)
    return found


def days(calendar: Calendar, first: int, until: int) -> Iterator[Day]:
    """Every local day that touches the time between two moments; where hours changed, once for each version.

    Windows are whole there: not cut at `first` and `until`, and with nothing taken away for absences.
    """
    holidays = {holiday.day: holiday.name for holiday in calendar.holidays}
    for valid in validities(calendar):
        if valid.until > first and valid.first < until:
            yield from _days_of(valid, holidays, max(first, valid.first), min(until, valid.until))


def validities(calendar: Calendar) -> list[Validity]:
    """The versions of a calendar's hours, each with the time in which it is valid."""
    starts = [bounded(micros(version.since)) for version in calendar.versions]
    return list(map(Validity, calendar.versions, starts, [*starts[1:], LAST]))


def clipped(window: Window, first: int, until: int) -> Window | None:
    """The part of a window between two moments, with its share of the work; None where nothing is left."""
    if first <= window.start and window.end <= until:
        return window
    start, end = max(window.start, first), min(window.end, until)
    if start >= end:
        return None
    return Window(start, end, _done(window, end) - _done(window, start))


def without(window: Window | None, away: Sequence[tuple[int, int]]) -> Iterator[Window]:
    """What is left of a window when absences (in order, disjoint) are taken away."""
    if window is None:
        return
    if not away:
        yield window
        return
    cursor = window.start
    for first, until in away[max(0, bisect_right(away, (cursor, cursor)) - 1) :]:
        if first >= window.end:
            break
        if part := clipped(window, cursor, first):
            yield part
        cursor = max(cursor, until)
    if part := clipped(window, cursor, window.end):
        yield part


def merged(absences: Iterable[Absence], first: int = FIRST, until: int = LAST) -> list[tuple[int, int]]:
    """Absences that touch the time between two moments, in order and disjoint, in microseconds."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((micros(absence.first), micros(absence.until)) for absence in absences):
        if start >= end or end <= first or start >= until:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def midnights(day: Day) -> tuple[int, int]:
    """From when until when a day lasts as far as its hours are valid: no time at all where its zone leaves it out."""
    first, until = (micros(moment(day.zone, datetime.combine(each, time.min))) for each in (day.day, day.day + DAY))
    return max(first, day.valid.first), min(until, day.valid.until)


def with_holidays(calendar: Calendar, legal: Mapping[str, Iterable[Holiday]]) -> Calendar:
    """The calendar with the legal holidays of each version's country, in the time in which that version is valid.

    Somebody who has moved keeps the holidays of where they lived: the past stays (rule 8). `legal` is keyed by country
    as the versions name it; a country it does not know has no holidays.
    """
    found: set[Holiday] = set()
    for hours, first, until in validities(calendar):
        zone = ZoneInfo(hours.zone)
        begin, end = (at_micros(count).astimezone(zone).date() for count in (first, until))
        found |= {holiday for holiday in legal.get(hours.country or "", ()) if begin <= holiday.day <= end}
    return replace(calendar, holidays=tuple(sorted(found)))


def _days_of(valid: Validity, holidays: Mapping[date, str], first: int, until: int) -> Iterator[Day]:
    """The days of one version. One day earlier than asked: its last window may run past midnight."""
    zone = ZoneInfo(valid.hours.zone)
    day = at_micros(first).astimezone(zone).date() - DAY
    last = at_micros(until).astimezone(zone).date()
    while day <= last:
        off = _why_off(valid.hours, day, holidays)
        spans = () if off else valid.hours.week[day.weekday()]
        whole = (window for span in sorted(spans) for window in _windows_of(zone, day, span))
        parts = tuple(part for window in whole if (part := clipped(window, valid.first, valid.until)))
        yield Day(day, valid, parts, off, holidays.get(day, ""))
        day += DAY


def _why_off(hours: WorkingHours, day: date, holidays: Mapping[date, str]) -> NotCounted | None:
    """Why nobody works on a day. A holiday on a Sunday is a Sunday; who works on Sunday has Friday as weekend."""
    if hours.week[day.weekday()]:
        return NotCounted.HOLIDAY if day in holidays else None
    weekend = (FRIDAY, SATURDAY) if hours.week[SUNDAY] else (SATURDAY, SUNDAY)
    return NotCounted.WEEKEND if day.weekday() in weekend else NotCounted.DAY_OFF


def _windows_of(zone: ZoneInfo, day: date, span: Span) -> Iterable[Window]:
    """One span on one day: a window, two around a repeated hour, none where the day or the hour is left out."""
    first = datetime.combine(day, span.start, UTC)
    until = datetime.combine(day if span.end > span.start else day + DAY, span.end, UTC)
    offset = steady(zone, day)
    if offset is None:
        return _windows_in_change(zone, first.replace(tzinfo=None), until.replace(tzinfo=None))
    start, end = micros(first - offset), micros(until - offset)
    return (Window(start, end, end - start),)


def _windows_in_change(zone: ZoneInfo, first: datetime, until: datetime) -> Iterator[Window]:
    """One span, in naive wall time, near a change of the clocks."""
    start, end = moment(zone, first), moment(zone, until)
    worth, takes = (until - first) // MICROSECOND, (end - start) // MICROSECOND
    if takes > worth:
        back = micros(change_between(zone, start, end))
        yield from _around(micros(start), back, back + takes - worth, micros(end))
    elif takes > 0:
        saving = shift(zone, first.date()) <= LONGEST_CHANGE
        yield Window(micros(start), micros(end), worth if saving else takes)


def _around(start: int, back: int, on: int, end: int) -> Iterator[Window]:
    """A window without the hour between the clocks being put `back` and their going `on` where they were."""
    if start < back:
        yield Window(start, back, back - start)
    if on < end:
        yield Window(on, end, end - on)


def _done(window: Window, at: int) -> int:
    """How much of a window's work has passed at a moment inside it."""
    return (at - window.start) * window.work // (window.end - window.start)


def _join(found: list[Window], part: Window) -> None:
    """Add a window, as a part of its neighbour where both are plain and touch."""
    last = found[-1] if found else None
    if last and last.end == part.start and _plain(last) and _plain(part):
        found[-1] = Window(last.start, part.end, last.work + part.work)
    else:
        found.append(part)


def _plain(window: Window) -> bool:
    return window.work == window.end - window.start
