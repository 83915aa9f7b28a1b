"""Figures."""

from __future__ import annotations

from tests.made_up import made_up


def test_what_waits_is_open_or_taken_on() -> None:
    figures = made_up().everything.figures
    assert figures.waiting == figures.open + figures.acknowledged > 0
    assert figures.asked == figures.answered + figures.waiting + figures.by_another + figures.taken_back
