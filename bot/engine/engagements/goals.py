"""What the owner is after: goals, set and closed by owners, read by both sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.engine.decision import Decision
from bot.engine.requests import Request, short
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Goal
from bot.vocabulary.answers import FormAsked, GoalsShown, Refused, Wrong
from bot.vocabulary.model import GoalId, Side
from bot.vocabulary.signals import Reason

LONGEST: Final = 200


def goals(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Show the goals, or add one."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    words = request.one("goal")
    can_change = _is_owner(request, affairs)
    if request.is_form and not words:
        return Decision(answer=FormAsked("goals", affairs.engagement.id, wrong=(Wrong("goal", Reason("goal")),)))
    if not words:
        asks = can_change and request.about == affairs.engagement.id
        form = FormAsked("goals", affairs.engagement.id)
        return Decision(answer=form if asks else GoalsShown(affairs.engagement.id, can_change))
    if not can_change:
        return Decision(answer=Refused(Reason("owners-only", ("goals",))))
    if len(words) > LONGEST:
        wrong = (Wrong("goal", Reason("too-long", (LONGEST,))),)
        return Decision(answer=FormAsked("goals", affairs.engagement.id, request.values, wrong))
    goal = Goal(situation.workspace, GoalId(short(request.id)), affairs.engagement.id, words, request.by, request.at)
    return Decision((goal,), (Reason("goal-set"),), answer=GoalsShown(affairs.engagement.id, can_change))


def close(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """A goal is reached, or dropped."""
    found = next(((each, goal) for each in situation.affairs for goal in each.goals if goal.id == request.about), None)
    if found is None or found[1].closed_at is not None:
        return Decision(answer=Refused(Reason("gone")))
    closed = replace(found[1], closed_at=request.at, is_reached=request.action == "goal-reached")
    return Decision((closed,), (Reason(request.action),), answer=GoalsShown(found[0].engagement.id, can_change=True))


def _is_owner(request: Request, affairs: Affairs) -> bool:
    member = affairs.member(request.by)
    return member is not None and member.side is Side.OWNER
