"""When a person may be spoken to: inside their working hours, and on which of their days that is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.vocabulary.calendar import Calendar

DAY = timedelta(days=1)
INSTANT = timedelta.resolution


def zone_of(calendar: Calendar, at: datetime) -> ZoneInfo:
    """Where somebody lived at a moment; UTC for a calendar that knows no hours."""
    known = [version for version in calendar.versions if version.since <= at] or calendar.versions[:1]
    return ZoneInfo(known[-1].zone) if known else ZoneInfo("UTC")


def local_day(calendar: Calendar, at: datetime) -> date:
    """The date on somebody's own calendar."""
    return at.astimezone(zone_of(calendar, at)).date()


def next_working_day(calendar: Calendar, after: datetime) -> datetime | None:
    """The opening of the first working day after the one in which a moment lies (UTC). None where there is none.

    A night shift that runs past midnight belongs to the day on which it began.
    """
    zone = zone_of(calendar, after)
    midnight = hours.moment(zone, datetime.combine(after.astimezone(zone).date() + DAY, time.min))
    if hours.is_open(calendar, midnight) and hours.is_open(calendar, midnight - INSTANT):
        midnight = hours.next_closing(calendar, midnight) or midnight
    return hours.next_opening(calendar, midnight)


def day_opening(calendar: Calendar, day: date, now: datetime) -> datetime | None:
    """The first opening on or after a local date (UTC), but not before now."""
    start = hours.moment(zone_of(calendar, now), datetime.combine(day, time.min))
    return hours.next_opening(calendar, max(start, now))
