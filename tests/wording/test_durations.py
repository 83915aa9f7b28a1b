"""Durations, as people say them and exactly."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.durations import exact, spoken

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("duration", "said"),
    [
        (timedelta(seconds=20), "less than a minute"),
        (7 * MINUTE, "7 min"),
        (42 * MINUTE, "40 min"),
        (58 * MINUTE, "1 h"),
        (80 * MINUTE, "1 h 30 min"),
        (320 * MINUTE, "5 h"),
        (7.4 * HOUR, "7 h"),
        (7.8 * HOUR, "a day"),
        (12.5 * HOUR, "a day and a half"),
        (16 * HOUR, "2 days"),
        (20 * HOUR, "2 and a half days"),
        (96 * HOUR, "12 days"),
    ],
)
def test_a_duration_is_rounded_as_people_speak(duration: timedelta, said: str) -> None:
    assert spoken(duration) == said


def test_a_day_is_as_long_as_the_persons_own() -> None:
    assert spoken(6 * HOUR, day=4 * HOUR) == "a day and a half"
    assert spoken(4 * HOUR, day=3.5 * HOUR) == "a day"


@pytest.mark.parametrize(
    ("duration", "said"),
    [
        (timedelta(0), "0 s"),
        (40 * timedelta(seconds=1), "40 s"),
        (40 * MINUTE, "40 min"),
        (5 * HOUR + 20 * MINUTE + timedelta(seconds=59), "5 h 20 min"),
        (12 * HOUR, "12 h"),
    ],
)
def test_an_exact_duration_is_cut_to_the_minute(duration: timedelta, said: str) -> None:
    assert exact(duration) == said


@given(st.timedeltas(timedelta(0), timedelta(days=400)), st.timedeltas(HOUR, 24 * HOUR))
def test_every_duration_can_be_said(duration: timedelta, day: timedelta) -> None:
    assert len(spoken(duration, day)) <= len("less than a minute")
    assert not spoken(duration, day).startswith("0")
