"""Numbers as people type them."""

import pytest

from bot.engine.numbers import hours, percent


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
