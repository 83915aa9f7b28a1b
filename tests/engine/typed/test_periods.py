"""Weeks, months, quarters and years of the calendar; which one it is depends on the zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.typed.periods import DAY, Period, before, local_day, named, period
from bot.vocabulary.terms import Per

PERS = st.sampled_from([Per.WEEK, Per.MONTH, Per.QUARTER, Per.YEAR])
DAYS = st.dates(date(1971, 1, 8), date(2190, 1, 1))
TODAY = date(2026, 11, 25)


@given(PERS, DAYS)
def test_every_day_is_in_exactly_one_period_and_they_follow_each_other(per: Per, day: date) -> None:
    within = period(per, day)
    earlier = before(per, day)
    assert within.has(day)
    assert earlier is not None
    assert earlier.last + DAY == within.first
    assert period(per, within.first) == period(per, within.last) == within


def test_the_whole_has_nothing_before_it() -> None:
    assert before(Per.ALL, TODAY) is None
    assert period(Per.ALL, TODAY).has(TODAY)


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        (datetime(2026, 10, 31, 22, 59, tzinfo=UTC), "Europe/Berlin", date(2026, 10, 31)),
        (datetime(2026, 10, 31, 23, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 11, 1)),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 4, 1)),
        (datetime(2026, 11, 1, 3, 59, tzinfo=UTC), "America/New_York", date(2026, 10, 31)),
        (datetime(2026, 11, 30, 16, 0, tzinfo=UTC), "Asia/Manila", date(2026, 12, 1)),
    ],
)
def test_a_month_begins_at_midnight_of_the_zone_on_both_sides_of_a_clock_change(
    at: datetime, zone: str, day: date
) -> None:
    assert local_day(at, zone) == day


@given(st.integers(0, 15 * 366 * 24), st.sampled_from(["Europe/Berlin", "Asia/Manila", "America/New_York"]))
def test_time_that_goes_on_never_goes_back_a_period(hours: int, zone: str) -> None:
    at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    assert local_day(at, zone) <= local_day(at + timedelta(hours=1), zone)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("this month", Period(date(2026, 11, 1), date(2026, 11, 30))),
        ("Last month", Period(date(2026, 10, 1), date(2026, 10, 31))),
        ("last week", Period(date(2026, 11, 16), date(2026, 11, 22))),
        ("October", Period(date(2026, 10, 1), date(2026, 10, 31))),
        ("oct 2025", Period(date(2025, 10, 1), date(2025, 10, 31))),
        ("december", Period(date(2025, 12, 1), date(2025, 12, 31))),
        ("2026-02", Period(date(2026, 2, 1), date(2026, 2, 28))),
        ("Q3 2026", Period(date(2026, 7, 1), date(2026, 9, 30))),
        ("2026", Period(date(2026, 1, 1), date(2026, 12, 31))),
        ("this quarter", Period(date(2026, 10, 1), date(2026, 12, 31))),
        ("whenever", None),
        ("octopus", None),
        ("next month", None),
    ],
)
def test_a_period_is_named_or_it_is_not(words: str, expected: Period | None) -> None:
    assert named(words, TODAY) == expected
