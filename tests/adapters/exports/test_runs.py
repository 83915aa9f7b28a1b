"""Runs in columns are the runs that were put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adapters.exports.runs import Run, Runs
from bot.vocabulary.model import ConversationId

SIZES = st.integers(0, 2**63)
MOMENTS = st.floats(allow_nan=False, allow_infinity=False)
RUNS = st.lists(
    st.builds(
        Run,
        MOMENTS,
        MOMENTS,
        st.text(max_size=5),
        st.just(ConversationId("C1")),
        SIZES,
        SIZES,
        SIZES,
        *2 * [st.booleans()],
    )
)


@given(RUNS)
def test_what_was_put_in_comes_out(given: list[Run]) -> None:
    runs = Runs(given)
    assert len(runs) == len(given)
    assert list(runs) == given


@given(RUNS)
def test_they_are_put_in_the_order_of_time_and_equals_in_that_of_their_files(given: list[Run]) -> None:
    runs = Runs(given)
    assert [runs[number] for number in runs.in_order(range(len(runs)))] == sorted(given, key=lambda run: run[:3])
