"""Days by their names: the ways of writing one, and where they stand in the calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.typed.deadlines.days import MONTHS, WEEKDAYS, Days, Local, NoSuchDay
from bot.engine.typed.deadlines.sayings import SAYINGS
from bot.vocabulary.calendar import default_calendar

MOMENTS = st.integers(0, 10 * 365).map(lambda days: datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=days))


def meant(words: str, now: datetime) -> tuple[Days, ...]:
    local = Local(now, default_calendar("UTC"), ZoneInfo("UTC"))
    found = next((pattern.fullmatch(words), make) for pattern, make in SAYINGS if pattern.fullmatch(words))
    assert found[0] is not None
    return found[1](found[0])(local)


@given(MOMENTS, st.sampled_from(range(7)))
def test_the_coming_weekday_is_within_a_week_and_asked_about_only_on_itself(now: datetime, weekday: int) -> None:
    days = meant(WEEKDAYS[weekday], now)
    assert all(each.first.weekday() == weekday for each in days)
    assert (len(days) == 2) == (now.weekday() == weekday)
    assert timedelta(0) <= days[0].first - now.date() < timedelta(days=7)


@given(MOMENTS, st.sampled_from(range(7)))
def test_next_weekday_is_the_coming_one_the_one_in_next_week_or_both(now: datetime, weekday: int) -> None:
    days = meant(f"next {WEEKDAYS[weekday]}", now)
    monday = now.date() - timedelta(days=now.weekday()) + timedelta(weeks=1)
    assert days[-1].first == monday + timedelta(days=weekday)
    assert (len(days) == 2) == (weekday > now.weekday())


@given(MOMENTS, st.sampled_from(range(12)), st.integers(1, 28))
def test_a_date_without_a_year_is_the_next_one_there_is(now: datetime, month: int, day: int) -> None:
    (found, *gone) = meant(f"{day} {MONTHS[month]}", now)
    assert (found.first.month, found.first.day) == (month + 1, day)
    assert timedelta(0) <= found.first - now.date() <= timedelta(days=366)
    assert all(each.first < now.date() for each in gone)


@given(MOMENTS, st.integers(1, 31), st.integers(1, 31))
def test_two_numbers_are_one_day_only_where_they_can_be_no_other(now: datetime, one: int, other: int) -> None:
    try:
        days = meant(f"{one}/{other}", now)
    except NoSuchDay:
        return
    both = one <= 12 and other <= 12 and one != other
    assert len({(each.first.month, each.first.day) for each in days}) == (2 if both else 1)


def test_the_last_of_a_month_is_the_end_of_it_also_for_those_who_began_on_the_31st() -> None:
    now = datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert meant("in 1 month", now) == (Days(date(2026, 2, 28), date(2026, 2, 28)),)
    assert meant("end of month", now) == (Days(date(2026, 1, 1), date(2026, 1, 31)),)
    assert meant("end of quarter", now) == (Days(date(2026, 1, 1), date(2026, 3, 31)),)
