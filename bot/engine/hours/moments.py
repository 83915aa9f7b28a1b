"""From what a clock on the wall shows to the moment it shows it, across every change of the clocks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
DAYS_KEPT = 2**15
"""Days whose offset is remembered, over all zones: three years of thirty zones, some 5 MB."""
FORTNIGHT = 15
"""Days to look ahead: a weekday comes within 7, or 14 where a zone skips one (Samoa, 30 December 2011)."""


def moment(zone: ZoneInfo, wall: datetime) -> datetime:
    """The first UTC moment at which the clocks of `zone` show the naive `wall`, or have passed it.

    A time that occurs twice means its first occurrence; one that is skipped means the first moment after the gap.
    """
    before = _offset(wall.replace(tzinfo=zone, fold=0))
    after = _offset(wall.replace(tzinfo=zone, fold=1))
    if before >= after:
        return (wall - before).replace(tzinfo=UTC)
    return change_between(zone, (wall - after).replace(tzinfo=UTC), (wall - before).replace(tzinfo=UTC))


def change_between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The moment in (low, high] at which the offset of `zone` changes; there has to be exactly one.

    Found by halving: zoneinfo tells offsets, not changes. Changes fall on whole seconds.
    """
    low, high = low.replace(microsecond=0), high.replace(microsecond=0)
    new = _offset(high.astimezone(zone))
    while high - low > SECOND:
        middle = low + (high - low) // 2 // SECOND * SECOND
        low, high = (low, middle) if _offset(middle.astimezone(zone)) == new else (middle, high)
    return high


@lru_cache(maxsize=DAYS_KEPT)
def steady(zone: ZoneInfo, day: date) -> timedelta | None:
    """The offset of `zone` all through a local day and the next; None where it changes in between.

    Looking at both ends is enough: no zone has changed twice within four days since 1970.
    """
    return None if shift(zone, day) else _offset(datetime.combine(day, time.min, zone))


def shift(zone: ZoneInfo, day: date) -> timedelta:
    """How far the clocks of `zone` go forward from the start of a local day until the end of the next."""
    first, last = (_offset(datetime.combine(each, time.min, zone)) for each in (day, day + 2 * DAY))
    return last - first


def next_local_moment(zone: str, at: time, after: datetime, weekdays: Collection[int] = EVERY_DAY) -> datetime:
    """The next UTC moment strictly after `after` at which it is `at` in `zone` on one of `weekdays` (Monday is 0).

    Exactly one a local day, whatever the clocks do (R22): a time the clocks skip fires at the first moment after
    the gap (in Scoresbysund that may be the next midnight), a time that comes twice fires the first time, and a
    date that a zone leaves out does not fire. Raises ValueError without a weekday.
    """
    local = ZoneInfo(zone)
    today = after.astimezone(local).date()
    for day in (today + DAY * ahead for ahead in range(-1, FORTNIGHT)):
        found = moment(local, datetime.combine(day, at))
        if day.weekday() in weekdays and found > after and _exists(local, day, found):
            return found
    raise ValueError("A local moment needs a weekday from 0 (Monday) to 6 (Sunday).")


def _exists(zone: ZoneInfo, day: date, found: datetime) -> bool:
    """Whether `zone` has that date at all. Only a moment pushed out of its date leaves a doubt."""
    if found.astimezone(zone).date() == day:
        return True
    return moment(zone, datetime.combine(day, time.min)).astimezone(zone).date() == day


def _offset(local: datetime) -> timedelta:
    """How far a local moment is ahead of UTC. A ZoneInfo always knows; the `or` is for the type."""
    return local.utcoffset() or timedelta(0)
