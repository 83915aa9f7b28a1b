"""The years of a calendar in one ledger, whichever are asked for first."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from bot.engine.hours import Hours
from bot.engine.hours.almanac import covering
from bot.engine.hours.windows import micros
from tests.builders import office_hours

YEARS = [datetime(year, 12, 31, 3, tzinfo=UTC) for year in (2024, 2026, 2027)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_years_are_asked_for_does_not_matter(order: tuple[int, ...]) -> None:
    calendar = office_hours("Asia/Manila")
    growing = Hours(calendar)
    for index in order:
        start, end = YEARS[index], YEARS[index] + timedelta(days=40)
        assert growing.working_time(start, end) == Hours(calendar).working_time(start, end)
    assert growing.working_time(YEARS[0], YEARS[2]) == Hours(calendar).working_time(YEARS[0], YEARS[2])


def test_totals_stay_as_they_were_when_an_almanac_grows() -> None:
    calendar, now = office_hours(), micros(YEARS[1])
    small = covering(None, calendar, now, now)
    large = covering(small, calendar, micros(YEARS[0]), micros(YEARS[2]))
    place = large.starts.index(small.starts[0])
    assert large.totals[place : place + len(small.totals)] == small.totals
    assert (large.first_year, large.last_year) == (2024, 2028)


def test_a_year_takes_little_room() -> None:
    year = covering(
        None, office_hours("UTC", ("09:00", "12:00"), ("13:00", "17:00")), micros(YEARS[0]), micros(YEARS[2])
    )
    size = sum(column.itemsize * len(column) for column in (year.starts, year.ends, year.totals))
    assert size < 13_000 * (year.last_year - year.first_year)
