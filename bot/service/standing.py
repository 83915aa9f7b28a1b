"""How an engagement stands: a few things that matter, each with its numbers and what to look at next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.engine import hours
from bot.engine.lifecycle import BEFORE_WORK, FINAL
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.model import Side
from bot.vocabulary.records import Gap
from bot.wording.listings import Standing


def standings(affairs: Affairs, gaps: Sequence[Gap], at: datetime, situation: Agreements) -> list[Standing]:
    """Answers in both directions, what is not taken on, late or undecided, and the goals."""
    live = [each for each in affairs.expectations if each.state not in FINAL]
    return [
        _answers(affairs, gaps, Side.ASSISTANT, at),
        _answers(affairs, gaps, Side.OWNER, at),
        _untaken(affairs, live, at, situation),
        _late(live, at),
        _undecided(live),
        _goals(affairs),
    ]


def _answers(affairs: Affairs, gaps: Iterable[Gap], owing: Side, at: datetime) -> Standing:
    """Questions that one side owes an answer to."""
    side = {member.person: member.side for member in affairs.joined}
    theirs = [gap for gap in gaps if gap.is_waiting and gap.owed_by and side.get(gap.owed_by) is owing]
    late = [gap for gap in theirs if gap.due_at and gap.due_at < at]
    return Standing("act" if late else "good", f"answers-{owing}", (len(theirs), len(late)))


def _untaken(affairs: Affairs, live: Iterable[Expectation], at: datetime, situation: Agreements) -> Standing:
    within = affairs.engagement.policy.acknowledge_within
    untaken = [each for each in live if each.state in BEFORE_WORK]
    late = [each for each in untaken if hours.working_time(situation.calendar(each.owed_by), each.put_at, at) > within]
    state = "act" if late else "watch" if untaken else "good"
    return Standing(state, "untaken", (len(untaken), len(late)), _first(late))


def _late(live: Iterable[Expectation], at: datetime) -> Standing:
    states = {ExpectationState.ACKNOWLEDGED, ExpectationState.RETURNED, *BEFORE_WORK}
    dated = [each for each in live if each.due_at and each.state in states]
    late = [each for each in dated if each.due_at and each.due_at < at]
    return Standing("act" if late else "good", "late", (len(late), len(dated)), _first(late))


def _undecided(live: Iterable[Expectation]) -> Standing:
    delivered = [each for each in live if each.state is ExpectationState.DELIVERED]
    return Standing("watch" if delivered else "good", "undecided", (len(delivered),), _first(delivered))


def _goals(affairs: Affairs) -> Standing:
    goals = [goal for goal in affairs.goals if goal.closed_at is None]
    return Standing("good" if goals else "watch", "goals", (len(goals),), affairs.engagement.id)


def _first(found: Sequence[Expectation]) -> str:
    return found[0].id if found else ""
