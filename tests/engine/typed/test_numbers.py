"""Numbers as people type them."""

import pytest

from bot.engine.typed.numbers import count, hours, percent, within


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("20", 20),
        ("20 h", 20),
        ("12,5", 12.5),
        ("8 hours", 8),
        ("0", None),
        ("81", None),
        ("lots", None),
        ("nan", None),
    ],
)
def test_hours(words: str, value: float | None) -> None:
    assert hours(words) == value


@pytest.mark.parametrize(("words", "value"), [("75", 75), ("75 %", 75), ("5", None), ("101", None), ("inf", None)])
def test_a_share(words: str, value: float | None) -> None:
    assert percent(words) == value


@pytest.mark.parametrize(("words", "value"), [("50", 50), ("120 %", 120), ("49", None), ("201", None), ("nan", None)])
def test_a_number_in_a_range(words: str, value: float | None) -> None:
    assert within(words, 50, 200) == value


@pytest.mark.parametrize(("words", "value"), [("2", 2), ("2.0", 2), ("2.5", None), ("0", None), ("many", None)])
def test_a_whole_number(words: str, value: int | None) -> None:
    assert count(words, 1, 50) == value
