"""Two numbers of the linker and one of the reader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.judgement.calibration import (
    MOST,
    MOST_ASKING,
    NOBODY_EXPECTED,
    ONESELF_EXPECTED,
    bounded,
    corrected,
    learnt,
)
from bot.vocabulary.policy import Calibration
from bot.vocabulary.records import Mark

SHARE = st.floats(0, 1)


@given(st.lists(st.tuples(SHARE, SHARE), max_size=100))
def test_no_number_of_replies_moves_a_bias_out_of_bounds(replies: list[tuple[float, float]]) -> None:
    calibration = Calibration()
    for nobody, oneself in replies:
        calibration = learnt(calibration, nobody, oneself)
    assert max(abs(calibration.towards_nobody), abs(calibration.towards_oneself)) <= MOST
    assert calibration.links_seen == len(replies)


def test_where_the_gate_doubts_plain_replies_it_is_opened() -> None:
    assert learnt(Calibration(), 0.9, ONESELF_EXPECTED).towards_nobody < 0
    assert learnt(Calibration(), NOBODY_EXPECTED, 0.9).towards_oneself < 0


def test_what_is_as_expected_teaches_nothing() -> None:
    assert learnt(Calibration(), NOBODY_EXPECTED, ONESELF_EXPECTED) == Calibration(links_seen=1)


@given(st.lists(st.sampled_from(Mark), max_size=60), st.booleans())
def test_corrections_stay_within_bounds(marks: list[Mark], asked: bool) -> None:
    calibration = Calibration()
    for mark in marks:
        calibration = corrected(calibration, mark, asked)
    assert abs(calibration.asks) <= MOST_ASKING
    assert calibration.corrections_seen == len(marks)


def test_whatever_was_stored_is_used_within_bounds() -> None:
    assert bounded(Calibration(towards_nobody=99)).towards_nobody == MOST
