"""Times and places: the ways of writing them, and those that are none."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.engine.typed.deadlines.clocks import ABBREVIATIONS, CLOCKS, Clock, Edge, NoSuchTime, named_zone


def clock(words: str) -> Clock | None:
    for pattern, make in CLOCKS:
        if found := pattern.fullmatch(words):
            return make(found)
    return None


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("5pm", (time(17),)),
        ("5:30 p.m.", (time(17, 30),)),
        ("12am", (time(0),)),
        ("12pm", (time(12),)),
        ("17:00", (time(17),)),
        ("09:00", (time(9),)),
        ("17h30", (time(17, 30),)),
        ("noon", (time(12),)),
        ("24:00", (time(23, 59, 59),)),
        ("5 o'clock", (time(5), time(17))),
        ("9:00", (time(9), time(21))),
        ("eod", (Edge.CLOSING,)),
        ("end of business", (Edge.CLOSING,)),
        ("morning", (Edge.OPENING, time(12))),
    ],
)
def test_a_time_is_read_as_it_is_written(words: str, times: tuple[time | Edge, ...]) -> None:
    found = clock(words)
    assert found is not None
    assert found.times == times


@pytest.mark.parametrize("words", ["25:00", "13pm", "12:60", "0am"])
def test_no_clock_shows_it(words: str) -> None:
    with pytest.raises(NoSuchTime):
        clock(words)


@pytest.mark.parametrize("words", ["5", "2026", "5%", "half past", "12:"])
def test_a_bare_number_is_no_time(words: str) -> None:
    assert clock(words) is None


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires"),
        ("CET", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("IST", None),
        ("mars", None),
        ("", None),
    ],
)
def test_a_zone_is_named_by_city_by_name_or_shortly_where_that_is_clear(words: str, zone: str | None) -> None:
    assert named_zone(words) == zone


def test_every_short_name_stands_for_zones_that_are_there() -> None:
    assert all(ZoneInfo(name).key == name for names in ABBREVIATIONS.values() for name in names)
