"""One sentence for each wish that could not be followed."""

from __future__ import annotations

import pytest

from bot.vocabulary.selection import Doubt, Unclear
from bot.wording.selection import refusal


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_a_sentence_that_names_what_was_given(doubt: Doubt) -> None:
    sentence = refusal(Unclear(doubt, "given", ("near", "nearer"), why="it is so."))
    assert sentence[-1] in ".?"
    assert "given" in sentence or sentence == "it is so."


def test_what_is_near_is_offered() -> None:
    assert refusal(Unclear(Doubt.PERSON, "anna", ("Ana",))) == "Nobody in this export is called anna. Did you mean Ana?"


def test_what_was_typed_is_made_harmless() -> None:
    assert "\x1b" not in refusal(Unclear(Doubt.ZONE, "\x1b[31mBerlin"))
