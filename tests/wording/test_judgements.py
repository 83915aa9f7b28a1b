"""Why, in words."""

from __future__ import annotations

import pytest

from bot.vocabulary.signals import Reason
from bot.wording.judgements import because


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("named"), "names who is asked"),
        (Reason("question", (0.87,)), "question (87% sure)"),
        (Reason("something-new"), "something new"),
    ],
)
def test_a_reason_is_told_with_its_facts(reason: Reason, words: str) -> None:
    assert because(reason) == words
