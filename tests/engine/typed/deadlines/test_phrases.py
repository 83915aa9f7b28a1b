"""A day, a time and a place in any order are the same moment."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest

from bot.engine.typed.deadlines.phrases import Ask, meaning, scan
from bot.vocabulary.calendar import default_calendar
from bot.vocabulary.deadlines import Deadline

ASK = Ask(datetime(2026, 11, 23, 14, tzinfo=UTC), default_calendar("America/New_York"), "Europe/Berlin")


@pytest.mark.parametrize("parts", list(permutations(("friday", "4 dec", "5pm"))))
def test_the_order_of_the_parts_does_not_matter(parts: tuple[str, ...]) -> None:
    text = " ".join(parts)
    phrase = scan(text, 0, ASK)
    assert phrase.end == len(text)
    reading = meaning(phrase, text, ASK)
    assert isinstance(reading, Deadline)
    assert reading.at == datetime(2026, 12, 4, 22, tzinfo=UTC)


def test_each_part_is_taken_once() -> None:
    assert scan("5pm 6pm", 0, ASK).end == len("5pm")


def test_a_place_belongs_to_a_time() -> None:
    assert scan("friday berlin time", 0, ASK).end == len("friday")


def test_a_span_stands_alone() -> None:
    assert scan("in 4 hours friday", 0, ASK).end == len("in 4 hours")
