from datetime import UTC, datetime

import pytest

from bot.wording.zones import MOST, USUAL, suggested

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone", "label"),
    [
        ("berl", "Europe/Berlin", "Europe/Berlin · 14:00 now"),
        ("Europe/Berlin", "Europe/Berlin", "Europe/Berlin · 14:00 now"),
        ("new york", "America/New_York", "America/New_York · 08:00 now"),
        ("MANILA", "Asia/Manila", "Asia/Manila · 20:00 now"),
        ("utc", "UTC", "UTC · 12:00 now"),
    ],
)
def test_a_city_is_found_with_the_time_it_is_there(typed: str, zone: str, label: str) -> None:
    first = suggested(typed, NOON)[0]
    assert (first.value, first.label) == (zone, label)


def test_before_anything_is_typed_the_usual_ones_are_offered() -> None:
    assert tuple(each.value for each in suggested(" ", NOON)) == USUAL


def test_no_more_than_can_be_shown_and_nothing_for_nonsense() -> None:
    assert len(suggested("a", NOON)) == MOST
    assert suggested("atlantis", NOON) == ()
