"""A chat in a quieter place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.test_linker import CHAT, READ, TRUTH
from training.corpus import Chat
from training.quieter import quieter


@given(share=st.floats(0, 1), seed=st.integers(0, 1000))
def test_an_exchange_is_kept_whole_or_not_at_all(share: float, seed: int) -> None:
    kept = quieter(CHAT, READ, TRUTH, share, seed)
    for later, earlier in TRUTH.items():
        assert (later in kept) == (earlier in kept)


def test_all_or_nothing_is_kept_where_all_or_nothing_is_wanted() -> None:
    assert quieter(CHAT, READ, TRUTH, 1.0, seed=1) == READ
    assert quieter(CHAT, READ, TRUTH, 0.0, seed=1) == {}


@pytest.mark.parametrize("seed", range(6))
def test_lines_before_the_annotated_ones_go_with_what_a_linker_took_them_for(seed: int) -> None:
    annotated = {number: earlier for number, earlier in CHAT.answers.items() if number >= 200}
    kept = quieter(Chat(CHAT.name, CHAT.lines, annotated), READ, TRUTH, 0.5, seed)
    assert {sum(number % 2 == pair for number in kept) for pair in (0, 1)} <= {0, 120}
