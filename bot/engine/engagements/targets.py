"""The targets of an engagement: how soon to answer and to acknowledge, when to warn, whether to nudge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.engine.decision import Decision
from bot.engine.requests import Request
from bot.engine.typed import numbers
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import FormAsked, Refused, Said, Wrong
from bot.vocabulary.events import Value
from bot.vocabulary.policy import Policy, Thresholds
from bot.vocabulary.records import Engagement
from bot.vocabulary.signals import Reason

LONGEST_NAME: Final = 80


def settings(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """The targets of an engagement."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    if not request.is_form:
        return Decision(answer=FormAsked("settings", affairs.engagement.id, _settings(affairs.engagement)))
    policy, wrong = _policy(request, affairs.engagement.policy)
    if wrong:
        return Decision(answer=FormAsked("settings", affairs.engagement.id, request.values, wrong))
    name = request.one("name")[:LONGEST_NAME] or affairs.engagement.name
    changed = replace(affairs.engagement, policy=policy, name=name)
    return Decision((changed,), (Reason("settings"),), answer=Said(Reason("settings-kept", (name,))))


def _settings(engagement: Engagement) -> tuple[Value, ...]:
    policy = engagement.policy
    return (
        Value("name", engagement.name),
        Value("answer_within", f"{policy.answer_within / timedelta(hours=1):g}"),
        Value("acknowledge_within", f"{policy.acknowledge_within / timedelta(hours=1):g}"),
        Value("warn_at", f"{100 * policy.warn_at:g}"),
        Value("nudges", "yes" if policy.nudges else "no"),
    )


def thresholds(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """From where on something asks for an eye on it, or for something to be done."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    engagement = affairs.engagement
    if not request.is_form:
        return Decision(answer=FormAsked("thresholds", engagement.id, _shown(engagement.policy.thresholds)))
    found = {name: read(request.one(name)) for name, read in READ.items()}
    wrong = tuple(Wrong(name, Reason(f"setting-{name}")) for name, value in found.items() if value is None)
    if wrong:
        return Decision(answer=FormAsked("thresholds", engagement.id, request.values, wrong))
    chosen = Thresholds(
        room_below=(found["room_below"] or 0) / 100,
        full_above=(found["full_above"] or 0) / 100,
        late_answers=int(found["late_answers"] or 0),
        asks_at_once=int(found["asks_at_once"] or 0),
        feedback_after=timedelta(days=found["feedback_after"] or 0),
    )
    changed = replace(engagement, policy=replace(engagement.policy, thresholds=chosen))
    return Decision((changed,), (Reason("thresholds"),), answer=Said(Reason("settings-kept", (engagement.name,))))


def _shown(known: Thresholds) -> tuple[Value, ...]:
    return (
        Value("room_below", f"{100 * known.room_below:g}"),
        Value("full_above", f"{100 * known.full_above:g}"),
        Value("late_answers", str(known.late_answers)),
        Value("asks_at_once", str(known.asks_at_once)),
        Value("feedback_after", f"{known.feedback_after / timedelta(days=1):g}"),
    )


READ: Final[dict[str, Callable[[str], float | None]]] = {
    "room_below": numbers.percent,
    "full_above": lambda words: numbers.within(words, 50, 200),
    "late_answers": lambda words: numbers.count(words, 1, 50),
    "asks_at_once": lambda words: numbers.count(words, 2, 50),
    "feedback_after": lambda words: numbers.count(words, 7, 365),
}
"""How each field of the form is read; None for what makes no sense."""


def _policy(request: Request, policy: Policy) -> tuple[Policy, tuple[Wrong, ...]]:
    answer, acknowledge = (numbers.hours(request.one(name)) for name in ("answer_within", "acknowledge_within"))
    warn_at = numbers.percent(request.one("warn_at"))
    checked = {"answer_within": answer, "acknowledge_within": acknowledge, "warn_at": warn_at}
    wrong = tuple(Wrong(name, Reason(f"setting-{name}")) for name, value in checked.items() if value is None)
    if answer is None or acknowledge is None or warn_at is None:
        return policy, wrong
    nudges = request.one("nudges") != "no"
    hour = timedelta(hours=1)
    changed = replace(policy, answer_within=answer * hour, acknowledge_within=acknowledge * hour)
    return replace(changed, warn_at=warn_at / 100, nudges=nudges), ()
