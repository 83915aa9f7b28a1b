"""How are we doing? Five headings, each with a state, the numbers behind it, what changed, and the one next step.

Every rule looks at one thing and gives its signs; to add one, name it in `RULES` and give its codes their sentences in
`wording.health`. What changed is found by looking at the engagement as it was a week ago by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from bot.engine.money import retained
from bot.engine.reviews import budget_signs, coaching, in_touch, knowing, repeating
from bot.engine.workload import capacity
from bot.vocabulary.affairs import PARTS, Affairs
from bot.vocabulary.agreements import Expectation, ExpectationState, Goal
from bot.vocabulary.books import as_of
from bot.vocabulary.digest import Finding, Found, Heading, Week
from bot.vocabulary.health import Health, Moved, Sign, Stand, State

Rule = Callable[[Week], Iterable[Sign]]

RULES: Final[tuple[Rule, ...]] = (
    knowing.signs,
    in_touch.signs,
    budget_signs.signs,
    capacity.signs,
    retained.signs,
    repeating.signs,
    coaching.signs,
)
"""What health looks at. The heading is in each sign; a heading that no rule speaks of is good."""
IN_DIGEST: Final[tuple[Rule, ...]] = (
    knowing.unsettled,
    budget_signs.in_digest,
    capacity.full_or_free,
    retained.signs,
    repeating.signs,
    coaching.asked_of_the_owner,
)
"""Rules whose signs stand in the digest as well; what people asked of each other is told there at more length."""
WORST_FIRST: Final = (State.ACT, State.WATCH, State.GOOD)


def look(week: Week, before: Week) -> Health:
    """How it stands now, against a week ago (`before`, see `as_it_was`), if there was anything by then."""
    now = _signs(week)
    was_there = week.affairs.engagement.started_at <= before.until
    then = _signs(before) if was_there else now
    stands = tuple(_stand(heading, now, then) for heading in Heading)
    return Health(week.affairs.engagement.id, week.until, stands)


def _signs(week: Week) -> list[Sign]:
    return [sign for rule in RULES for sign in rule(week)]


def _stand(heading: Heading, now: Iterable[Sign], then: Iterable[Sign]) -> Stand:
    signs = sorted((each for each in now if each.heading is heading), key=_worst)
    earlier = {(each.what.code, each.whose): each for each in then if each.heading is heading}
    moved = (
        Moved(each.what, old.what)
        for each in signs
        if (old := earlier.get((each.what.code, each.whose))) and old.what != each.what
    )
    step = next((each.step for each in signs if each.step and each.state is not State.GOOD), None)
    return Stand(heading, state_of(signs), tuple(signs), state_of(earlier.values()), tuple(moved), step)


def state_of(signs: Iterable[Sign]) -> State:
    """The worst state of several; good where there are none."""
    return min((each.state for each in signs), key=WORST_FIRST.index, default=State.GOOD)


def _worst(sign: Sign) -> int:
    return WORST_FIRST.index(sign.state)


def found(week: Week) -> Found:
    """What of it is said in the digest: whatever is not good, with its step."""
    signs = [sign for rule in IN_DIGEST for sign in rule(week) if sign.state is not State.GOOD]
    return Found(
        tuple(Finding(each.heading, each.what) for each in signs), tuple(each.step for each in signs if each.step)
    )


def as_it_was(affairs: Affairs, then: datetime) -> Affairs:
    """An engagement as it was at a moment, as far as its records tell."""
    parts: dict[str, Any] = {
        name: tuple(_earlier(each, then) for each in getattr(affairs, name) if getattr(each, moment) <= then)
        for name, (_, moment) in PARTS.items()
    }
    return replace(affairs, books=as_of(affairs.books, then), **parts)


def _earlier(record: Any, then: datetime) -> Any:
    if isinstance(record, Expectation):
        return _expectation(record, then)
    if isinstance(record, Goal) and record.closed_at is not None and record.closed_at > then:
        return replace(record, closed_at=None, is_reached=False)
    return record


def _expectation(one: Expectation, then: datetime) -> Expectation:
    """The state follows from the moments that are kept; what lies after `then` had not happened."""
    if one.since <= then:
        return one
    delivered, acknowledged, closed = (
        at if at and at <= then else None for at in (one.delivered_at, one.acknowledged_at, one.closed_at)
    )
    state = ExpectationState.DELIVERED if delivered else ExpectationState.PROPOSED
    if acknowledged and not delivered:
        state = ExpectationState.ACKNOWLEDGED
    return replace(
        one,
        state=state,
        since=delivered or acknowledged or one.created_at,
        put_at=min(one.put_at, then),
        delivered_at=delivered,
        acknowledged_at=acknowledged,
        closed_at=closed,
    )
