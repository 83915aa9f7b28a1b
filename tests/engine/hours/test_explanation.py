"""The sum with its reasons."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine import hours
from bot.vocabulary.calendar import (
    Absence,
    Calendar,
    Counted,
    Holiday,
    NotCounted,
    Skipped,
    Span,
    Sum,
    WorkingHours,
    default_calendar,
)
from tests.builders import MONDAY, at, office_hours
from tests.engine.hours.calendars import BACK, FORWARD, STEADY, calendars, instants

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NIGHT, BREAK, WEEKEND, ABSENCE = NotCounted.NIGHT, NotCounted.BREAK, NotCounted.WEEKEND, NotCounted.ABSENCE


def kinds(total: Sum) -> list[NotCounted]:
    return [skipped.kind for skipped in total.skipped]


def test_the_sum_of_the_product_page() -> None:
    total = hours.explain(default_calendar(), at("mon 14:40"), at("tue 12:30"))
    assert total == Sum(
        timedelta(hours=5, minutes=20),
        (
            Counted(at("mon 14:40"), at("mon 17:00"), timedelta(hours=2, minutes=20), MONDAY, False),
            Counted(at("tue 9:00"), at("tue 12:00"), 3 * HOUR, MONDAY + DAY, False),
        ),
        (Skipped(at("mon 17:00"), at("tue 9:00"), NIGHT), Skipped(at("tue 12:00"), at("tue 12:30"), BREAK)),
    )


def test_saturday_and_sunday_are_one_weekend_and_the_nights_around_it_go_without_saying() -> None:
    total = hours.explain(office_hours(), at("fri 16:00"), at("next mon 10:00"))
    assert total.skipped == (Skipped(at("sat 0:00"), at("next mon 0:00"), WEEKEND),)


def test_a_whole_day_is_known_as_one() -> None:
    total = hours.explain(default_calendar(), at("mon 10:00"), at("wed 9:30"))
    assert [(part.day.day, part.whole) for part in total.counted] == [
        (1, False),
        (1, False),
        (2, True),
        (2, True),
        (3, False),
    ]


def test_a_holiday_is_named_and_one_on_a_sunday_is_a_sunday() -> None:
    days_off = (Holiday(date(2026, 6, 4), "Corpus Christi"), Holiday(date(2026, 6, 7), "A saint"))
    total = hours.explain(replace(office_hours(), holidays=days_off), at("wed 16:00"), at("next mon 10:00"))
    assert kinds(total) == [NotCounted.HOLIDAY, WEEKEND]
    assert [skipped.name for skipped in total.skipped] == ["Corpus Christi", ""]


def test_an_absence_says_when_and_why_and_swallows_its_weekend() -> None:
    away = replace(office_hours(), absences=(Absence(at("thu 0:00"), at("next wed 0:00"), "holidays"),))
    total = hours.explain(away, at("wed 16:00"), at("next wed 10:00"))
    assert total.skipped == (Skipped(at("thu 0:00"), at("next wed 0:00"), ABSENCE, "holidays"),)
    assert total.total == 2 * HOUR


def test_an_absence_on_a_sunday_explains_nothing() -> None:
    away = replace(office_hours(), absences=(Absence(at("sun 0:00"), at("next mon 0:00")),))
    assert kinds(hours.explain(away, at("fri 16:00"), at("next mon 10:00"))) == [WEEKEND]


def test_an_absence_of_an_hour_is_cut_out_of_its_day() -> None:
    away = replace(office_hours(), absences=(Absence(at("mon 12:00"), at("mon 13:00")),))
    total = hours.explain(away, at("mon 9:00"), at("mon 17:00"))
    assert kinds(total) == [ABSENCE]
    assert [part.whole for part in total.counted] == [False, False]


def test_a_day_without_hours_is_no_weekend() -> None:
    day = office_hours().versions[0].week[0]
    four_days = Calendar((WorkingHours("UTC", (day, day, (), day, day, (), ())),))
    assert kinds(hours.explain(four_days, at("tue 16:00"), at("thu 10:00"))) == [NotCounted.DAY_OFF]


def test_the_hour_that_comes_twice_is_a_reason() -> None:
    nights = Calendar((WorkingHours("Europe/Berlin", ((Span(time(22), time(6)),),) * 7),))
    evening, morning = (datetime(2026, 10, day, hour, tzinfo=UTC) for day, hour in ((24, 20), (25, 5)))
    assert kinds(hours.explain(nights, evening, morning)) == [NotCounted.REPEATED]


def test_the_hour_that_comes_twice_on_a_sunday_off_is_still_the_reason() -> None:
    night = (Span(time(22), time(6)),)
    nights = Calendar((WorkingHours("Europe/Berlin", (night,) * 6 + ((),)),))
    evening, morning = (datetime(2026, 10, day, hour, tzinfo=UTC) for day, hour in ((24, 20), (25, 12)))
    assert kinds(hours.explain(nights, evening, morning)) == [NotCounted.REPEATED, WEEKEND]


def test_new_hours_on_a_day_do_not_make_it_a_day_off() -> None:
    week = office_hours().versions[0].week
    never = WorkingHours("UTC", ((),) * 7)
    began = Calendar((never, WorkingHours("UTC", week, since=at("wed 12:00"))))
    total = hours.explain(began, at("tue 0:00"), at("wed 17:00"))
    assert total.total == 5 * HOUR
    assert total.skipped == (Skipped(at("tue 0:00"), at("wed 12:00"), NotCounted.DAY_OFF),)


def test_between_a_moment_and_itself_there_is_nothing_to_explain() -> None:
    assert hours.explain(office_hours(), at("mon 9:00"), at("mon 9:00")) == Sum(timedelta(0), (), ())


@given(calendars(STEADY | BACK | FORWARD), st.data())
def test_what_is_explained_is_what_is_counted(drawn: tuple[Calendar, datetime], data: st.DataObject) -> None:
    calendar, base = drawn
    start, end = sorted(data.draw(instants(base)) for _ in range(2))
    total = hours.explain(calendar, start, end)
    assert total.total == hours.working_time(calendar, start, end)
    assert total.total == sum((part.work for part in total.counted), timedelta(0))
    edges = [edge for part in total.counted for edge in (part.start, part.end)]
    assert edges == sorted(edges)
    for skipped in total.skipped:
        assert start <= skipped.start < skipped.end <= end
        assert hours.working_time(calendar, skipped.start, skipped.end) == timedelta(0)
