"""How a duration was counted, in one sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.vocabulary.calendar import Counted, NotCounted, Skipped, Sum
from bot.wording.clock import explained
from tests.builders import at

BREAK, NIGHT, WEEKEND = NotCounted.BREAK, NotCounted.NIGHT, NotCounted.WEEKEND


def counted(start: str, end: str, *, whole: bool = False) -> Counted:
    """A stretch inside one day of the builders' week."""
    return Counted(at(start), at(end), at(end) - at(start), at(start).date(), whole)


def whole(*days: str) -> tuple[Counted, ...]:
    """Days of two stretches, with all their hours."""
    hours = (("9:00", "12:00"), ("13:00", "17:00"))
    return tuple(counted(f"{day} {start}", f"{day} {end}", whole=True) for day in days for start, end in hours)


def skipped(start: str, end: str, kind: NotCounted, name: str = "") -> Skipped:
    return Skipped(at(start), at(end), kind, name)


def said(*parts: Counted | Skipped, zone: str = "UTC") -> str:
    """The sentence for stretches that count and stretches that do not."""
    stretches = tuple(part for part in parts if isinstance(part, Counted))
    total = sum((part.work for part in stretches), timedelta(0))
    return explained(Sum(total, stretches, tuple(part for part in parts if isinstance(part, Skipped))), zone)


NIGHT_BETWEEN = skipped("mon 17:00", "tue 9:00", NIGHT)
LUNCH = skipped("tue 12:00", "tue 13:00", BREAK)


def test_the_sentence_of_the_product_page() -> None:
    sentence = said(counted("mon 14:40", "mon 17:00"), NIGHT_BETWEEN, counted("tue 9:00", "tue 12:00"), LUNCH)
    assert sentence == "5 h 20 min = Mon 14:40–17:00 + Tue 9:00–12:00; night and lunch not counted"


def test_whole_days_between_the_ends_are_one_term() -> None:
    ends = counted("mon 14:40", "mon 17:00"), counted("fri 9:00", "fri 9:30")
    sentence = said(ends[0], *whole("tue", "wed", "thu"), ends[1])
    assert sentence == "23 h 50 min = Mon 14:40–17:00 + 3 whole days + Fri 9:00–9:30"


def test_whole_days_at_an_end_are_named() -> None:
    assert said(*whole("tue", "wed")) == "14 h = 2 whole days (Tue–Wed)"


def test_one_whole_day_is_all_of_it() -> None:
    ends = counted("mon 16:00", "mon 17:00"), counted("wed 9:00", "wed 9:30")
    assert said(ends[0], *whole("tue"), ends[1]) == "8 h 30 min = Mon 16:00–17:00 + all of Tue + Wed 9:00–9:30"
    assert said(*whole("tue")) == "7 h = Tue 9:00–12:00 + 13:00–17:00"


def test_of_a_long_sum_the_ends_are_shown() -> None:
    days = [
        counted(f"{day} {hour}:00", f"{day} {hour + 1}:00") for day in ("mon", "tue", "wed") for hour in (9, 11, 14)
    ]
    assert said(*days) == (
        "9 h = Mon 9:00–10:00 + 11:00–12:00 + 14:00–15:00 + 4 more stretches + Wed 11:00–12:00 + 14:00–15:00"
    )


def test_days_carry_their_date_where_a_weekday_could_be_another() -> None:
    parts = counted("mon 9:00", "mon 10:00"), counted("next tue 9:00", "next tue 9:30")
    assert said(*parts) == "1 h 30 min = Mon 1 Jun 9:00–10:00 + Tue 9 Jun 9:00–9:30"


def test_times_are_those_of_the_reader() -> None:
    assert said(counted("mon 14:40", "mon 17:00"), zone="Asia/Manila") == "2 h 20 min = Mon 22:40–1:00"


def test_the_sum_adds_up_as_it_is_printed() -> None:
    seconds = timedelta(seconds=50)
    part = Counted(
        at("mon 14:40") + seconds, at("mon 17:00"), timedelta(minutes=140) - seconds, date(2026, 6, 1), False
    )
    assert said(part) == "2 h 20 min = Mon 14:40–17:00"


def test_less_than_a_minute_is_told_in_seconds() -> None:
    half = timedelta(seconds=30)
    part = Counted(at("mon 9:00"), at("mon 9:00") + half, half, date(2026, 6, 1), False)
    assert said(part) == "30 s = Mon 9:00–9:00"


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ([skipped("mon 8:00", "mon 9:00", NIGHT)], "time outside hours"),
        ([NIGHT_BETWEEN, skipped("tue 17:00", "wed 9:00", NIGHT)], "nights"),
        ([skipped("mon 15:30", "mon 16:00", BREAK)], "break"),
        ([skipped("sat 0:00", "next mon 0:00", WEEKEND)], "weekend"),
        ([skipped("wed 0:00", "thu 0:00", NotCounted.DAY_OFF)], "Wed (no working day)"),
        ([LUNCH, skipped("wed 0:00", "thu 0:00", NotCounted.HOLIDAY, "Labour Day")], "lunch and Labour Day"),
        ([skipped("mon 10:00", "thu 0:00", NotCounted.ABSENCE, "in hospital")], "absence (Mon–Wed)"),
        ([NIGHT_BETWEEN, LUNCH, skipped("sat 0:00", "sun 0:00", WEEKEND)], "night, lunch and weekend"),
    ],
)
def test_what_is_not_counted_is_said(reasons: list[Skipped], words: str) -> None:
    assert said(*reasons) == f"No working time; {words} not counted"


def test_nothing_at_all_needs_no_reasons() -> None:
    assert said() == "No working time"


def test_a_night_with_a_missing_hour_says_what_it_counts() -> None:
    start, end = datetime(2026, 3, 28, 21, tzinfo=UTC), datetime(2026, 3, 29, 4, tzinfo=UTC)
    full = Counted(start, end, timedelta(hours=8), date(2026, 3, 28), True)
    half = Counted(start, start + timedelta(hours=3.5), timedelta(hours=4), date(2026, 3, 28), False)
    assert said(full, zone="Europe/Berlin") == "8 h = Sat 22:00–6:00"
    assert said(half, zone="Europe/Berlin") == "4 h = Sat 22:00–1:30 (4 h)"


def test_an_hour_that_comes_twice_ends_as_the_clock_shows_it() -> None:
    start, back, end = (datetime(2026, 10, day, hour, tzinfo=UTC) for day, hour in ((24, 20), (25, 1), (25, 2)))
    part = Counted(start, back, back - start, date(2026, 10, 24), False)
    sentence = said(part, Skipped(back, end, NotCounted.REPEATED), zone="Europe/Berlin")
    assert sentence == "5 h = Sat 22:00–3:00; the hour that came twice not counted"
