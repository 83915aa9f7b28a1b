"""What the wording by itself tells."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from bot.engine.judgement.spoken import spoken
from bot.engine.judgement.wordings import impression, pairs, wordings


def test_the_ends_of_a_message_belong_to_its_pairs() -> None:
    assert list(pairs(["can", "you"])) == ["^ can", "can you", "you $"]


@pytest.mark.parametrize(
    ("more", "less"),
    [("when will it be ready", "it will be ready at noon"), ("how do i install it", "you install it with apt")],
)
def test_a_question_without_its_mark_suggests_asking(more: str, less: str) -> None:
    assert impression(spoken(more).known, []).asks > impression(spoken(less).known, []).asks


def test_a_request_suggests_requesting() -> None:
    assert impression(spoken("please send me the invoice").known, []).requests > 0
    assert impression(spoken("the invoice is blue").known, []).requests < 0


def test_the_weights_that_ship_say_where_they_are_from() -> None:
    weights = resources.files("bot.engine.judgement.weights")
    for name in ("wordings.json", "linker.json"):
        assert "Kummerfeld" in json.loads(weights.joinpath(name).read_text(encoding="utf-8"))["provenance"]
    assert wordings().single
