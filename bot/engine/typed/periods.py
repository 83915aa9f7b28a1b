"""Periods of the calendar: which one a day is in, which is next, and what people call them.

A period is made of days, and days have no clock changes: only which day it is now depends on a zone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.vocabulary.terms import Per

DAY: Final = timedelta(days=1)
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST, LAST = date(1970, 1, 1), date(2199, 12, 31)
"""Nothing is agreed on before or after."""
LENGTHS: Final = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}

_RELATIVE: Final = re.compile(r"(?P<which>this|last|current|previous) (?P<per>week|month|quarter|year)")
_MONTH: Final = re.compile(rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?(?: (?P<year>20\d\d))?")
_NUMBERED: Final = re.compile(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])")
_QUARTER: Final = re.compile(r"q(?P<quarter>[1-4])(?: (?P<year>20\d\d))?")
_YEAR: Final = re.compile(r"20\d\d")
_FULL: Final = {
    month: f"{month}{rest}"
    for month, rest in zip(
        MONTHS, ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"), strict=True
    )
}


class Period(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last


def local_day(at: datetime, zone: str) -> date:
    """Which day it is in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def period(per: Per, day: date) -> Period:
    """The period that a day is in."""
    if per is Per.ALL:
        return Period(FIRST, LAST)
    if per is Per.WEEK:
        monday = day - DAY * day.weekday()
        return Period(monday, monday + 6 * DAY)
    months = LENGTHS[per]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    return Period(date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]))


def before(per: Per, day: date) -> Period | None:
    """The period before the one that a day is in."""
    return None if per is Per.ALL else period(per, period(per, day).first - DAY)


def named(words: str, today: date) -> Period | None:
    """The period that somebody names: "last month", "October", "2026-10", "Q3 2026", "2026". None where it is unclear.

    Without a year, the latest one that has begun is meant.
    """
    plain = " ".join(words.casefold().split())
    if found := _RELATIVE.fullmatch(plain):
        per = Per(found["per"])
        return period(per, today) if found["which"] in {"this", "current"} else before(per, today)
    if (found := _MONTH.fullmatch(plain)) and _is_month(plain.split()[0].rstrip("."), found["month"]):
        return _begun(Per.MONTH, MONTHS.index(found["month"]) + 1, found["year"], today)
    if found := _NUMBERED.fullmatch(plain):
        return period(Per.MONTH, date(int(found["year"]), int(found["month"]), 1))
    if found := _QUARTER.fullmatch(plain):
        return _begun(Per.QUARTER, int(found["quarter"]) * 3, found["year"], today)
    return period(Per.YEAR, date(int(plain), 1, 1)) if _YEAR.fullmatch(plain) else None


def _is_month(word: str, month: str) -> bool:
    return word == month or word == _FULL[month] or (month, word) == ("sep", "sept")


def _begun(per: Per, month: int, year: str | None, today: date) -> Period:
    if year is not None:
        return period(per, date(int(year), month, 1))
    this_year = period(per, date(today.year, month, 1))
    return this_year if this_year.first <= today else period(per, date(today.year - 1, month, 1))
