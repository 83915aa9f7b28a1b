"""Days: "Friday", "next Tuesday", "15 Dec", "12/5", "end of month", "in 3 working days".

What a phrase means depends on where it is read, so each is read into a function from there to the days that may be
meant: one where it is clear, more where it is not.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.vocabulary.calendar import Calendar, Stretch

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(weeks=1)
LONG_AGO: Final = timedelta(days=60)
"""A date without a year that went by more recently than this may be meant as it stands: it is asked about."""
FARTHEST: Final = 3 * 366
"""Working days and days are counted no further than this."""

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1}


class Local(NamedTuple):
    """Where a phrase is read: the moment, the calendar it is due on, and the zone whose days are meant."""

    now: datetime
    calendar: Calendar
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()


class Days(NamedTuple):
    """A day, or a stretch of days of which the last moment is meant."""

    first: date
    last: date


Candidates = tuple[Days, ...]
Reader = Callable[[Local], Candidates]


class NoSuchDay(Exception):
    """The words name a day that no calendar has, such as 31 June."""


def one(day: date) -> Days:
    """A single day."""
    return Days(day, day)


def worked(local: Local, days: Days) -> tuple[Stretch, ...]:
    """The working time of some days on the calendar that counts, in the zone of that calendar."""
    zone = ZoneInfo(local.calendar.versions[-1].zone)
    first, until = (hours.moment(zone, datetime.combine(day, time.min)) for day in (days.first, days.last + DAY))
    return hours.stretches(local.calendar, first.astimezone(UTC), until.astimezone(UTC))


def today(after: int, local: Local) -> Candidates:
    """Today, or so many days after."""
    return (one(local.today + DAY * after),)


def coming(weekday: int, local: Local) -> Candidates:
    """A weekday by its name; on that very day, today or a week on may be meant."""
    ahead = DAY * ((weekday - local.today.weekday()) % 7)
    return (one(local.today + ahead),) if ahead else (one(local.today), one(local.today + WEEK))


def this_week(weekday: int, local: Local) -> Candidates:
    """A weekday of this week."""
    return (one(_monday(local) + DAY * weekday),)


def following(weekday: int, local: Local) -> Candidates:
    """The next one to come, or the one in next week: people mean either, so where they differ, both."""
    coming = local.today + DAY * ((weekday - local.today.weekday() - 1) % 7 + 1)
    return tuple(one(day) for day in dict.fromkeys((coming, _in_next_week(weekday, local))))


def next_week_on(weekday: int, local: Local) -> Candidates:
    """A weekday of next week."""
    return (one(_in_next_week(weekday, local)),)


def _in_next_week(weekday: int, local: Local) -> date:
    return _monday(local) + WEEK + DAY * weekday


def _monday(local: Local) -> date:
    return local.today - DAY * local.today.weekday()


def week(after: int, local: Local) -> Candidates:
    """The week that is `after` ones from now."""
    monday = _monday(local) + WEEK * after
    return (Days(monday, monday + 6 * DAY),)


def next_week(local: Local) -> Candidates:
    """Vague: its first day, or all of it."""
    (whole,) = week(1, local)
    return (one(whole.first), whole)


def months(after: int, length: int, local: Local) -> Candidates:
    """The month, quarter or year that is `after` ones from now; `length` counts months."""
    index = local.today.year * 12 + local.today.month - 1
    return (_from_month((index // length + after) * length, length),)


def named_month(month: int, local: Local) -> Candidates:
    """A month by its name: this year's, or the next one."""
    year = local.today.year + (month < local.today.month)
    return (_from_month(year * 12 + month - 1, 1),)


def _from_month(index: int, length: int) -> Days:
    last = index + length - 1
    return Days(date(index // 12, index % 12 + 1, 1), _day(last // 12, last % 12 + 1, -1))


def vague(reader: Reader, local: Local) -> Candidates:
    """A stretch of days that may end on its first or on its last."""
    (days,) = reader(local)
    return (one(days.first), days)


def after_days(count: int, local: Local) -> Candidates:
    """So many days from now."""
    return (one(local.today + DAY * min(count, FARTHEST)),)


def after_months(count: int, local: Local) -> Candidates:
    """So many months from now, on the same day or the last there is."""
    index = local.today.year * 12 + local.today.month - 1 + min(count, 36)
    last = _day(index // 12, index % 12 + 1, -1)
    return (one(last.replace(day=min(local.today.day, last.day))),)


def after_working_days(count: int, local: Local) -> Candidates:
    """Days on which they work, today not counted."""
    day = local.today
    for _ in range(FARTHEST):
        day += DAY
        count -= bool(worked(local, one(day)))
        if count <= 0:
            return (one(day),)
    return ()


def of_month(day: int, local: Local) -> Candidates:
    """As in "the 15th": the next one there is."""
    index = local.today.year * 12 + local.today.month - 1 + (day < local.today.day)
    return (one(_day(index // 12, index % 12 + 1, day)),)


def dated(day: int, month: int, year: int | None, local: Local) -> Candidates:
    """A day of a month; without a year, the next one there is."""
    if year is not None:
        return (one(_day(year if year > 99 else 2000 + year, month, day)),)
    (ahead, *later) = [found for after in (0, 1, -1) if (found := _dated_in(local.today.year + after, month, day))]
    if ahead < local.today:
        ahead = next((each for each in later if each > local.today), ahead)
    gone = _dated_in(ahead.year - 1, month, day)
    just_gone = gone is not None and local.today - gone < LONG_AGO and ahead - local.today > LONG_AGO
    return (one(ahead), one(gone)) if gone and just_gone else (one(ahead),)


def _dated_in(year: int, month: int, day: int) -> date | None:
    """A date in a year that has it: 29 February is not in each."""
    try:
        return _day(year, month, day)
    except NoSuchDay:
        if (month, day) == (2, 29):
            return None
        raise


def either(first: int, second: int, year: int | None, local: Local) -> Candidates:
    """12/5 is a day in May and a day in December, depending on where one grew up."""
    orders = [(day, month) for day, month in ((first, second), (second, first)) if 1 <= month <= 12]
    if not orders:
        raise NoSuchDay
    found = (candidate for day, month in orders for candidate in dated(day, month, year, local))
    return tuple(dict.fromkeys(found))


def _day(year: int, month: int, day: int) -> date:
    """A date; -1 is the last of its month."""
    try:
        return date(year, month, monthrange(year, month)[1] if day == -1 else day)
    except ValueError:
        raise NoSuchDay from None


def is_weekday(reader: Reader) -> bool:
    """Whether a phrase names a day of the week, beside which a date may stand."""
    return isinstance(reader, partial) and reader.func in {coming, this_week, following, next_week_on}
