"""Readings: each kind is told apart by what it is."""

from datetime import UTC, datetime
from typing import get_args

from bot.vocabulary.deadlines import Ambiguous, Deadline, How, NotUnderstood, Reading


def test_a_reading_is_one_of_three() -> None:
    assert set(get_args(Reading)) == {Deadline, Ambiguous, NotUnderstood}


def test_a_deadline_keeps_its_words() -> None:
    at = datetime(2026, 11, 27, 22, tzinfo=UTC)
    assert Deadline(at, "Friday 5pm", How.CLOCK).words == "Friday 5pm"
