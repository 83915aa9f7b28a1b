"""Honest figures: whoever is left waiting counts (rule 9, scenario 16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.gaps.figures import fate_for, figures, one_ask, quantiles, survival, weekly
from bot.service.questions import measure
from bot.vocabulary.audit import TOO_FEW, Estimate, Fate, Wait
from bot.vocabulary.records import ClosedBy, GapState
from tests.made_up import ANA, END, LEE, SAM, calendar, gap

HOUR = 3600.0
TARGET = timedelta(hours=8)
MONDAY = datetime(2024, 6, 3, 8, tzinfo=UTC)


def wait(hours: float, fate: Fate = Fate.ANSWERED, at: datetime = MONDAY) -> Wait:
    return Wait(at, hours * HOUR, fate)


WAITS = st.lists(
    st.builds(wait, st.integers(0, 50), st.sampled_from([Fate.ANSWERED, Fate.OPEN, Fate.BY_ANOTHER])), max_size=30
)


def test_median_and_p90_of_answers_alone_are_those_of_the_answers() -> None:
    median, p90 = quantiles([wait(hours) for hours in range(1, 11)], (0.5, 0.9))
    assert (median, p90) == (Estimate(5 * HOUR), Estimate(9 * HOUR))


def test_with_fewer_than_five_answers_nothing_is_said() -> None:
    waits = [wait(1)] * 4 + [wait(9, Fate.OPEN)] * 20
    assert quantiles(waits, (0.5, 0.9)) == (TOO_FEW, TOO_FEW)


def test_where_too_many_still_wait_only_a_bound_is_known() -> None:
    waits = [wait(1)] * 5 + [wait(40, Fate.OPEN)] * 6
    assert quantiles(waits, (0.5,)) == (Estimate(40 * HOUR, reached=False),)


def as_number(estimate: Estimate) -> float:
    return float("inf") if not estimate.reached else estimate.seconds or 0.0


@given(WAITS, st.integers(0, 60))
def test_one_more_unanswered_ask_never_improves_a_figure(waits: list[Wait], hours: int) -> None:
    before, after = quantiles(waits, (0.5, 0.9)), quantiles([*waits, wait(hours, Fate.OPEN)], (0.5, 0.9))
    for one, other in zip(before, after, strict=True):
        assert (one is TOO_FEW) == (other is TOO_FEW)
        assert as_number(other) >= as_number(one)
    assert figures([*waits, wait(60, Fate.OPEN)], TARGET).in_time == figures(waits, TARGET).in_time


@given(WAITS)
def test_the_share_that_waits_only_falls(waits: list[Wait]) -> None:
    shares = [1.0, *(step.waiting for step in survival(waits))]
    assert shares == sorted(shares, reverse=True)
    assert all(share >= -1e-9 for share in shares)


def test_an_ask_that_can_still_make_it_is_not_decided() -> None:
    told = figures([wait(1), wait(9), wait(2, Fate.OPEN), wait(9, Fate.OPEN), wait(1, Fate.TAKEN_BACK)], TARGET)
    assert (told.in_time, told.decided) == (1, 3)
    assert told.asked == 5


@pytest.mark.parametrize(
    ("one", "fate"),
    [
        (gap(ANA, SAM, after=timedelta(hours=1)), Fate.ANSWERED),
        (gap(ANA, SAM, after=timedelta(hours=1), by=LEE, group="design"), Fate.BY_ANOTHER),
        (gap(ANA, SAM), Fate.OPEN),
        (gap(ANA, SAM, state=GapState.ACKNOWLEDGED), Fate.ACKNOWLEDGED),
        (gap(ANA, SAM, after=timedelta(hours=1), state=GapState.WITHDRAWN), Fate.TAKEN_BACK),
    ],
)
def test_an_answer_by_another_is_none_of_ones_own(one: object, fate: Fate) -> None:
    assert fate_for(SAM.id, one) is fate  # type: ignore[arg-type]


def test_an_answer_by_reaction_counts_but_not_as_a_wait_of_nothing_where_nobody_knows_when() -> None:
    """Exports do not tell when somebody reacted."""
    thread = gap(SAM, ANA, after=timedelta())
    assert thread.closed_by is not None
    reacted = replace(thread, closed_by=thread.closed_by._replace(kind=ClosedBy.REACTION))
    waits = [Wait(MONDAY, 0.0, fate_for(ANA.id, reacted)), *[wait(5)] * 5]
    told = figures(waits, TARGET)
    assert (told.answered, told.decided, told.median) == (6, 5, Estimate(5 * HOUR))


def test_the_ask_of_a_group_is_over_with_the_first_answer() -> None:
    answered = gap(ANA, SAM, after=timedelta(hours=2), group="design")
    besides = gap(ANA, LEE, after=timedelta(hours=2), by=SAM, group="design")
    members = [measure(each, calendar(each.owed_by), END) for each in (besides, answered)]
    assert one_ask(members).fate is Fate.ANSWERED
    assert one_ask(members).seconds == members[1].working


def test_weeks_follow_one_another_empty_ones_too() -> None:
    weeks = weekly([wait(1), wait(1, at=MONDAY + timedelta(weeks=2))], TARGET, UTC)
    assert [week.figures.asked for week in weeks] == [1, 0, 1]
    assert [week.monday.isoweekday() for week in weeks] == [1, 1, 1]
