"""How working together went so far, in facts that both sides can see: for owners and assistants the same, never a rank.

Questions count on the calendar of whoever owes the answer, open ones with the time they have waited so far; with fewer
than five answers nothing is said about how long they take (rule 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.engine import hours
from bot.engine.gaps.figures import fate_for, figures
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.audit import Fate, Figures, Wait
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap

WINDOW: Final = timedelta(days=90)
"""How far back questions are looked at; what was expected is looked at from the beginning."""
CALLED_OFF: Final = frozenset({ExpectationState.WITHDRAWN, ExpectationState.DECLINED})


class Share(NamedTuple):
    """So many of so many."""

    of_them: int
    all: int


class Together(NamedTuple):
    """What working with somebody was like. `returned` counts how often delivered work came back for a change."""

    person: PersonId
    since: datetime
    answers: Figures
    acknowledged: Share
    on_time: Share
    delivered: int
    returned: int
    accepted: int


def together(
    person: PersonId, affairs: Affairs, gaps: Iterable[Gap], situation: Agreements, at: datetime
) -> Together | None:
    """The record of somebody in an engagement; None for who is not in it."""
    member = affairs.member(person)
    if member is None:
        return None
    theirs = [each for each in affairs.expectations if each.owed_by == person]
    delivered = [each for each in theirs if each.delivered_at]
    return Together(
        person,
        member.since,
        answers(person, affairs, gaps, situation, at),
        acknowledged_in_time(theirs, affairs, situation, at),
        _on_time(theirs, at),
        len(delivered),
        sum(each.returns for each in theirs),
        sum(each.state is ExpectationState.ACCEPTED for each in theirs),
    )


def answers(person: PersonId, affairs: Affairs, gaps: Iterable[Gap], situation: Agreements, at: datetime) -> Figures:
    """How long those who asked somebody waited for the answer."""
    waits = [_wait(gap, person, situation, at) for gap in gaps if gap.owed_by == person]
    counted = [each for each in waits if each.fate is not Fate.TAKEN_BACK]
    return figures(counted, affairs.engagement.policy.answer_within)


def _wait(gap: Gap, person: PersonId, situation: Agreements, at: datetime) -> Wait:
    until = max(gap.asked_at, gap.closed_at or at)
    waited = hours.working_time(situation.calendar(person), gap.asked_at, until)
    return Wait(gap.asked_at, waited.total_seconds(), fate_for(person, gap))


def acknowledged_in_time(theirs: Sequence[Expectation], affairs: Affairs, situation: Agreements, at: datetime) -> Share:
    """How many were taken on within the time agreed on, of those for which that is known by now."""
    within = affairs.engagement.policy.acknowledge_within
    known = [known for each in theirs if (known := _in_time(each, within, situation, at)) is not None]
    return Share(sum(known), len(known))


def _in_time(each: Expectation, within: timedelta, situation: Agreements, at: datetime) -> bool | None:
    """Delivering and saying no are answers, too. None while there is still time, and for what was called off."""
    said = [moment for moment in (each.acknowledged_at, each.delivered_at) if moment]
    if not said and each.state is ExpectationState.DECLINED:
        said = [each.since]
    until = min(said) if said else at
    waited = hours.working_time(situation.calendar(each.owed_by), each.put_at, max(each.put_at, until))
    if said or waited > within:
        return waited <= within
    return None


def _on_time(theirs: Iterable[Expectation], at: datetime) -> Share:
    """How many with a date were delivered by it; past it without anything delivered is late already."""
    dated = [each for each in theirs if each.due_at and (each.delivered_at or each.state not in CALLED_OFF)]
    known = [each for each in dated if each.due_at and (each.delivered_at or each.due_at < at)]
    in_time = [each for each in known if each.delivered_at and each.due_at and each.delivered_at <= each.due_at]
    return Share(len(in_time), len(known))
