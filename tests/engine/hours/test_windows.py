"""Days as windows of work, where the clocks, the date line or the hours themselves change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.engine.hours.windows import LAST, at_micros, days, merged, micros, windows, with_holidays
from bot.vocabulary.calendar import Absence, Calendar, Holiday, NotCounted, Span, WorkingHours
from tests.builders import at, office_hours

HOUR = 3600 * 10**6
DAY = timedelta(days=1)


def every_day(zone: str, *spans: tuple[int, int]) -> Calendar:
    """The same whole hours on each day of the week."""
    return Calendar((WorkingHours(zone, (tuple(Span(time(start), time(end)) for start, end in spans),) * 7),))


def worth(calendar: Calendar, month: int, day: int) -> list[float]:
    """What the windows of a UTC day are worth, in hours."""
    start = at_utc(month, day)
    return [window.work / HOUR for window in windows(calendar, micros(start), micros(start + DAY))]


def test_a_window_inside_the_missing_hour_is_worth_nothing() -> None:
    assert worth(every_day("Europe/Berlin", (2, 3)), 3, 29) == []
    assert worth(every_day("Europe/Berlin", (2, 3)), 3, 28) == [1]


def test_a_window_into_the_missing_hour_keeps_its_worth() -> None:
    [window, _] = windows(every_day("Europe/Berlin", (1, 4)), micros(at_utc(3, 29)), micros(at_utc(3, 30)))
    assert (window.end - window.start, window.work) == (2 * HOUR, 3 * HOUR)


def test_a_window_from_the_repeated_hour_begins_the_first_time() -> None:
    found = windows(every_day("Europe/Berlin", (2, 10)), micros(at_utc(10, 25)), micros(at_utc(10, 26)))
    assert [(at_micros(each.start).hour, at_micros(each.end).hour) for each in found[:2]] == [(0, 1), (2, 9)]
    assert sum(each.work for each in found[:2]) == 8 * HOUR


def test_half_an_hour_is_changed_as_well() -> None:
    lord_howe = every_day("Australia/Lord_Howe", (0, 8))
    for month, day in ((4, 5), (10, 4)):
        start = micros(at_utc(month, day) - DAY / 2)
        assert sum(each.work for each in windows(lord_howe, start, start + 24 * HOUR)) == 8 * HOUR


def test_a_date_that_a_zone_leaves_out_has_no_hours() -> None:
    samoa = every_day("Pacific/Apia", (9, 17))
    span = micros(datetime(2011, 12, 29, 10, tzinfo=UTC)), micros(datetime(2011, 12, 31, 10, tzinfo=UTC))
    assert [each.work / HOUR for each in windows(samoa, *span)] == [8, 8]
    nights = every_day("Pacific/Apia", (22, 6))
    assert [each.work / HOUR for each in windows(nights, *span)] == [6, 8, 2]


def test_a_night_belongs_to_the_day_on_which_it_starts() -> None:
    nights = replace(every_day("UTC", (22, 6)), holidays=(Holiday(date(2026, 6, 2), "A holiday"),))
    found = windows(nights, micros(at("mon 12:00")), micros(at("thu 12:00")))
    assert [at_micros(each.start) for each in found] == [at("mon 22:00"), at("wed 22:00")]


def test_hours_that_overlap_are_counted_once() -> None:
    assert worth(every_day("UTC", (9, 13), (12, 17)), 6, 2) == [8]
    assert sum(worth(every_day("UTC", (5, 9), (22, 6)), 6, 2)) == 9 + 2


def test_absences_in_any_order_are_taken_away_once() -> None:
    absences = (
        Absence(at("tue 12:00"), at("tue 14:00")),
        Absence(at("tue 10:00"), at("tue 13:00")),
        Absence(at("tue 16:00"), at("tue 15:00")),
    )
    assert merged(absences) == [(micros(at("tue 10:00")), micros(at("tue 14:00")))]
    assert worth(replace(office_hours(), absences=absences), 6, 2) == [1, 3]


def test_a_day_off_knows_why() -> None:
    week = ((),) * 2 + (office_hours().versions[0].week[0],) * 3 + ((),) * 2
    calendar = Calendar((WorkingHours("UTC", week),), (Holiday(date(2026, 6, 3), "Corpus Christi"),))
    found = {day.day.day: (day.off, day.name) for day in days(calendar, micros(at("mon 0:00")), micros(at("sun 0:00")))}
    assert found[1] == (NotCounted.DAY_OFF, "")
    assert found[3] == (NotCounted.HOLIDAY, "Corpus Christi")
    assert found[4] == (None, "")
    assert found[6] == (NotCounted.WEEKEND, "")


def test_who_works_on_sunday_has_friday_as_weekend() -> None:
    day = office_hours().versions[0].week[0]
    calendar = Calendar((WorkingHours("UTC", (day,) * 4 + ((), (), day)),))
    off = [day.off for day in days(calendar, micros(at("fri 12:00")), micros(at("sat 12:00")))]
    assert off == [None, NotCounted.WEEKEND, NotCounted.WEEKEND]


def test_who_has_moved_keeps_the_holidays_of_where_they_lived() -> None:
    [german] = office_hours("Europe/Berlin").versions
    filipino = WorkingHours("Asia/Manila", german.week, "PH", since=at("wed 0:00"))
    legal = {
        "DE": (Holiday(date(2026, 5, 1), "Labor Day"), Holiday(date(2026, 10, 3), "German Unity Day")),
        "PH": (Holiday(date(2026, 5, 1), "Labor Day"), Holiday(date(2026, 6, 12), "Independence Day")),
    }
    calendar = with_holidays(Calendar((replace(german, country="DE"), filipino)), legal)
    assert [holiday.name for holiday in calendar.holidays] == ["Labor Day", "Independence Day"]


def test_the_last_version_is_valid_to_the_end() -> None:
    assert windows(office_hours(), LAST - 40 * 24 * HOUR, LAST)[-1].end <= LAST


def at_utc(month: int, day: int) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC)
