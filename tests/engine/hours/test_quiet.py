"""The days on which people work, on their own calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import hours
from bot.engine.hours import quiet
from bot.vocabulary.calendar import Absence, Calendar
from tests.builders import at, office_hours


@pytest.mark.parametrize(
    ("after", "opening"),
    [
        ("mon 10:00", "tue 9:00"),
        ("mon 8:00", "tue 9:00"),
        ("fri 16:00", "next mon 9:00"),
        ("sat 12:00", "next mon 9:00"),
    ],
)
def test_the_next_working_day_opens_where_the_calendar_says(after: str, opening: str) -> None:
    assert quiet.next_working_day(office_hours(), at(after)) == at(opening)


def test_after_a_break_it_is_still_the_same_working_day() -> None:
    lunch = office_hours("UTC", ("09:00", "12:00"), ("13:00", "17:00"))
    assert quiet.next_working_day(lunch, at("mon 12:30")) == at("tue 9:00")


def test_a_night_shift_belongs_to_the_day_on_which_it_began() -> None:
    nights = office_hours("UTC", ("22:00", "06:00"))
    assert quiet.next_working_day(nights, at("mon 23:00")) == at("tue 22:00")


def test_a_day_is_that_of_the_persons_own_zone() -> None:
    assert quiet.local_day(office_hours("Asia/Manila"), at("mon 20:00")) == date(2026, 6, 2)
    assert quiet.next_working_day(office_hours("Asia/Manila"), at("mon 20:00")) == at("wed 1:00")


def test_who_never_works_again_has_no_next_working_day() -> None:
    assert quiet.next_working_day(Calendar(()), at("mon 9:00")) is None
    assert quiet.zone_of(Calendar(()), at("mon 9:00")).key == "UTC"


def test_a_date_begins_with_its_first_opening_but_not_in_the_past() -> None:
    assert quiet.day_opening(office_hours(), date(2026, 6, 6), at("mon 9:00")) == at("next mon 9:00")
    assert quiet.day_opening(office_hours(), date(2026, 6, 1), at("mon 11:00")) == at("mon 11:00")


@given(
    st.integers(0, 366 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.sampled_from(["UTC", "Asia/Manila", "America/New_York", "Europe/Berlin"]),
)
def test_the_next_working_day_is_later_inside_hours_and_another_day(moment: datetime, zone: str) -> None:
    calendar = Calendar(office_hours(zone).versions, absences=(Absence(moment, moment),))
    opening = quiet.next_working_day(calendar, moment)
    assert opening is not None
    assert opening > moment
    assert hours.is_open(calendar, opening)
    assert quiet.local_day(calendar, opening) > quiet.local_day(calendar, moment)
