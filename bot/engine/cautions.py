"""What speaks against handing something out as it is, asked before it is sent: "go ahead anyway?"

Each rule looks at one thing and says nothing where nothing is wrong. They are asked together, once, in private; the
answer is the owner's, and where it matters later it is kept (`vetting.GoneAhead`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.engine import capacity, vetting
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason
from bot.vocabulary.vetting import GoneAhead

UNVETTED: Final = "unvetted"
OVER_CAPACITY: Final = "over-capacity"
RECORDED: Final = frozenset({UNVETTED, OVER_CAPACITY})
"""Codes of what it is kept about that somebody went ahead."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Something that is about to be handed out: by whom, to whom, when, until when, how much, and from what."""

    by: PersonId
    to: PersonId
    at: datetime
    home: Affairs
    situation: Agreements
    due_at: datetime | None = None
    estimate: float | None = None
    origin: str = ""


def cautions(handover: Handover) -> tuple[Reason, ...]:
    """Everything that speaks against it, the weightiest first."""
    return tuple(reason for rule in RULES for reason in rule(handover))


def gone_ahead(expectation: Expectation, why: tuple[Reason, ...]) -> tuple[GoneAhead, ...]:
    """What is kept when it was handed out all the same."""
    kept = tuple(reason for reason in why if reason.code in RECORDED)
    if not kept:
        return ()
    one = expectation
    return (GoneAhead(one.workspace, one.engagement, one.owed_by, one.asked_by, one.created_at, one.id, kept),)


def _unvetted(handover: Handover) -> Iterator[Reason]:
    """Required things are still open with whoever it is for. What was gone ahead about once is not asked again, but
    for candidates: they are not chosen yet.
    """
    home, to = handover.home, handover.to
    if handover.origin.startswith(vetting.ORIGIN) or not home.is_owner(handover.by):
        return
    left = tuple(item.words for item in vetting.open_required(home, to))
    known = {
        word
        for each in home.gone_ahead
        for reason in each.why
        if each.person == to and reason.code == UNVETTED
        for word in reason.facts
    }
    if left and (vetting.candidacy(home, to) or not set(left) <= known):
        yield Reason(UNVETTED, left)


def _over_capacity(handover: Handover) -> Iterator[Reason]:
    """More than the hours they said they have would be taken."""
    home, to = handover.home, handover.to
    if home.is_owner(to):
        return
    load = capacity.load(to, home, handover.situation, handover.at)
    more = capacity.a_week(handover.estimate or 0.0, handover.due_at, handover.situation.calendar(to), handover.at)
    if capacity.over(load, more, home):
        yield Reason(OVER_CAPACITY, (to, round(load.taken + more, 1), load.stated or 0.0))


RULES: Final[tuple[Callable[[Handover], Iterator[Reason]], ...]] = (_unvetted, _over_capacity)
