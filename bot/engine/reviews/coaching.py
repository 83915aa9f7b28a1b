"""The owner's own part: what waits for them, whether there is a goal, and whether what was delivered hears a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.engine import hours
from bot.engine.lifecycle import FINAL
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.digest import Heading, Suggestion, Week
from bot.vocabulary.health import Sign, State
from bot.vocabulary.signals import Reason

MANY = 3
"""Accepted things without a word, from which on it is worth one."""
REMEMBERED = timedelta(days=60)
"""After so long, nobody remembers what it was."""
LATELY = timedelta(weeks=4)
ENOUGH = 3
"""Briefs below which nothing is said about how clear they are."""
DECISIONS = frozenset({ExpectationState.QUESTION_ASKED, ExpectationState.ANOTHER_DATE, ExpectationState.DELIVERED})
"""States in which whoever asked has to say something before the work goes on."""


def signs(week: Week) -> Iterator[Sign]:
    """Everything that health says of it."""
    yield from asked_of_the_owner(week)
    yield _goals(week)
    yield from _moving(week)
    yield _clear(week)
    yield _gone_ahead(week)
    yield _feedback_debt(week)


def asked_of_the_owner(week: Week) -> Iterator[Sign]:
    """Decisions that wait for an owner for longer than an answer may take."""
    affairs, at = week.affairs, week.until
    waiting = [each for each in affairs.expectations if each.state in DECISIONS and affairs.is_owner(each.asked_by)]
    within = affairs.engagement.policy.answer_within
    late = [
        each for each in waiting if hours.working_time(week.situation.calendar(each.asked_by), each.since, at) > within
    ]
    state = State.ACT if late else State.WATCH if waiting else State.GOOD
    oldest = min(late or waiting, key=lambda each: each.since, default=None)
    step = Suggestion(Reason("decide", (oldest.what,)), "show", oldest.id, 6) if oldest else None
    yield Sign(Heading.OWNING, state, Reason("decisions", (len(waiting), len(late))), step)


def _clear(week: Week) -> Sign:
    """How many of the owner's latest briefs said by when and how to tell that it is done."""
    affairs = week.affairs
    lately = [
        each
        for each in affairs.expectations
        if affairs.is_owner(each.asked_by) and week.until - LATELY < each.created_at <= week.until
    ]
    whole = [each for each in lately if each.due_at and each.done_when]
    unclear = len(lately) >= ENOUGH and len(whole) * 2 < len(lately)
    return Sign(Heading.OWNING, State.WATCH if unclear else State.GOOD, Reason("briefs", (len(whole), len(lately))))


def _gone_ahead(week: Week) -> Sign:
    """Work that was handed out this week although something spoke against it."""
    count = sum(week.first <= each.at <= week.until for each in week.affairs.gone_ahead)
    return Sign(Heading.OWNING, State.WATCH if count else State.GOOD, Reason("gone-ahead", (count,)))


def _feedback_debt(week: Week) -> Sign:
    """What owners accepted within the time of the threshold, without a word to who did it since."""
    affairs, after = week.affairs, week.affairs.engagement.policy.thresholds.feedback_after
    owed = [each for each in affairs.expectations if _heard_nothing(each, week)]
    oldest = min((each.closed_at for each in owed if each.closed_at), default=week.until)
    state = State.WATCH if len(owed) >= MANY or week.until - oldest >= after else State.GOOD
    step = Suggestion(Reason("say-feedback", (len(owed),)), "feedback", affairs.engagement.id, 4) if owed else None
    days = (week.until - oldest) / timedelta(days=1)
    return Sign(Heading.OWNING, state, Reason("feedback-debt", (len(owed), int(days))), step)


def _heard_nothing(each: Expectation, week: Week) -> bool:
    if (
        each.state is not ExpectationState.ACCEPTED
        or each.closed_at is None
        or not week.affairs.is_owner(each.asked_by)
    ):
        return False
    said = (one for one in week.affairs.feedback if (one.by, one.about) == (each.asked_by, each.owed_by))
    return week.until - each.closed_at <= REMEMBERED and not any(one.at >= each.closed_at for one in said)


def _goals(week: Week) -> Sign:
    open_ones = [goal for goal in week.affairs.goals if goal.closed_at is None]
    step = Suggestion(Reason("set-a-goal"), "goals", week.affairs.engagement.id, 3)
    return Sign(Heading.OWNING, State.GOOD if open_ones else State.WATCH, Reason("goals", (len(open_ones),)), step)


def _moving(week: Week) -> Iterator[Sign]:
    """Goals towards which nothing is under way, where there are goals."""
    open_ones = [goal for goal in week.affairs.goals if goal.closed_at is None]
    if not open_ones:
        return
    towards = {each.goal for each in week.affairs.expectations if each.state not in FINAL or week.holds(each.closed_at)}
    still = [goal for goal in open_ones if goal.id not in towards]
    step = Suggestion(Reason("move-a-goal", (still[0].words,)), "expect", "", 3) if still else None
    yield Sign(Heading.OWNING, State.WATCH if still else State.GOOD, Reason("goals-still", (len(still),)), step)
