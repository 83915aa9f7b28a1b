"""Small numbers packed into the signs of a reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.judgement import traits


@given(st.integers(0, (1 << 21) - 1), st.integers(0, 9), st.lists(st.integers(0, 7), min_size=4, max_size=4))
def test_what_is_packed_is_unpacked(flags: int, called: int, levels: list[int]) -> None:
    signs = traits.with_called(flags, called)
    for place, level in enumerate(levels):
        signs |= level << traits.LEVELS_SHIFT + traits.LEVEL_BITS * place
    assert signs & traits.FLAGS == flags
    assert traits.called(signs) == min(called, traits.CALLED_MOST)
    assert [traits.levels(signs) >> traits.LEVEL_BITS * place & 7 for place in range(4)] == levels
