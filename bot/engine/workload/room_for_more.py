"""Room for more? Asked of the assistant in private, at the right moment; offered to the owner once they say yes.

Who said in a check-in how many hours they have free is not asked again: the owner is told. The right moment: little
was taken for two weeks, the person said how many hours they have, it is not one of the last
days of a month (what is left then is planned already), and they were not asked within the last two weeks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.engine import hours, vetting
from bot.engine.decision import Decision
from bot.engine.requests import Request
from bot.engine.typed import numbers
from bot.engine.workload import capacity
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import FormAsked, Refused, Said, Wrong
from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.effects import AskRoom, OfferRoom, Say, ToPerson
from bot.vocabulary.events import Value, WakeupDue
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.records import Engagement, Wakeup
from bot.vocabulary.signals import Reason

ROOM: Final = "room"
"""A wakeup to look whether somebody has room. Its slot is the person and the moment."""
EVERY: Final = timedelta(weeks=1)
"""Between two looks."""
NOT_WITHIN: Final = timedelta(weeks=2)
"""Between two questions to the same person."""
LAST_DAYS: Final = 3
"""Days at the end of a month in which nobody is asked."""
LEAST: Final = 1.0
"""Hours a week below which nobody is bothered."""


def first_look(engagement: Engagement, person: PersonId, at: datetime) -> Wakeup:
    """When to look for the first time: two weeks after joining."""
    return _look_again(engagement, person, at + capacity.A_WHILE[-1])


def _look_again(engagement: Engagement, person: PersonId, at: datetime) -> Wakeup:
    subject = f"{engagement.conversations[0]}/{engagement.id}"
    return Wakeup(engagement.workspace, ROOM, subject, f"{person}/{at.isoformat()}", at)


def look(event: WakeupDue, situation: Agreements) -> Decision:
    """Look whether somebody has room, ask them if it is the moment, and look again in a week."""
    which, person = event.subject.rpartition("/")[2], PersonId(event.slot.partition("/")[0])
    affairs = next((each for each in situation.affairs if each.engagement.id == which), None)
    if affairs is None or not affairs.is_live or not affairs.has_joined(person):
        return Decision(because=(Reason("gone"),))
    again = (_look_again(affairs.engagement, person, event.at + EVERY),)
    why_not = _why_not(person, affairs, situation, event.at)
    if why_not is not None:
        return Decision(because=(why_not,), wake=again)
    free = round(capacity.load(person, affairs, situation, event.at).free, 1)
    told = capacity.told_lately(person, affairs, event.at)
    if told is not None:
        one = affairs.engagement.id
        known = RoomAsked(situation.workspace, one, person, event.at, free, told.at, True, told.room_hours)
        offers = tuple(_offers(affairs, person, event.at, situation))
        return Decision((known,), (Reason("room-told", (told.room_hours or 0.0,)),), say=offers, wake=again)
    asked = RoomAsked(situation.workspace, affairs.engagement.id, person, event.at, free)
    opening = hours.next_opening(situation.calendar(person), event.at) or event.at
    key = f"room/{affairs.engagement.id}/{person}/{event.at.date()}"
    say = Say(key, ToPerson(person), AskRoom(person, affairs.engagement.id, event.at), opening)
    return Decision((asked,), (Reason("room", (free,)),), say=(say,), wake=again)


def _why_not(person: PersonId, affairs: Affairs, situation: Agreements, at: datetime) -> Reason | None:
    """Why somebody is not asked now; None where they are."""
    latest = max((each.at for each in affairs.room_asked if each.person == person), default=None)
    if latest is not None and at - latest < NOT_WITHIN:
        return Reason("asked-lately")
    if vetting.candidacy(affairs, person):
        return Reason("candidate")
    told = capacity.told_lately(person, affairs, at)
    if told is not None and (told.room_hours or 0.0) < LEAST:
        return Reason("said-none", (told.room_hours or 0.0,))
    if is_near_the_end(at, affairs.engagement.zone):
        return Reason("end-of-period")
    if not capacity.has_room(person, affairs, situation, at):
        return Reason("no-room")
    free = capacity.load(person, affairs, situation, at).free
    return Reason("too-little-room", (free,)) if free < LEAST else None


def is_near_the_end(at: datetime, zone: str) -> bool:
    """Whether it is one of the last days of a month, in a zone."""
    day = at.astimezone(ZoneInfo(zone)).date()
    return (day + timedelta(days=LAST_DAYS)).month != day.month


def latest(affairs: Affairs, person: PersonId) -> RoomAsked | None:
    """When somebody was asked last, and what they said."""
    mine = (each for each in affairs.room_asked if each.person == person)
    return max(mine, key=lambda each: each.at, default=None)


def yes(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """They have room: the owners are told."""
    asked = latest(affairs, request.by) if affairs else None
    if affairs is None or asked is None:
        return Decision(answer=Refused(Reason("gone")))
    said = numbers.hours(request.one("hours")) if request.is_form else asked.free
    if said is None:
        wrong = (Wrong("hours", Reason("capacity", (numbers.MOST_HOURS,))),)
        return Decision(answer=FormAsked("room-hours", request.about, request.values, wrong))
    answered = replace(asked, answered_at=request.at, has_room=True, hours=said)
    offers = tuple(_offers(affairs, request.by, request.at, situation))
    return Decision((answered,), (Reason("room-yes", (said,)),), say=offers, answer=Said(Reason("room-yes", (said,))))


def how_much(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Open the form that asks how many hours; sending it is a yes."""
    asked = latest(affairs, request.by) if affairs else None
    if affairs is None or asked is None:
        return Decision(answer=Refused(Reason("gone")))
    if request.is_form:
        return yes(request, affairs, situation)
    values = (Value("hours", f"{asked.free:g}"),)
    return Decision(answer=FormAsked("room-hours", affairs.engagement.id, values))


def no(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """They have none: nobody is told, and they are not asked again for two weeks."""
    asked = latest(affairs, request.by) if affairs else None
    if affairs is None or asked is None:
        return Decision(answer=Refused(Reason("gone")))
    answered = replace(asked, answered_at=request.at, has_room=False)
    return Decision((answered,), (Reason("room-no"),), answer=Said(Reason("room-no")))


def _offers(affairs: Affairs, person: PersonId, at: datetime, situation: Agreements) -> Iterator[Say]:
    for owner in (each.person for each in affairs.joined if each.side is Side.OWNER):
        opening = hours.next_opening(situation.calendar(owner), at) or at
        effect = OfferRoom(owner, affairs.engagement.id, person)
        key = f"room/{affairs.engagement.id}/{person}/{at.date()}/{owner}"
        yield Say(key, ToPerson(owner), effect, opening)
