"""Looking once more at the moment of sending: is it still true, and may it still be said? (R44)

Answered, deleted, dismissed, left, snoozed, away or unreconciled meanwhile: then it is not sent. A nudge that is not
sent counts as never said, and the desk is looked at again; what is only said too early is put off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from bot.engine import hours
from bot.engine.hours import quiet
from bot.engine.reminding.nudging import LOOK_AGAIN, gap_of, still_due, turn
from bot.engine.reminding.standing import ANEW
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import AskWhen, Deliver, Effect, Matter, Nudge, OutsideHours, StillWaiting, ToPerson
from bot.vocabulary.records import Gap, NudgeKept, Outgoing, Record
from bot.vocabulary.signals import Reason


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when something is about to be sent: the desk of who gets it, and the gap it is about."""

    desk: Desk | None = None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is still to be said (None: nothing), why not, until when it is put off, and what to remember."""

    effect: Effect | None
    why: Reason | None = None
    until: datetime | None = None
    remember: tuple[Record, ...] = field(default=())


def recheck(outgoing: Outgoing, known: Known, now: datetime) -> Verdict:
    """Whether to send something now."""
    desk = known.desk
    if desk is not None and not desk.takes_part:
        return Verdict(None, Reason("left"))
    rule = _RULES.get(type(outgoing.effect))
    verdict = rule(outgoing, known, now) if rule is not None else Verdict(outgoing.effect)
    if verdict.effect is None or desk is None or isinstance(outgoing.effect, OutsideHours):
        return verdict
    return verdict if hours.is_open(desk.calendar, now) else _put_off(desk, now)


def unsaid(outgoing: Outgoing, now: datetime) -> tuple[Record, ...]:
    """What follows when something is not said in the end: a nudge counts as never said."""
    if not isinstance(outgoing.effect, Nudge):
        return ()
    return _never_said(outgoing.effect.about, outgoing)


def _put_off(desk: Desk, now: datetime) -> Verdict:
    """Outside their hours: at the next opening, if there is one."""
    opening = hours.next_opening(desk.calendar, now)
    return Verdict(None, Reason("outside-hours"), opening)


def _nudge(outgoing: Outgoing, known: Known, now: datetime) -> Verdict:
    nudge, desk = outgoing.effect, known.desk
    if not isinstance(nudge, Nudge) or desk is None:
        return Verdict(outgoing.effect)
    still = still_due(nudge, outgoing.created_at, desk, now)
    late = tuple(matter for matter in nudge.about if matter not in still and gap_of(matter, desk.waiting))
    again = (*_never_said(late, outgoing), turn(desk.workspace, desk.person.id, now)) if late else ()
    if not still:
        return Verdict(None, Reason("not-now" if late else "no-longer-waiting"), remember=again)
    return Verdict(replace(nudge, about=still), remember=(*again, *_said_today(still, outgoing, desk, now)))


def _never_said(matters: tuple[Matter, ...], outgoing: Outgoing) -> tuple[Record, ...]:
    to = outgoing.to
    if not isinstance(to, ToPerson):
        return ()
    return tuple(NudgeKept(outgoing.workspace, to.person, each, outgoing.created_at, ANEW) for each in matters)


def _said_today(still: tuple[Matter, ...], outgoing: Outgoing, desk: Desk, now: datetime) -> tuple[Record, ...]:
    """What is sent on another day than it was decided on counts for the day on which it is sent."""
    if quiet.local_day(desk.calendar, now) == quiet.local_day(desk.calendar, outgoing.created_at):
        return ()
    decided = [each for each in desk.nudges if each.at == outgoing.created_at and each.about in still]
    return tuple(replace(each, at=now) for each in decided)


def _still_waiting(outgoing: Outgoing, known: Known, now: datetime) -> Verdict:
    if known.gap is None or not known.gap.is_waiting:
        return Verdict(None, Reason("no-longer-waiting"))
    if known.desk is not None and known.gap.conversation in known.desk.unreconciled:
        return Verdict(None, Reason("unreconciled"), now + LOOK_AGAIN)
    return Verdict(outgoing.effect)


def _outside(outgoing: Outgoing, known: Known, now: datetime) -> Verdict:
    """Worth saying as long as nobody has answered and they are not back."""
    if known.gap is None or not known.gap.is_waiting:
        return Verdict(None, Reason("no-longer-waiting"))
    effect = outgoing.effect
    is_back = isinstance(effect, OutsideHours) and effect.back_at <= now
    return Verdict(None, Reason("back")) if is_back else Verdict(effect)


_RULES: Final[dict[type, Callable[[Outgoing, Known, datetime], Verdict]]] = {
    Nudge: _nudge,
    StillWaiting: _still_waiting,
    AskWhen: _still_waiting,
    Deliver: _still_waiting,
    OutsideHours: _outside,
}
