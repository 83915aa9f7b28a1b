"""Windows of work with running totals: what makes every question about working time a bisection.

Windows are worked out a year at a time and kept, about 12 kB a calendar and year. An almanac is never changed, only
followed by a longer one in which all totals stay as they were; so threads may share it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from datetime import UTC, datetime
from itertools import accumulate
from typing import NamedTuple

from bot.engine.hours.windows import FIRST_YEAR, LAST_YEAR, at_micros, bounded, micros, windows
from bot.vocabulary.calendar import Calendar

EARLIER = micros(datetime.min.replace(tzinfo=UTC))
LATER = micros(datetime.max.replace(tzinfo=UTC)) + 1


class Almanac(NamedTuple):
    """The windows of the years from `first_year` until `last_year` (not included), which know `first` to `until`.

    `totals[i]` is the work before window i, counted from an arbitrary point; there is one more than windows.
    All in microseconds.
    """

    first_year: int
    last_year: int
    first: int
    until: int
    starts: array[int]
    ends: array[int]
    totals: array[int]


def covering(almanac: Almanac | None, calendar: Calendar, first: int, until: int) -> Almanac:
    """An almanac that knows at least both moments, grown from the one there is."""
    begin = min(_year(first), LAST_YEAR - 1)
    end = min(_year(until), LAST_YEAR - 1) + 1
    if almanac is None:
        return _of_years(calendar, begin, end)
    if begin < almanac.first_year:
        almanac = _preceded(almanac, _of_years(calendar, begin, almanac.first_year))
    if end > almanac.last_year:
        almanac = _followed(almanac, _of_years(calendar, almanac.last_year, end))
    return almanac


def total(almanac: Almanac, at: int) -> int:
    """The work before a moment, from the almanac's arbitrary point on."""
    index = bisect_right(almanac.starts, at) - 1
    if index < 0:
        return almanac.totals[0]
    before, after = almanac.totals[index], almanac.totals[index + 1]
    start, end = almanac.starts[index], almanac.ends[index]
    return after if at >= end else before + (at - start) * (after - before) // (end - start)


def reached(almanac: Almanac, target: int) -> int:
    """The first moment at which `target` is the total; it has to be in the almanac, and more than its first.

    Rounded up to the microsecond, so that the total of it is never short.
    """
    index = bisect_left(almanac.totals, target) - 1
    before, after = almanac.totals[index], almanac.totals[index + 1]
    start, end = almanac.starts[index], almanac.ends[index]
    return start - (before - target) * (end - start) // (after - before)


def _of_years(calendar: Calendar, first_year: int, last_year: int) -> Almanac:
    """The almanac of some years. Before the first of all and after the last of all there is nothing to find out."""
    first, until = _new_year(first_year), _new_year(last_year)
    found = windows(calendar, first, until)
    return Almanac(
        first_year,
        last_year,
        first if first_year > FIRST_YEAR else EARLIER,
        until if last_year < LAST_YEAR else LATER,
        array("q", [each.start for each in found]),
        array("q", [each.end for each in found]),
        array("q", accumulate((each.work for each in found), initial=0)),
    )


def _followed(almanac: Almanac, later: Almanac) -> Almanac:
    """Two ledgers of neighbouring years as one, with the totals of the first."""
    totals = almanac.totals + _shifted(later.totals, almanac.totals[-1])[1:]
    return _both(almanac, later, totals)


def _preceded(almanac: Almanac, earlier: Almanac) -> Almanac:
    """Two ledgers of neighbouring years as one, with the totals of the second."""
    totals = _shifted(earlier.totals, almanac.totals[0] - earlier.totals[-1])[:-1] + almanac.totals
    return _both(earlier, almanac, totals)


def _both(early: Almanac, late: Almanac, totals: array[int]) -> Almanac:
    starts, ends = early.starts + late.starts, early.ends + late.ends
    return Almanac(early.first_year, late.last_year, early.first, late.until, starts, ends, totals)


def _shifted(totals: array[int], by: int) -> array[int]:
    return array("q", [total + by for total in totals])


def _year(at: int) -> int:
    return at_micros(bounded(at)).year


def _new_year(year: int) -> int:
    return micros(datetime(year, 1, 1, tzinfo=UTC))
