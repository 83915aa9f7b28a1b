"""Days that are agreed on."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.typed.amounts import Unclear
from bot.engine.typed.coming_days import read

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", TODAY),
        ("from tomorrow", date(2026, 11, 26)),
        ("2026-12-31", date(2026, 12, 31)),
        ("31 Dec", date(2026, 12, 31)),
        ("1 Jan", date(2027, 1, 1)),
        ("Nov 1st, 2026", date(2026, 11, 1)),
        ("1.12.2026", date(2026, 12, 1)),
    ],
)
def test_a_day_is_read(words: str, day: date) -> None:
    assert read(words, TODAY) == day


@pytest.mark.parametrize("words", ["", "soon", "31 Feb", "12/5/2026", "Friday"])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(Unclear):
        read(words, TODAY)
