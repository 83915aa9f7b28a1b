"""What is somebody's turn is named by one word."""

from __future__ import annotations

from bot.vocabulary.effects import expectation_matter, gap_matter
from bot.vocabulary.model import ExpectationId, GapId


def test_a_gap_and_an_expectation_of_one_name_are_two_matters() -> None:
    assert gap_matter(GapId("1")) != expectation_matter(ExpectationId("1"))
