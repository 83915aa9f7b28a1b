"""What is understood as a deadline where nothing else belongs; and what is asked about, never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import hours
from bot.engine.typed import deadlines
from bot.vocabulary.calendar import Absence, Calendar, WorkingHours, default_calendar
from bot.vocabulary.deadlines import Ambiguous, Deadline, How, NotUnderstood, Reading, Why

NEW_YORK = default_calendar("America/New_York")
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""Monday, 23 November 2026: 9:00 in New York, 15:00 in Berlin."""


def read(words: str, now: datetime = MONDAY, calendar: Calendar = NEW_YORK) -> Reading:
    return deadlines.read(words, now, calendar, "Europe/Berlin")


def shown(at: datetime) -> str:
    return at.astimezone(ZoneInfo("America/New_York")).strftime("%a %d %b %Y %H:%M")


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("by Friday 5pm", "Fri 27 Nov 2026 17:00"),
        ("Friday", "Fri 27 Nov 2026 17:00"),
        ("fri 16:30", "Fri 27 Nov 2026 16:30"),
        ("this Friday", "Fri 27 Nov 2026 17:00"),
        ("Friday next week", "Fri 04 Dec 2026 17:00"),
        ("Fri 27 Nov", "Fri 27 Nov 2026 17:00"),
        ("tomorrow noon", "Tue 24 Nov 2026 12:00"),
        ("noon tomorrow", "Tue 24 Nov 2026 12:00"),
        ("the day after tomorrow at 10:30", "Wed 25 Nov 2026 10:30"),
        ("in 3 working days", "Thu 26 Nov 2026 17:00"),
        ("within 5 business days", "Mon 30 Nov 2026 17:00"),
        ("in two weeks", "Mon 07 Dec 2026 17:00"),
        ("2 weeks from now", "Mon 07 Dec 2026 17:00"),
        ("in a month", "Wed 23 Dec 2026 17:00"),
        ("in 4 hours", "Mon 23 Nov 2026 13:00"),
        ("in 4 working hours", "Mon 23 Nov 2026 14:00"),
        ("end of month", "Mon 30 Nov 2026 17:00"),
        ("end of next month", "Thu 31 Dec 2026 17:00"),
        ("end of the week", "Fri 27 Nov 2026 17:00"),
        ("EOW", "Fri 27 Nov 2026 17:00"),
        ("end of January", "Fri 29 Jan 2027 17:00"),
        ("EOD", "Mon 23 Nov 2026 17:00"),
        ("EOD tomorrow", "Tue 24 Nov 2026 17:00"),
        ("close of business Thursday", "Thu 26 Nov 2026 17:00"),
        ("first thing Thursday", "Thu 26 Nov 2026 09:00"),
        ("15 Dec", "Tue 15 Dec 2026 17:00"),
        ("Dec 15th, 2026 at 3:30 p.m.", "Tue 15 Dec 2026 15:30"),
        ("15th of December", "Tue 15 Dec 2026 17:00"),
        ("the 15th", "Tue 15 Dec 2026 17:00"),
        ("15.12.", "Tue 15 Dec 2026 17:00"),
        ("2026-12-15", "Tue 15 Dec 2026 17:00"),
        ("2026-12-15 10:00", "Tue 15 Dec 2026 10:00"),
        ("25/12", "Fri 25 Dec 2026 17:00"),
        ("1/1", "Fri 01 Jan 2027 17:00"),
        ("5pm CET", "Mon 23 Nov 2026 11:00"),
        ("17:00 Berlin time", "Mon 23 Nov 2026 11:00"),
        ("Friday 5pm my time", "Fri 27 Nov 2026 11:00"),
        ("Friday 5pm your time", "Fri 27 Nov 2026 17:00"),
        ("Friday, 17:00 (UTC)", "Fri 27 Nov 2026 12:00"),
        ("tomorrow at 17", "Tue 24 Nov 2026 17:00"),
        ("tomorrow at 5", "Tue 24 Nov 2026 17:00"),
        ("tomorrow 9:00", "Tue 24 Nov 2026 09:00"),
        ("before Friday", "Thu 26 Nov 2026 17:00"),
        ("no later than Wednesday 3pm", "Wed 25 Nov 2026 15:00"),
        ("Sunday", "Sun 29 Nov 2026 17:00"),
    ],
)
def test_it_is_read_on_the_calendar_of_whoever_it_is_due_from(words: str, moment: str) -> None:
    reading = read(words)
    assert isinstance(reading, Deadline), reading
    assert shown(reading.at) == moment
    assert reading.words == words


@pytest.mark.parametrize(
    ("words", "moments"),
    [
        ("12/5", ["Sat 05 Dec 2026 17:00", "Wed 12 May 2027 17:00"]),
        ("next Tuesday", ["Tue 24 Nov 2026 17:00", "Tue 01 Dec 2026 17:00"]),
        ("Monday", ["Mon 23 Nov 2026 17:00", "Mon 30 Nov 2026 17:00"]),
        ("Tuesday morning", ["Tue 24 Nov 2026 09:00", "Tue 24 Nov 2026 12:00"]),
        ("Tuesday afternoon", ["Tue 24 Nov 2026 12:00", "Tue 24 Nov 2026 17:00"]),
        ("next week", ["Mon 30 Nov 2026 17:00", "Fri 04 Dec 2026 17:00"]),
        ("tomorrow 5:30", ["Tue 24 Nov 2026 05:30", "Tue 24 Nov 2026 17:30"]),
        ("tomorrow midnight", ["Tue 24 Nov 2026 00:00", "Tue 24 Nov 2026 23:59"]),
        ("8am", ["Tue 24 Nov 2026 08:00"]),
        ("15 Nov", ["Mon 15 Nov 2027 17:00"]),
        ("5pm CST tomorrow", ["Tue 24 Nov 2026 04:00", "Tue 24 Nov 2026 18:00"]),
    ],
)
def test_what_may_mean_two_moments_is_asked_about(words: str, moments: list[str]) -> None:
    reading = read(words)
    assert isinstance(reading, Ambiguous), reading
    assert [shown(each.at) for each in reading.choices] == moments


def test_next_tuesday_is_clear_once_the_week_is_past_it() -> None:
    reading = read("next Tuesday", MONDAY + timedelta(days=3))
    assert isinstance(reading, Deadline)
    assert shown(reading.at) == "Tue 01 Dec 2026 17:00"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("soon", Why.UNKNOWN),
        ("asap", Why.UNKNOWN),
        ("when you can", Why.UNKNOWN),
        ("Fridy", Why.UNKNOWN),
        ("a week from Friday", Why.UNKNOWN),
        ("mid December", Why.UNKNOWN),
        ("yesterday", Why.UNKNOWN),
        ("", Why.UNKNOWN),
        ("5", Why.UNKNOWN),
        ("by May", Why.UNKNOWN),
        ("x" * 500, Why.UNKNOWN),
        ("31 June", Why.NO_SUCH_DAY),
        ("2026-13-40", Why.NO_SUCH_DAY),
        ("25:00", Why.NO_SUCH_DAY),
        ("13pm", Why.NO_SUCH_DAY),
        ("30/30", Why.NO_SUCH_DAY),
        ("2025-12-15", Why.PAST),
        ("today 8am", Why.PAST),
        ("Fri 28 Nov", Why.DISAGREES),
    ],
)
def test_what_is_not_a_deadline_is_left_as_it_was_typed(words: str, why: Why) -> None:
    assert read(words) == NotUnderstood(words, why)


def test_a_day_off_is_said_to_be_one() -> None:
    away = Calendar(NEW_YORK.versions, absences=(Absence(MONDAY + timedelta(days=3), MONDAY + timedelta(days=9)),))
    reading = read("Friday", calendar=away)
    assert isinstance(reading, Deadline)
    assert reading.how is How.DAY_OFF


def test_working_days_pass_over_days_off() -> None:
    away = Calendar(NEW_YORK.versions, absences=(Absence(MONDAY + timedelta(hours=14), MONDAY + timedelta(days=4)),))
    reading = read("in 2 working days", calendar=away)
    assert isinstance(reading, Deadline)
    assert shown(reading.at) == "Mon 30 Nov 2026 17:00"


PIECES = (
    "by before next this Friday Tue tomorrow today in 3 12/5 15 Dec 5pm 17:00 at noon EOD end of month working days",
    "Berlin time CET weeks the 15th morning midnight hours may march 2026-12-15 a",
)
WORDS = st.lists(st.sampled_from(" ".join(PIECES).split()), max_size=6).map(" ".join)
MOMENTS = st.integers(0, 6 * 365 * 86400).map(
    lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@given(WORDS | st.text(max_size=30), MOMENTS, st.sampled_from(["America/New_York", "Asia/Manila", "UTC"]))
def test_whatever_is_typed_what_comes_out_lies_ahead(words: str, now: datetime, zone: str) -> None:
    reading = read(words, now, default_calendar(zone))
    match reading:
        case Deadline():
            assert reading.at > now
        case Ambiguous():
            moments = [each.at for each in reading.choices]
            assert moments == sorted(set(moments))
            assert all(each > now for each in moments)
        case NotUnderstood():
            assert reading.words == words.strip()


@given(st.integers(1, 40), MOMENTS)
def test_so_many_working_days_from_now_are_so_many(count: int, now: datetime) -> None:
    reading = read(f"in {count} working days", now)
    assert isinstance(reading, Deadline)
    zone = ZoneInfo("America/New_York")
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    worked = hours.working_time(NEW_YORK, midnight.astimezone(UTC), reading.at)
    assert round(worked / timedelta(hours=7)) == count


def test_hours_without_an_end_do_not_hang() -> None:
    never = Calendar((WorkingHours("UTC", ((),) * 7),))
    assert isinstance(read("in 3 working days", calendar=never), NotUnderstood)
    assert isinstance(read("in 3 working hours", calendar=never), NotUnderstood)
