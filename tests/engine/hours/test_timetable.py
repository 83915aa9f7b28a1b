"""What is asked of a calendar all day: the cases of scenarios 1-7, and the laws that hold for every calendar."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import hours
from bot.engine.hours import Hours
from bot.vocabulary.calendar import ALWAYS, Absence, Calendar, Span, Stretch, WorkingHours
from tests.builders import at, office_hours
from tests.engine.hours.calendars import BACK, FORWARD, STEADY, calendars, instants, moments, worked_by_stepping

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
INSTANT = timedelta.resolution
ANYWHERE = STEADY | BACK | FORWARD
NIGHTS = ("22:00", "06:00")
NEVER = Calendar((WorkingHours("UTC", ((),) * 7),))
ALL_DAY = Calendar((WorkingHours("UTC", ((Span(time(), time()),),) * 7),))


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


# --- scenarios -------------------------------------------------------------------------------------------------------


def test_asked_before_the_day_begins_the_clock_starts_with_the_day() -> None:
    assert hours.working_time(office_hours(), at("mon 8:00"), at("mon 9:20")) == 20 * MINUTE


def test_asked_at_lunch_the_clock_starts_after_lunch() -> None:
    calendar = office_hours("UTC", ("08:00", "12:00"), ("13:30", "18:00"))
    assert hours.next_opening(calendar, at("mon 12:30")) == at("mon 13:30")
    assert hours.working_time(calendar, at("mon 12:30"), at("mon 14:00")) == 30 * MINUTE


@pytest.mark.parametrize("day", [utc(3, 27), utc(3, 30), utc(10, 23), utc(10, 26)])
def test_a_day_has_eight_hours_on_either_side_of_a_clock_change(day: datetime) -> None:
    assert hours.working_time(office_hours("Europe/Berlin"), day, day + timedelta(days=1)) == 8 * HOUR


@pytest.mark.parametrize("night", [utc(3, 28, 12), utc(10, 24, 12), utc(6, 6, 12)], ids=["forward", "back", "plain"])
def test_a_night_is_eight_hours_of_work_whatever_the_clocks_do(night: datetime) -> None:
    calendar = Calendar((WorkingHours("Europe/Berlin", ((Span(time(22), time(6)),),) * 7),))
    assert hours.working_time(calendar, night, night + timedelta(days=1)) == 8 * HOUR


def test_the_hour_that_comes_twice_counts_the_first_time() -> None:
    calendar = Calendar((WorkingHours("Europe/Berlin", ((Span(time(22), time(6)),),) * 7),))
    assert hours.working_time(calendar, utc(10, 25, 0), utc(10, 25, 1)) == HOUR
    assert hours.working_time(calendar, utc(10, 25, 1), utc(10, 25, 2)) == timedelta(0)
    assert hours.next_opening(calendar, utc(10, 25, 1, 30)) == utc(10, 25, 2)


def test_the_hour_that_is_missing_is_spread_over_its_night() -> None:
    calendar = Calendar((WorkingHours("Europe/Berlin", ((Span(time(22), time(6)),),) * 7),))
    assert hours.due(calendar, utc(3, 28, 21), 4 * HOUR) == utc(3, 28, 21) + 3.5 * HOUR
    assert hours.due(calendar, utc(3, 28, 21), 8 * HOUR) == utc(3, 29, 4)


def test_hours_changed_today_leave_yesterday_as_it_was() -> None:
    later = replace(office_hours("UTC", ("12:00", "14:00")).versions[0], since=at("tue 10:00"))
    calendar = Calendar((*office_hours().versions, later))
    assert hours.working_time(calendar, at("mon 9:00"), at("mon 17:00")) == 8 * HOUR
    assert hours.working_time(calendar, at("mon 16:00"), at("tue 13:00")) == HOUR + HOUR + HOUR
    assert hours.due(calendar, at("mon 16:00"), 4 * HOUR) == at("tue 14:00")


def test_whoever_moves_is_measured_where_they_are() -> None:
    moved = replace(office_hours("Asia/Manila").versions[0], since=at("wed 0:00"))
    calendar = Calendar((*office_hours("Europe/Berlin").versions, moved))
    assert hours.next_opening(calendar, at("tue 0:00")) == at("tue 7:00")
    assert hours.next_opening(calendar, at("wed 0:00")) == at("wed 1:00")


def test_a_question_to_somebody_away_is_due_after_they_are_back() -> None:
    away = replace(office_hours(), absences=(Absence(at("mon 0:00"), at("thu 0:00")),))
    assert hours.due(away, at("mon 10:00"), 2 * HOUR) == at("thu 11:00")


def test_what_ends_with_the_day_is_due_at_its_end() -> None:
    assert hours.due(office_hours(), at("mon 16:00"), HOUR) == at("mon 17:00")
    assert hours.due(office_hours(), at("mon 16:00"), HOUR + INSTANT) == at("tue 9:00") + INSTANT
    assert hours.due(office_hours(), at("mon 16:00"), timedelta(days=1)) == at("thu 16:00")


def test_no_work_at_all_is_due_at_once_even_at_night() -> None:
    assert hours.due(office_hours(), at("mon 3:00"), timedelta(0)) == at("mon 3:00")


def test_the_end_of_a_day_is_not_open_and_the_start_is() -> None:
    assert hours.is_open(office_hours(), at("mon 9:00"))
    assert not hours.is_open(office_hours(), at("mon 17:00"))


def test_a_closing_belongs_to_this_stretch_or_the_next() -> None:
    assert hours.next_closing(office_hours(), at("mon 10:00")) == at("mon 17:00")
    assert hours.next_closing(office_hours(), at("fri 17:00")) == at("next mon 17:00")


def test_hours_that_touch_at_midnight_are_one_stretch() -> None:
    day = (Span(time(0), time(6)), Span(time(20), time(0)))
    calendar = Calendar((WorkingHours("UTC", (day,) * 7),))
    assert hours.next_closing(calendar, datetime(2026, 12, 31, 21, tzinfo=UTC)) == datetime(2027, 1, 1, 6, tzinfo=UTC)
    new_year = Stretch(datetime(2026, 12, 31, 20, tzinfo=UTC), datetime(2027, 1, 1, 6, tzinfo=UTC))
    assert new_year in hours.stretches(calendar, datetime(2026, 12, 31, 12, tzinfo=UTC), new_year.end + HOUR)


def test_a_pair_shares_the_hours_in_which_both_work() -> None:
    berlin, manila = office_hours("Europe/Berlin"), office_hours("Asia/Manila", ("13:00", "22:00"))
    shared = hours.overlap(berlin, manila, at("mon 0:00"), at("wed 0:00"))
    assert shared == tuple(Stretch(at(f"{day} 7:00"), at(f"{day} 14:00")) for day in ("mon", "tue"))


# --- where there is no end -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "calendar",
    [
        NEVER,
        Calendar(()),
        replace(office_hours(), absences=(Absence(ALWAYS, datetime.max.replace(tzinfo=UTC)),)),
        Calendar((office_hours().versions[0], replace(NEVER.versions[0], since=at("mon 9:00")))),
    ],
    ids=["empty week", "no hours", "endless absence", "hours given up"],
)
def test_what_never_opens_is_never_due(calendar: Calendar) -> None:
    assert hours.due(calendar, at("mon 9:00"), HOUR) is None
    assert hours.next_opening(calendar, at("mon 9:00")) is None
    assert hours.next_closing(calendar, at("mon 9:00")) is None
    assert hours.working_time(calendar, at("mon 9:00"), at("next fri 9:00")) == timedelta(0)


def test_whoever_is_always_there_never_closes() -> None:
    assert hours.next_closing(ALL_DAY, at("mon 9:00")) is None
    assert hours.due(ALL_DAY, at("mon 9:00"), timedelta(days=400)) == at("mon 9:00") + timedelta(days=400)


def test_nothing_counts_before_1970_or_after_2199() -> None:
    first, last = (datetime(year, 1, 1, tzinfo=UTC) for year in (1970, 2200))
    ages = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert Hours(ALL_DAY).working_time(ages[0], first + HOUR) == HOUR
    assert Hours(ALL_DAY).working_time(last - HOUR, ages[1]) == HOUR
    assert Hours(ALL_DAY).due(last - HOUR, 2 * HOUR) is None
    assert Hours(ALL_DAY).next_opening(ages[0]) == first


def test_an_answer_before_its_question_took_no_time() -> None:
    assert hours.working_time(office_hours(), at("mon 12:00"), at("mon 11:00")) == timedelta(0)


def test_a_negative_wait_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        hours.due(office_hours(), at("mon 9:00"), -HOUR)


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = at("mon 9:00").replace(tzinfo=None)
    with pytest.raises(TypeError):
        hours.is_open(office_hours(), naive)


def test_equal_calendars_are_compiled_once() -> None:
    assert hours.compiled(office_hours()) is hours.compiled(office_hours())


# --- laws ------------------------------------------------------------------------------------------------------------


@given(calendars(STEADY | BACK), st.data())
def test_it_counts_what_a_clock_on_the_wall_counts(drawn: tuple[Calendar, datetime], data: st.DataObject) -> None:
    calendar, base = drawn
    start, end = sorted((data.draw(moments(base)), data.draw(moments(base))))
    assert hours.working_time(calendar, start, end) == worked_by_stepping(calendar, start, end)


@given(calendars(ANYWHERE), st.data())
def test_the_parts_make_the_whole(drawn: tuple[Calendar, datetime], data: st.DataObject) -> None:
    calendar, base = drawn
    start, middle, end = sorted(data.draw(instants(base)) for _ in range(3))
    first, second = hours.working_time(calendar, start, middle), hours.working_time(calendar, middle, end)
    assert min(first, second) >= timedelta(0)
    assert hours.working_time(calendar, start, end) == first + second


@given(calendars(ANYWHERE), st.data())
def test_due_is_the_first_moment_at_which_the_work_is_done(
    drawn: tuple[Calendar, datetime], data: st.DataObject
) -> None:
    calendar, base = drawn
    start = data.draw(instants(base))
    duration = timedelta(microseconds=data.draw(st.integers(1, 60 * 3600 * 10**6)))
    due = hours.due(calendar, start, duration)
    if due is None:
        assert hours.working_time(calendar, start, datetime(2040, 1, 1, tzinfo=UTC)) < duration
        return
    worked = hours.working_time(calendar, start, due)
    assert hours.working_time(calendar, start, due - INSTANT) < duration
    assert duration <= worked <= duration + INSTANT * 20  # a missing hour squeezes work into what is left


@given(calendars(STEADY | BACK), st.data())
def test_due_is_the_inverse_of_working_time(drawn: tuple[Calendar, datetime], data: st.DataObject) -> None:
    calendar, base = drawn
    start = data.draw(instants(base))
    duration = timedelta(microseconds=data.draw(st.integers(1, 60 * 3600 * 10**6)))
    due = hours.due(calendar, start, duration)
    assert due is None or hours.working_time(calendar, start, due) == duration


@given(calendars(ANYWHERE), st.data())
def test_openings_and_closings_are_where_the_work_is(drawn: tuple[Calendar, datetime], data: st.DataObject) -> None:
    calendar, base = drawn
    now = data.draw(instants(base))
    opening, closing = hours.next_opening(calendar, now), hours.next_closing(calendar, now)
    if opening is None:
        assert closing is None
        return
    assert hours.is_open(calendar, opening)
    assert hours.working_time(calendar, now, opening) == timedelta(0)
    assert (opening == now) == hours.is_open(calendar, now)
    if closing is not None:
        assert hours.stretches(calendar, opening, closing) == (Stretch(opening, closing),)
        assert not hours.is_open(calendar, closing)


@given(calendars(STEADY), st.data())
def test_stretches_add_up_to_the_working_time(drawn: tuple[Calendar, datetime], data: st.DataObject) -> None:
    calendar, base = drawn
    start, end = sorted(data.draw(instants(base)) for _ in range(2))
    stretches = hours.stretches(calendar, start, end)
    lengths = sum((each.end - each.start for each in stretches), timedelta(0))
    assert lengths == hours.working_time(calendar, start, end)
    assert hours.overlap(calendar, calendar, start, end) == stretches
