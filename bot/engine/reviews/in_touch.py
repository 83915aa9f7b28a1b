"""Signs of losing touch: answers that are owed in both directions, what nobody took on, what is past its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.engine import hours
from bot.engine.lifecycle import BEFORE_WORK, FINAL, IN_WORK
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.digest import Heading, Suggestion, Week
from bot.vocabulary.health import Sign, State
from bot.vocabulary.model import Side
from bot.vocabulary.signals import Reason

"""Not delivered yet, and not over."""


def signs(week: Week) -> Iterator[Sign]:
    """What each side owes the other, and what is stuck between them."""
    yield _answers(week, Side.ASSISTANT)
    yield _answers(week, Side.OWNER)
    yield _untaken(week)
    yield _past(week)


def _answers(week: Week, owing: Side) -> Sign:
    """Open questions of one side; some longer than agreed are watched, from so many on something has to be done."""
    still = [each for each in week.waits if each.is_open and each.owing is owing]
    late = [each for each in still if each.gap.due_at and each.gap.due_at < week.until]
    enough = len(late) >= week.affairs.engagement.policy.thresholds.late_answers
    step = Suggestion(Reason("answer-those", (str(owing),)), "mine" if owing is Side.OWNER else "waiting", "", 9)
    state = State.ACT if enough else State.WATCH if late else State.GOOD
    return Sign(Heading.TALKING, state, Reason("open-answers", (str(owing), len(still), len(late))), step, str(owing))


def untaken_too_long(week: Week) -> list[Expectation]:
    """What lies before its doer for longer than was agreed on."""
    within = week.affairs.engagement.policy.acknowledge_within
    return [
        each
        for each in week.affairs.expectations
        if each.state is ExpectationState.PROPOSED
        and hours.working_time(week.situation.calendar(each.owed_by), each.put_at, week.until) > within
    ]


def past_their_date(week: Week) -> list[Expectation]:
    """What is neither delivered nor over, and whose date has passed."""
    open_ones = (each for each in week.affairs.expectations if each.state in IN_WORK)
    return [each for each in open_ones if each.due_at and each.due_at < week.until]


def _untaken(week: Week) -> Sign:
    waiting = [each for each in week.affairs.expectations if each.state in BEFORE_WORK]
    late = untaken_too_long(week)
    what = Reason("not-taken-on", (len(waiting), len(late)))
    state = State.ACT if late else State.WATCH if waiting else State.GOOD
    return Sign(Heading.TALKING, state, what, _show(late or waiting, "take-on", 7))


def _past(week: Week) -> Sign:
    dated = [each for each in week.affairs.expectations if each.due_at and each.state not in FINAL]
    late = past_their_date(week)
    state = State.ACT if late else State.GOOD
    return Sign(Heading.TALKING, state, Reason("past-date", (len(late), len(dated))), _show(late, "another-date", 8))


def _show(found: Sequence[Expectation], code: str, weight: int) -> Suggestion | None:
    if not found:
        return None
    oldest = min(found, key=lambda each: each.due_at or each.since)
    return Suggestion(Reason(code, (oldest.what,)), "show", oldest.id, weight)
