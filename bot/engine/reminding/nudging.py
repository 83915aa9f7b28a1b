"""Nudges: who may be told what, when, and what is held back.

A nudge is private, inside the hours of the person whose turn it is, one message for everything due. Never more than
`A_DAY` of them on a local day, never the same matter twice on a working day; after two, the asker is told once.
`look` is a function of the desk and the moment: looking again at the same moment says nothing twice, because what was
said stands on the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.hours import quiet
from bot.engine.reminding.standing import ANEW, ASKER_TOLD, TWICE, Standing, latest_snooze, standings
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import Matter, Nudge, Say, StillWaiting, ToPerson
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.records import Gap, HeldBack, NudgeKept, Record, Snooze, Wakeup
from bot.vocabulary.signals import Reason

A_DAY: Final = 3
"""Messages that nudge one person on one local day, at the most."""
LOOK_AGAIN: Final = timedelta(hours=1)
"""When to look again at what may not be spoken about before its conversation is known again."""
TURN: Final = "turn"
"""A wakeup to look at somebody's desk; its subject is the person, its slot the moment."""

SNOOZED, CAP, UNRECONCILED = "snoozed", "cap", "unreconciled"


class _Parts(NamedTuple):
    """What is due, by what is done about it."""

    nudge: tuple[Standing, ...] = ()
    tell_asker: tuple[Standing, ...] = ()
    held: tuple[tuple[Standing, str], ...] = ()


def look(desk: Desk, now: datetime) -> Decision:
    """What to say to this person, or about them, now; and when to look again."""
    if not desk.takes_part or not desk.policy.nudges:
        return Decision(because=(Reason("not-nudged"),))
    everything = tuple(standings(desk, now))
    parts = _parts(everything, desk, now)
    return Decision(
        (*_nudges_kept(parts, desk, now), *_held_back(parts, desk, now)),
        tuple(_because(parts)),
        say=(*_nudge(parts.nudge, desk, now), *_askers_told(parts.tell_asker, desk, now)),
        wake=tuple(_next_look(everything, parts, desk, now)),
    )


def written_again(desk: Desk, matter: Matter, written_at: datetime, now: datetime) -> Decision:
    """The asker wrote again: a snooze from before ends, and where the asker had been told, nudges begin anew."""
    changed = tuple(_stirred(desk, matter, written_at, now))
    looked = look(applied(desk, changed), now)
    return looked._replace(remember=(*changed, *looked.remember))


def applied(desk: Desk, records: Iterable[Record]) -> Desk:
    """The desk as it stands once these are kept."""
    nudges = {(each.about, each.at): each for each in desk.nudges}
    snoozes = {(each.about, each.at): each for each in desk.snoozes}
    for record in records:
        if isinstance(record, NudgeKept):
            nudges[record.about, record.at] = record
        elif isinstance(record, Snooze):
            snoozes[record.about, record.at] = record
    return replace(desk, nudges=tuple(nudges.values()), snoozes=tuple(snoozes.values()))


def still_due(nudge: Nudge, said_at: datetime, desk: Desk, now: datetime) -> tuple[Matter, ...]:
    """What of a nudge would be said again now, if it had not been decided at `said_at`: what is left of it (R44)."""
    if not desk.takes_part or not desk.policy.nudges:
        return ()
    others = tuple(each for each in desk.nudges if not (each.about in nudge.about and each.at == said_at))
    before = replace(desk, nudges=others)
    due = {each.matter for each in _parts(tuple(standings(before, now)), before, now).nudge}
    return tuple(matter for matter in nudge.about if matter in due)


def turn(workspace: WorkspaceId, person: PersonId, at: datetime) -> Wakeup:
    """A wakeup to look at somebody's desk at a moment; several for one moment are one."""
    return Wakeup(workspace, TURN, person, at.isoformat(), at)


def opening_for(calendar: Calendar | None, at: datetime) -> datetime | None:
    """When somebody may be spoken to, from a moment on; at once where their hours are not known."""
    return at if calendar is None else hours.next_opening(calendar, at)


def _stirred(desk: Desk, matter: Matter, written_at: datetime, now: datetime) -> Iterator[Record]:
    snooze = latest_snooze(matter, desk)
    if snooze is not None and snooze.at < written_at and snooze.until > now:
        yield replace(snooze, until=max(snooze.at, min(now, snooze.until)))
    for each in standings(desk, now):
        if each.matter == matter and each.nudged >= ASKER_TOLD:
            # a moment earlier: what is said now about the same matter is a record of its own
            yield NudgeKept(desk.workspace, desk.person.id, matter, now - quiet.INSTANT, ANEW)


def _parts(everything: tuple[Standing, ...], desk: Desk, now: datetime) -> _Parts:
    """Outside hours nothing is due: it is moved to the next opening."""
    if not hours.is_open(desk.calendar, now):
        return _Parts()
    held = [(each, SNOOZED) for each in everything if each.snoozed and _is_past(each.gap.due_at, now)]
    due = [each for each in everything if not each.snoozed and _is_past(each.from_at, now)]
    held += [(each, UNRECONCILED) for each in due if each.gap.conversation in desk.unreconciled]
    due = [each for each in due if each.gap.conversation not in desk.unreconciled]
    nudge = [each for each in due if each.nudged < TWICE]
    tell = [each for each in due if each.nudged >= TWICE]
    if len(_said_on_the_day_of(now, desk)) >= A_DAY:
        nudge, held = [], [*held, *((each, CAP) for each in nudge)]
    return _Parts(tuple(nudge), tuple(tell), tuple(held))


def _is_past(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def _said_on_the_day_of(now: datetime, desk: Desk) -> set[datetime]:
    """The moments of this local day at which this person was nudged; what was said in one message has one moment."""
    today = quiet.local_day(desk.calendar, now)
    said = {each.at for each in desk.nudges if ANEW < each.number < ASKER_TOLD}
    return {at for at in said if quiet.local_day(desk.calendar, at) == today}


def _nudges_kept(parts: _Parts, desk: Desk, now: datetime) -> Iterator[NudgeKept]:
    """One for each matter of the message; and the third time, that it was the asker who was told."""
    for each in (*parts.nudge, *parts.tell_asker):
        yield NudgeKept(desk.workspace, desk.person.id, each.matter, now, each.nudged + 1)


def _nudge(due: tuple[Standing, ...], desk: Desk, now: datetime) -> Iterator[Say]:
    if due:
        to = desk.person.id
        yield Say(f"nudge/{to}/{now.isoformat()}", ToPerson(to), Nudge(to, tuple(each.matter for each in due)))


def _askers_told(due: tuple[Standing, ...], desk: Desk, now: datetime) -> Iterator[Say]:
    """Each asker in their own hours; once for a question to a group, however many of it were silent."""
    calendars = desk.asker_calendars or {}
    for each in due:
        asker, opening = each.gap.asked_by, opening_for(calendars.get(each.gap.asked_by), now)
        who = each.gap.group or desk.person.id
        if opening is not None:
            key = f"still-waiting/{each.gap.message}/{who}/{quiet.local_day(desk.calendar, now)}"
            yield Say(key, ToPerson(asker), StillWaiting(asker, each.matter), opening)


def _held_back(parts: _Parts, desk: Desk, now: datetime) -> Iterator[HeldBack]:
    """What is due and not said, once a day for each matter and reason; the digest lists it."""
    today = quiet.local_day(desk.calendar, now)
    known = {(each.about, each.why.code) for each in desk.held_back if quiet.local_day(desk.calendar, each.at) == today}
    for each, code in parts.held:
        if (each.matter, code) not in known:
            yield HeldBack(desk.workspace, desk.person.id, each.matter, now, Reason(code))


def _next_look(everything: tuple[Standing, ...], parts: _Parts, desk: Desk, now: datetime) -> Iterator[Wakeup]:
    """One wakeup, at the first moment at which there may be something to say."""
    moments = [_again_at(each, parts, desk, now) for each in everything]
    first = min((at for at in moments if at is not None), default=None)
    if first is not None:
        yield turn(desk.workspace, desk.person.id, first)


def _again_at(each: Standing, parts: _Parts, desk: Desk, now: datetime) -> datetime | None:
    if each in parts.tell_asker or each.from_at is None:
        return None
    if each in parts.nudge or (each, CAP) in parts.held:
        return quiet.next_working_day(desk.calendar, now)
    at = now + LOOK_AGAIN if (each, UNRECONCILED) in parts.held else max(each.from_at, now)
    return hours.next_opening(desk.calendar, at)


def _because(parts: _Parts) -> Iterator[Reason]:
    if parts.nudge:
        yield Reason("due", (len(parts.nudge),))
    if parts.tell_asker:
        yield Reason("still-waiting", (len(parts.tell_asker),))
    yield from (Reason(code) for code in dict.fromkeys(code for _, code in parts.held))
    if not any(parts):
        yield Reason("nothing-due")


def gap_of(matter: Matter, gaps: Iterable[Gap]) -> Gap | None:
    """The gap a matter is about, among some."""
    return next((gap for gap in gaps if matter == f"gap/{gap.identity}"), None)
