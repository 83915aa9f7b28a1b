"""From the clock on the wall to the moment, in every zone and across every change of the clocks (R22)."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from bot.engine.hours import moment, next_local_moment
from bot.engine.hours.moments import steady
from tests.builders import at

DAY = timedelta(days=1)
QUARTERS = [time(quarter // 4, quarter % 4 * 15) for quarter in range(96)]
YEARS = range(2026, 2031)
INSTANT = timedelta.resolution


def utc(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_it_is_strictly_after() -> None:
    assert next_local_moment("UTC", time(10), at("mon 9:00")) == at("mon 10:00")
    assert next_local_moment("UTC", time(10), at("mon 10:00")) == at("tue 10:00")


def test_it_waits_for_a_chosen_weekday() -> None:
    assert next_local_moment("Asia/Manila", time(10), at("mon 3:00"), {0, 2, 4}) == at("wed 2:00")
    assert next_local_moment("Asia/Manila", time(10), at("fri 3:00"), [4]) == at("next fri 2:00")


def test_no_weekday_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a weekday"):
        next_local_moment("UTC", time(10), at("mon 9:00"), ())


def test_a_time_that_is_skipped_fires_when_the_clocks_have_moved() -> None:
    assert next_local_moment("Europe/Berlin", time(2, 30), utc(2026, 3, 28, 12)) == utc(2026, 3, 29, 1)
    assert next_local_moment("Europe/Berlin", time(2, 30), utc(2026, 3, 29, 1)) == utc(2026, 3, 30, 0, 30)


def test_a_time_that_comes_twice_fires_the_first_time() -> None:
    assert next_local_moment("Europe/Berlin", time(2, 30), utc(2026, 10, 24, 12)) == utc(2026, 10, 25, 0, 30)
    assert next_local_moment("Europe/Berlin", time(2, 30), utc(2026, 10, 25, 0, 30)) == utc(2026, 10, 26, 1, 30)


def test_half_an_hour_is_a_change_as_well() -> None:
    assert next_local_moment("Australia/Lord_Howe", time(2, 15), utc(2026, 10, 3, 12)) == utc(2026, 10, 3, 15, 30)


def test_midnight_is_not_lost_where_the_day_begins_at_one() -> None:
    assert next_local_moment("Africa/Cairo", time(0), utc(2026, 4, 23, 12)) == utc(2026, 4, 23, 22)
    assert next_local_moment("Europe/Berlin", time(0), utc(2026, 3, 29, 12)) == utc(2026, 3, 29, 22)


def test_the_last_hour_of_a_day_may_be_the_missing_one() -> None:
    saturday_midnight = utc(2026, 3, 29, 1)
    assert next_local_moment("America/Scoresbysund", time(23, 30), utc(2026, 3, 28, 12)) == saturday_midnight
    assert next_local_moment("America/Scoresbysund", time(23, 30), saturday_midnight) == utc(2026, 3, 30, 0, 30)


def test_a_date_that_a_zone_leaves_out_does_not_fire() -> None:
    before = datetime(2011, 12, 29, 20, tzinfo=UTC)  # Thursday morning; Friday 30 December never came to Samoa
    assert next_local_moment("Pacific/Apia", time(9), before) == datetime(2011, 12, 30, 19, tzinfo=UTC)
    assert next_local_moment("Pacific/Apia", time(9), before, {4}) == datetime(2012, 1, 5, 19, tzinfo=UTC)


def test_a_time_that_is_skipped_is_the_first_moment_after_the_gap() -> None:
    assert moment(ZoneInfo("Europe/Berlin"), datetime.combine(date(2026, 3, 29), time(2, 59))) == utc(2026, 3, 29, 1)


def test_a_day_before_a_change_is_not_steady() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    found = [steady(berlin, date(2026, 3, day)) for day in (27, 28, 29, 30)]
    assert found == [timedelta(hours=1), None, None, timedelta(hours=2)]


# --- every zone, every change ----------------------------------------------------------------------------------------


class Change(NamedTuple):
    """A zone, and the moment from which its clocks show something else."""

    zone: str
    at: datetime


def changes() -> list[Change]:
    """Every change of 2026-2030, each once: zones that change alike at the same moment are one."""
    found: dict[tuple[object, ...], Change] = {}
    for name in sorted(zoneinfo.available_timezones()):
        zone = ZoneInfo(name)
        for when in _changes_of(zone):
            before, after = (each.astimezone(zone).utcoffset() for each in (when - INSTANT, when))
            found.setdefault((when, before, after), Change(name, when))
    return list(found.values())


def _changes_of(zone: ZoneInfo) -> Iterator[datetime]:
    """Found by the day, then by the minute; nothing of the engine is used."""
    day = utc(YEARS.start, 1, 1)
    while day.year < YEARS.stop:
        if _offset(zone, day) != _offset(zone, day + DAY):
            minutes = (day + timedelta(minutes=minute) for minute in range(1, 1441))
            yield next(each for each in minutes if _offset(zone, each) == _offset(zone, day + DAY))
        day += DAY


def _offset(zone: ZoneInfo, when: datetime) -> timedelta | None:
    return when.astimezone(zone).utcoffset()


def fired(change: Change, clock: time) -> None:
    """Around a change, each local day fires once: at its time, or as soon as that has been passed."""
    zone, end = ZoneInfo(change.zone), change.at + 2 * DAY
    days = iter(range(-1, 4))
    first = change.at.astimezone(zone).date() - DAY
    now = datetime.combine(first, time(), zone).astimezone(UTC) - INSTANT
    while (now := next_local_moment(change.zone, clock, now)) < end:
        wall = now.astimezone(zone).replace(tzinfo=None)
        wanted = datetime.combine(first + DAY * (next(days) + 1), clock)
        skipped = now == change.at and (now - INSTANT).astimezone(zone).replace(tzinfo=None) < wanted <= wall
        assert wall == wanted or skipped, f"{change.zone} {clock}: {wall}, not {wanted}"
        assert not now.astimezone(zone).fold, f"{change.zone} {clock} fired the second time it came"


def test_every_local_day_fires_once_in_a_sample_of_zones_and_times() -> None:
    known = [Change("Europe/Berlin", utc(2026, 3, 29, 1)), Change("America/Scoresbysund", utc(2026, 3, 29, 1))]
    known += [Change("Africa/Cairo", utc(2026, 4, 23, 22)), Change("Australia/Lord_Howe", utc(2026, 4, 4, 15))]
    known += [Change("America/Havana", utc(2026, 11, 1, 5)), Change("Atlantic/Azores", utc(2026, 10, 25, 1))]
    known += [Change("Antarctica/Troll", utc(2026, 3, 29, 1)), Change("America/St_Johns", utc(2026, 11, 1, 4, 30))]
    for change in known:
        for clock in QUARTERS[:14:2] + QUARTERS[14:-6:15] + QUARTERS[-6:]:
            fired(change, clock)


@pytest.mark.slow
def test_every_local_day_fires_once_in_all_zones_at_all_quarter_hours() -> None:
    for change in changes():
        for clock in QUARTERS:
            fired(change, clock)
