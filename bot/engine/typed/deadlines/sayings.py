"""How days are said: each way of writing one, and what it is read into (`days`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from bot.engine.typed.deadlines import days

_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|rs|nes|ur|urs)?(?:day)?\b\.?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(days.NUMBERS)})"
_DATE = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)\b)?"
_WORKING = r"(?:working|business|work|week)[ -]?days?"


def _number(words: str) -> int:
    return days.NUMBERS.get(words) or int(words)


def _weekday(found: re.Match[str]) -> int:
    return days.WEEKDAYS.index(found["weekday"][:3])


def _date(found: re.Match[str]) -> days.Reader:
    year = found["year"]
    return partial(
        days.dated, int(found["day"]), days.MONTHS.index(found["month"][:3]) + 1, int(year) if year else None
    )


def _numbers(found: re.Match[str]) -> days.Reader:
    year = found["year"]
    return partial(days.either, int(found["day"]), int(found["month"]), int(year) if year else None)


def _dotted(found: re.Match[str]) -> days.Reader:
    year = found["year"]
    return partial(days.dated, int(found["day"]), int(found["month"]), int(year) if year else None)


def _counted(found: re.Match[str]) -> days.Reader:
    count, unit = _number(found["count"]), found["unit"]
    if unit.startswith("month"):
        return partial(days.after_months, count)
    return partial(days.after_days, count * (7 if unit.startswith("week") else 14 if unit.startswith("fort") else 1))


_PERIODS: Final[dict[str, Callable[[int], days.Reader]]] = {
    "week": lambda after: partial(days.week, after),
    "month": lambda after: partial(days.months, after, 1),
    "quarter": lambda after: partial(days.months, after, 3),
    "year": lambda after: partial(days.months, after, 12),
}
_SHORT: Final = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}

SAYINGS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], days.Reader]], ...]] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b", _dotted),
        (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d|\d\d)?(?![\d.])", _dotted),
        (r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?![\d/])", _numbers),
        (rf"(?:the )?{_DATE}(?: of)? {_MONTH}{_YEAR}", _date),
        (rf"{_MONTH} (?:the )?{_DATE}\b(?!:|\s*[ap]\.?m\b){_YEAR}", _date),
        (r"the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", lambda found: partial(days.of_month, int(found["day"]))),
        (r"(?:the )?day after tomorrow\b", lambda _: partial(days.today, 2)),
        (r"tomorrow\b|tmrw\b", lambda _: partial(days.today, 1)),
        (r"today\b", lambda _: partial(days.today, 0)),
        (
            rf"{_WEEKDAY} (?:of )?next week\b|next week(?: on)? {_WEEKDAY.replace('weekday', 'other')}",
            lambda found: partial(days.next_week_on, days.WEEKDAYS.index((found["weekday"] or found["other"])[:3])),
        ),
        (rf"next {_WEEKDAY}", lambda found: partial(days.following, _weekday(found))),
        (rf"this {_WEEKDAY}", lambda found: partial(days.this_week, _weekday(found))),
        (rf"(?:(?:the )?coming )?{_WEEKDAY}", lambda found: partial(days.coming, _weekday(found))),
        (
            rf"(?:the )?end of (?:the |this )?{_MONTH}",
            lambda found: partial(days.named_month, days.MONTHS.index(found["month"][:3]) + 1),
        ),
        (
            r"(?:the )?end of (?P<next>next )?(?:the |this )?(?P<unit>week|month|quarter|year)\b",
            lambda found: _PERIODS[found["unit"]](int(bool(found["next"]))),
        ),
        (r"(?P<short>eow|eom|eoq|eoy)\b", lambda found: _PERIODS[_SHORT[found["short"]]](0)),
        (r"(?P<unit>month|quarter|year)[ -]end\b", lambda found: _PERIODS[found["unit"]](0)),
        (r"this (?P<unit>week|month|quarter)\b", lambda found: _PERIODS[found["unit"]](0)),
        (r"next week\b", lambda _: days.next_week),
        (r"next (?P<unit>month|quarter)\b", lambda found: partial(days.vague, _PERIODS[found["unit"]](1))),
        (
            rf"(?:in|within)(?: the next)? {_COUNT} {_WORKING}\b",
            lambda found: partial(days.after_working_days, _number(found["count"])),
        ),
        (
            rf"{_COUNT} {_WORKING} from (?:now|today)\b",
            lambda found: partial(days.after_working_days, _number(found["count"])),
        ),
        (rf"(?:in|within)(?: the next)? {_COUNT} (?P<unit>days?|weeks?|months?|fortnights?)\b(?:' time)?", _counted),
        (rf"{_COUNT} (?P<unit>days?|weeks?|months?) from (?:now|today)\b", _counted),
    )
)
"""How days are said, the longer ways first. Lower case, with single spaces."""
