"""What speaks against handing something out as it is, asked before it is sent: "go ahead anyway?"

Each rule looks at one thing and says nothing where nothing is wrong. They are asked together, once, in private; the
answer is the owner's, and where it matters later it is kept (`vetting.GoneAhead`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.engine import hours, vetting
from bot.engine.hours import quiet
from bot.engine.workload import capacity
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.coaching import HintKept
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason
from bot.vocabulary.vetting import GoneAhead

UNVETTED: Final = "unvetted"
OVER_CAPACITY: Final = "over-capacity"
BEFORE_HOURS: Final = "before-hours"
OUTSIDE_HOURS: Final = "outside-hours"
MANY_AT_ONCE: Final = "many-at-once"
ONCE_A_DAY: Final = frozenset({OUTSIDE_HOURS, MANY_AT_ONCE})
AT_ONCE: Final = timedelta(hours=1)
BACK_SHORTLY: Final = timedelta(hours=1)
"""Nobody is told that the other is away when they are back within the hour."""
RECORDED: Final = frozenset({UNVETTED, OVER_CAPACITY, BEFORE_HOURS})
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


def back_at(handover: Handover) -> datetime | None:
    """When whoever it is for is at work again, if they are not now."""
    calendar = handover.situation.calendar(handover.to)
    opening = hours.next_opening(calendar, handover.at)
    return opening if opening and opening - handover.at > BACK_SHORTLY else None


def _before_hours(handover: Handover) -> Iterator[Reason]:
    """It is due before they have worked at all: whoever takes it on works at night."""
    due_at, calendar = handover.due_at, handover.situation.calendar(handover.to)
    if due_at and not hours.working_time(calendar, handover.at, due_at):
        back = hours.next_opening(calendar, handover.at)
        yield Reason(BEFORE_HOURS, (handover.to, due_at.isoformat(), back.isoformat() if back else ""))


def _outside_hours(handover: Handover) -> Iterator[Reason]:
    """They are not at work. Told once a day for each person; offered is to hand it out when they are back."""
    back = back_at(handover)
    if back and not (handover.due_at and handover.due_at <= back) and not _was_told(OUTSIDE_HOURS, handover):
        yield Reason(OUTSIDE_HOURS, (handover.to, back.isoformat()))


def _many_at_once(handover: Handover) -> Iterator[Reason]:
    """Many things within an hour: nobody knows what comes first. Told once a day for each person."""
    since = handover.at - AT_ONCE
    lately = [
        each
        for each in handover.home.expectations
        if (each.asked_by, each.owed_by) == (handover.by, handover.to) and each.created_at > since
    ]
    many = handover.home.engagement.policy.thresholds.asks_at_once
    if len(lately) + 1 >= many and not _was_told(MANY_AT_ONCE, handover):
        yield Reason(MANY_AT_ONCE, (handover.to, len(lately) + 1))


def _was_told(code: str, handover: Handover) -> bool:
    """Whether the same was told today, on the calendar of who is told."""
    calendar = handover.situation.calendar(handover.by)
    today = quiet.local_day(calendar, handover.at)
    return any(
        (each.to, each.person, each.code) == (handover.by, handover.to, code)
        and quiet.local_day(calendar, each.at) == today
        for each in handover.home.hints
    )


def hints(handover: Handover, why: tuple[Reason, ...]) -> tuple[HintKept, ...]:
    """What is remembered of what was told, so that it is told once a day."""
    one = handover.home.engagement
    return tuple(
        HintKept(one.workspace, one.id, handover.by, handover.to, reason.code, handover.at)
        for reason in why
        if reason.code in ONCE_A_DAY
    )


RULES: Final[tuple[Callable[[Handover], Iterator[Reason]], ...]] = (
    _unvetted,
    _over_capacity,
    _before_hours,
    _outside_hours,
    _many_at_once,
)
