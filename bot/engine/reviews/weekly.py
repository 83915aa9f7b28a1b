"""What a digest finds in what people asked of each other: answers, expectations, goals, and what was not said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from bot.engine.gaps.figures import figures
from bot.engine.lifecycle import FINAL
from bot.engine.reviews import in_touch
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.checkins import BLOCKER
from bot.vocabulary.digest import NOTHING, Finding, Found, Heading, Suggestion, Waited, Week
from bot.vocabulary.model import Side
from bot.vocabulary.signals import Reason

NOT_KNOWN: Final = -1.0
"""Stands for a number of seconds where too few were answered to tell."""


def lead(week: Week) -> Reason:
    """The one sentence that says how the week was: what was answered in time, and what still waits."""
    asked = [each for each in week.waits if week.holds(each.gap.asked_at)]
    counted = figures([each.wait for each in asked], week.affairs.engagement.policy.answer_within)
    still = _open(week.waits)
    target = week.affairs.engagement.policy.answer_within.total_seconds()
    oldest = still[0].gap.asked_at.isoformat() if still else ""
    if not counted.decided:
        return Reason("lead-quiet", (len(still), oldest))
    return Reason("lead-answers", (counted.in_time, counted.decided, target, len(still), oldest))


def answers(week: Week) -> Found:
    """Who waited how long, in both directions; and the question that has waited longest.

    What is in somebody's way is suggested by `weekly_talk`.
    """
    found = [_direction(week, side) for side in (Side.ASSISTANT, Side.OWNER)]
    asked = [each for each in _open(week.waits) if not each.gap.message.startswith(BLOCKER)]
    late = [each for each in asked if each.gap.due_at and each.gap.due_at < week.until]
    suggested = tuple(_about_late(each) for each in late[:1])
    return Found(tuple(each for each in found if each), suggested)


def _direction(week: Week, owing: Side) -> Finding | None:
    asked = [each for each in week.waits if each.owing is owing and week.holds(each.gap.asked_at)]
    still = [each for each in _open(week.waits) if each.owing is owing]
    if not asked and not still:
        return None
    counted = figures([each.wait for each in asked], week.affairs.engagement.policy.answer_within)
    longest = max((each.wait.seconds for each in (*asked, *still)), default=0.0)
    middle = NOT_KNOWN if counted.median.seconds is None else counted.median.seconds
    facts = (str(owing), counted.asked, counted.answered, len(still), middle, longest)
    return Finding(Heading.TALKING, Reason("answers", facts))


def _about_late(waited: Waited) -> Suggestion:
    gap = waited.gap
    owes = gap.owed_by or ""
    return Suggestion(Reason("answer-it", (owes, gap.asked_by, waited.wait.seconds)), "mine", "", 9)


def expectations(week: Week) -> Found:
    """What nobody took on for longer than agreed, and what is past its date."""
    untaken, late = in_touch.untaken_too_long(week), in_touch.past_their_date(week)
    findings = (*_lines("untaken", untaken, "owed_by"), *_lines("overdue", late, "owed_by"))
    return Found(findings, (*_shown("take-on", untaken, 7), *_shown("another-date", late, 8)))


def deliveries(week: Week) -> Found:
    """What was delivered and heard nothing since: the owner's move."""
    waiting = [each for each in week.affairs.expectations if each.state is ExpectationState.DELIVERED]
    accepted = [
        each
        for each in week.affairs.expectations
        if each.state is ExpectationState.ACCEPTED and week.holds(each.closed_at)
    ]
    done = (Finding(Heading.OWNING, Reason("accepted", (len(accepted),))),) if accepted else ()
    found = _lines("no-word", waiting, "asked_by", Heading.OWNING)
    return Found((*done, *found), _shown("say-a-word", waiting, 6))


def goals(week: Week) -> Found:
    """An engagement without a goal, and goals that nothing moves towards."""
    open_ones = [goal for goal in week.affairs.goals if goal.closed_at is None]
    engagement = week.affairs.engagement
    if not open_ones:
        wanted = Suggestion(Reason("set-a-goal"), "goals", engagement.id, 3)
        return Found((Finding(Heading.OWNING, Reason("no-goal")),), (wanted,))
    towards = {each.goal for each in week.affairs.expectations if each.state not in FINAL or week.holds(each.closed_at)}
    still = [goal for goal in open_ones if goal.id not in towards]
    if not still:
        return NOTHING
    facts = (still[0].words, len(still) - 1)
    return Found((Finding(Heading.OWNING, Reason("goal-still", facts)),))


def held_back(week: Week) -> Found:
    """Reminders that were not sent, by reason: nobody is to think that nothing was due."""
    counted = Counter(each.why.code for each in week.held_back if week.holds(each.at))
    found = (Finding(Heading.TALKING, Reason("held-back", (code, count))) for code, count in sorted(counted.items()))
    return Found(tuple(found))


def coverage(week: Week) -> Found:
    """Stretches that could not be read back: what was asked in them is not in these figures."""
    holes = [hole for reach in week.reaches for hole in reach.holes if hole.until > week.first]
    behind = [reach for reach in week.reaches if not reach.is_reconciled]
    if not holes and not behind:
        return NOTHING
    return Found((Finding(Heading.TALKING, Reason("not-read", (len(holes), len(behind)))),))


def _open(waits: Iterable[Waited]) -> list[Waited]:
    return sorted((each for each in waits if each.is_open), key=_asked_at)


def _asked_at(waited: Waited) -> datetime:
    return waited.gap.asked_at


def _lines(
    code: str, found: Sequence[Expectation], whose: str, heading: Heading = Heading.TALKING
) -> tuple[Finding, ...]:
    """One line for several of a kind, with the oldest by name."""
    if not found:
        return ()
    oldest = min(found, key=lambda each: each.due_at or each.since)
    at = (oldest.due_at if code == "overdue" and oldest.due_at else oldest.since).isoformat()
    return (Finding(heading, Reason(code, (len(found), oldest.what, getattr(oldest, whose), at))),)


def _shown(code: str, found: Sequence[Expectation], weight: int) -> tuple[Suggestion, ...]:
    if not found:
        return ()
    oldest = min(found, key=lambda each: each.due_at or each.since)
    return (Suggestion(Reason(code, (oldest.what,)), "show", oldest.id, weight),)
