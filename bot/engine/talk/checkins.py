"""Check-ins as they are asked: at their moment, on working days only, never twice; skipped, or away and not missing.

A moment that was slept through is not made up for on another day. What was asked can be answered until the next one is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.hours import quiet
from bot.engine.requests import Request, short
from bot.engine.talk.checkin_schedules import arm, is_asked, next_moment, schedule_of
from bot.engine.typed import absences
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import CheckInAnswered, Refused, Said
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.checkins import AskCheckIn, CheckIn, CheckInId, CheckInState
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.events import WakeupDue
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import AbsenceKept
from bot.vocabulary.signals import Reason


def rung(event: WakeupDue, situation: Agreements) -> Decision:
    """The moment of a check-in has come, or was slept through."""
    which, _, who = event.subject.rpartition("/")[2].partition(" ")
    person = PersonId(who)
    affairs = next((each for each in situation.affairs if each.engagement.id == which), None)
    if affairs is None or not is_asked(affairs, person):
        return Decision(because=(Reason("not-asked"),))
    zone = situation.zone(person)
    wake = tuple(arm(affairs, person, zone, event.at))
    slot = _latest(datetime.fromisoformat(event.slot), affairs, person, zone, event.at)
    asked = (
        Decision(because=(Reason("moved-on", (event.kind,)),))
        if slot is None
        else _ask(slot, affairs, person, event.at, situation)
    )
    return asked._replace(wake=wake)


def _latest(slot: datetime, affairs: Affairs, person: PersonId, zone: str, now: datetime) -> datetime | None:
    """The latest moment of the schedule that has come; None where the one that rang is of another schedule."""
    schedule = schedule_of(affairs, person)
    if next_moment(schedule, zone, slot - quiet.INSTANT) != slot:
        return None
    while (following := next_moment(schedule, zone, slot)) <= now:
        slot = following
    return slot


def _ask(slot: datetime, affairs: Affairs, person: PersonId, now: datetime, situation: Agreements) -> Decision:
    calendar = situation.calendar(person)
    day = local_day(situation.zone(person), slot)
    if found(affairs, person, day) is not None:
        return Decision(because=(Reason("check-in-there", (day,)),))
    asked = CheckIn(
        situation.workspace, check_in_id(affairs, person, day), affairs.engagement.id, person, day, max(slot, now)
    )
    opening = hours.next_opening(calendar, asked.asked_at)
    if opening is None or local_day(situation.zone(person), opening) != day:
        return _not_asked(asked, calendar, slot)
    asked = replace(asked, asked_at=opening)
    closed = tuple(card(each, "closed", opening) for each in _before(affairs, asked))
    return Decision((asked,), (Reason("check-in"),), say=(*closed, card(asked, "asked", opening)))


def _not_asked(asked: CheckIn, calendar: Calendar, slot: datetime) -> Decision:
    """On a day off nobody is asked; who is away is known to be, and not missing."""
    if any(each.first <= slot < each.until for each in calendar.absences):
        return Decision((replace(asked, state=CheckInState.AWAY),), (Reason("check-in-away"),))
    return Decision(because=(Reason("check-in-day-off", (asked.slot,)),))


def _before(affairs: Affairs, asked: CheckIn) -> Iterator[CheckIn]:
    """What was asked before and not answered: its card says so now, and takes no answer any more."""
    theirs = [each for each in affairs.check_ins if each.person == asked.person and each.slot < asked.slot]
    latest = max(theirs, key=lambda each: each.slot, default=None)
    if latest is not None and latest.state is CheckInState.ASKED:
        yield latest


def card(check_in: CheckIn, step: str, not_before: datetime | None = None) -> Say:
    """The private card of a check-in; one that stands there changes in place."""
    name = f"check-in/{check_in.id}"
    to = check_in.person
    return Say(f"{name}/{step}", ToPerson(to), AskCheckIn(to, check_in.id), not_before, card=name)


def local_day(zone: str, at: datetime) -> str:
    """The date on somebody's clocks."""
    return at.astimezone(ZoneInfo(zone)).date().isoformat()


def check_in_id(affairs: Affairs, person: PersonId, day: str) -> CheckInId:
    """One for each person and day."""
    return CheckInId(short(f"check-in/{affairs.engagement.workspace}/{affairs.engagement.id}/{person}/{day}"))


def found(affairs: Affairs, person: PersonId, day: str) -> CheckIn | None:
    """Somebody's check-in of a day."""
    return next((each for each in affairs.check_ins if each.person == person and each.slot == day), None)


def latest(affairs: Affairs, person: PersonId) -> CheckIn | None:
    """The last one that was asked or answered."""
    theirs = [each for each in affairs.check_ins if each.person == person and each.state is not CheckInState.SKIPPED]
    return max(theirs, key=lambda each: each.slot, default=None)


def is_closed(check_in: CheckIn, affairs: Affairs) -> bool:
    """Whether the next one is there already, so that this one stays as it is."""
    newest = latest(affairs, check_in.person)
    return newest is not None and newest.slot > check_in.slot


def skip(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Leave out the one that is asked now, or the next one."""
    if affairs is None or not is_asked(affairs, request.by):
        return Decision(answer=Refused(Reason("no-check-ins")))
    zone = situation.zone(request.by)
    asked = latest(affairs, request.by)
    if asked is not None and asked.state is CheckInState.ASKED:
        skipped = replace(asked, state=CheckInState.SKIPPED)
        return Decision(
            (skipped,),
            (Reason("check-in-skipped"),),
            say=(card(skipped, "skipped", request.at),),
            answer=Said(Reason("check-in-skipped", (asked.asked_at.isoformat(),))),
        )
    at = next_moment(schedule_of(affairs, request.by), zone, request.at)
    while (
        there := found(affairs, request.by, local_day(zone, at))
    ) is not None and there.state is CheckInState.SKIPPED:
        at = next_moment(schedule_of(affairs, request.by), zone, at)
    day = local_day(zone, at)
    skipped = CheckIn(
        situation.workspace,
        check_in_id(affairs, request.by, day),
        affairs.engagement.id,
        request.by,
        day,
        at,
        CheckInState.SKIPPED,
    )
    said = Said(Reason("check-in-skipped", (at.isoformat(),)))
    return Decision((skipped,), (Reason("check-in-skipped"),), answer=said)


def away_today(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Off for the rest of the day: nothing more is sent, no time counts, and the check-in is not missing."""
    asked = next((each for each in affairs.check_ins if each.id == request.about), None) if affairs else None
    if affairs is None or asked is None or asked.person != request.by:
        return Decision(answer=Refused(Reason("gone")))
    if is_closed(asked, affairs) or asked.state is not CheckInState.ASKED:
        return Decision(answer=Refused(Reason("check-in-closed")))
    off = absences.read("today", request.at, situation.calendar(request.by))
    gone = replace(asked, state=CheckInState.AWAY)
    return Decision(
        (gone, AbsenceKept(situation.workspace, request.by, off)),
        (Reason("check-in-away"),),
        answer=CheckInAnswered(gone.id),
    )
