"""Answers to check-ins, by form or in one press: changed until the next one is asked; late is late, and not missing.

A form is filled in beforehand with what is known: what was to be next is offered as what moved, and what was in the way
stays until it is taken out. Writing back is an answer, too: `checkin_replies`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.requests import Request
from bot.engine.talk import blockers
from bot.engine.talk.checkin_schedules import schedule_of
from bot.engine.talk.checkins import card, check_in_id, found, is_closed, latest, local_day
from bot.engine.typed import numbers
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import CheckInAnswered, CheckInsListed, FormAsked, Refused, Wrong
from bot.vocabulary.checkins import CheckIn, CheckInAnswer, CheckInState, ShowCheckIn, Shown
from bot.vocabulary.effects import InConversation, Say, ToPerson
from bot.vocabulary.events import Value
from bot.vocabulary.model import Side
from bot.vocabulary.signals import Reason

LONGEST: Final = 1000
TEXTS: Final = ("moved", "next", "in_the_way", "unclear")
OWN: Final = "own_"
NO_ROOM: Final = frozenset({"no", "none", "0", "0 h", "nope", "full"})


def answer(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Answer, or open the form. Owners, who are not asked, see what was answered."""
    if affairs is None or not affairs.has_joined(request.by):
        return Decision(answer=Refused(Reason("nothing-here")))
    member = affairs.member(request.by)
    if member is None or member.side is Side.OWNER:
        return Decision(answer=CheckInsListed(affairs.engagement.id))
    check_in = _meant(request, affairs, situation)
    if check_in.person != request.by:
        return Decision(answer=Refused(Reason("gone")))
    if is_closed(check_in, affairs):
        return Decision(answer=Refused(Reason("check-in-closed")))
    known = answer_of(affairs, check_in)
    asked = tuple(Value("question", each) for each in schedule_of(affairs, request.by).questions)
    if not request.is_form:
        filled = _filled(known, check_in, affairs)
        return Decision(answer=FormAsked("checkin", _about(check_in, affairs), (*asked, *filled)))
    wrong = _wrong(request)
    if wrong:
        return Decision(answer=FormAsked("checkin", _about(check_in, affairs), (*asked, *request.values), wrong))
    return kept(answered(request, check_in, known, affairs, situation), check_in, known, affairs, situation)


def nothing_new(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Nothing moved, nothing is in the way: an answer in one press."""
    if affairs is None or (check_in := _by_id(request.about, affairs)) is None or check_in.person != request.by:
        return Decision(answer=Refused(Reason("gone")))
    if is_closed(check_in, affairs):
        return Decision(answer=Refused(Reason("check-in-closed")))
    known = answer_of(affairs, check_in)
    empty = replace(request, values=())
    return kept(answered(empty, check_in, known, affairs, situation), check_in, known, affairs, situation)


def _meant(request: Request, affairs: Affairs, situation: Agreements) -> CheckIn:
    """The one that the button or form is about, the one that was asked, or one of today, unasked."""
    if (named := _by_id(request.about, affairs)) is not None:
        return named
    asked = latest(affairs, request.by)
    if asked is not None and asked.state is CheckInState.ASKED:
        return asked
    day = local_day(situation.zone(request.by), request.at)
    today = found(affairs, request.by, day)
    one = affairs.engagement
    return today or CheckIn(
        one.workspace, check_in_id(affairs, request.by, day), one.id, request.by, day, request.at, is_asked=False
    )


def _about(check_in: CheckIn, affairs: Affairs) -> str:
    """What the form is about: the check-in where it is known, else the engagement."""
    return check_in.id if _by_id(check_in.id, affairs) else affairs.engagement.id


def _by_id(which: str, affairs: Affairs) -> CheckIn | None:
    return next((each for each in affairs.check_ins if each.id == which), None)


def answer_of(affairs: Affairs, check_in: CheckIn) -> CheckInAnswer | None:
    """What was answered to it so far."""
    return next((each for each in affairs.check_in_answers if each.check_in == check_in.id), None)


def _filled(known: CheckInAnswer | None, check_in: CheckIn, affairs: Affairs) -> tuple[Value, ...]:
    """What stands in the form already: the answer as it is, or what follows from the last one."""
    if known is not None:
        return (*_texts(known), *room_and_own(known, affairs))
    before = [each for each in affairs.check_in_answers if each.person == check_in.person]
    if not before:
        return ()
    last = max(before, key=lambda each: each.slot)
    still = [each for each in affairs.blockers if each.person == check_in.person and each.is_open]
    open_words = {each.words for each in still}
    kept = {
        "moved": last.next,
        "in_the_way": last.in_the_way if last.in_the_way in open_words else "",
        "unclear": last.unclear if last.unclear in open_words else "",
    }
    return (*(Value(name, text) for name, text in kept.items() if text), *room_and_own(last, affairs))


def _texts(known: CheckInAnswer) -> tuple[Value, ...]:
    return tuple(Value(name, text) for name in TEXTS if (text := getattr(known, name)))


def room_and_own(known: CheckInAnswer, affairs: Affairs) -> tuple[Value, ...]:
    """The room somebody said they have, and what they answered to own questions, for the fields there are now."""
    room = () if known.room_hours is None else (Value("room", f"{known.room_hours:g}"),)
    said = {each.name: each.text for each in known.own}
    questions = schedule_of(affairs, known.person).questions
    own = (Value(f"{OWN}{place}", said[each]) for place, each in enumerate(questions) if each in said)
    return (*room, *own)


def _wrong(request: Request) -> tuple[Wrong, ...]:
    long = [value.name for value in request.values if len(value.text) > LONGEST]
    wrong = [Wrong(name, Reason("too-long", (LONGEST,))) for name in long]
    if request.one("room") and room_of(request.one("room")) is None:
        wrong.append(Wrong("room", Reason("room", (numbers.MOST_HOURS,))))
    return tuple(wrong)


def room_of(words: str) -> float | None:
    """Hours a week somebody has free: "5", "no"."""
    return 0.0 if words.strip().casefold() in NO_ROOM else numbers.hours(words)


def answered(
    request: Request, check_in: CheckIn, known: CheckInAnswer | None, affairs: Affairs, situation: Agreements
) -> CheckInAnswer:
    """The answer as it stands after a form; it stays as late, or in time, as it was first."""
    zone = situation.zone(check_in.person)
    moved, next_, in_the_way, unclear = (request.one(name) for name in TEXTS)
    questions = schedule_of(affairs, check_in.person).questions
    return CheckInAnswer(
        check_in.workspace,
        check_in.id,
        check_in.engagement,
        check_in.person,
        check_in.slot,
        known.at if known else request.at,
        moved,
        next_,
        in_the_way,
        unclear,
        room_of(request.one("room")) if request.one("room") else None,
        tuple(Value(each, text) for place, each in enumerate(questions) if (text := request.one(f"{OWN}{place}"))),
        known.is_late if known else local_day(zone, request.at) > local_day(zone, check_in.asked_at),
        request.at if known else None,
    )


def kept(
    given: CheckInAnswer,
    check_in: CheckIn,
    known: CheckInAnswer | None,
    affairs: Affairs,
    situation: Agreements,
) -> Decision:
    """What follows from an answer: it is kept and shown, and what is in the way becomes the owners' turn."""
    at = given.changed_at or given.at
    now = replace(check_in, state=CheckInState.ANSWERED)
    held_up = blockers.told(given, affairs, situation, at)
    own_card = (card(now, at.isoformat()),) if check_in.is_asked else ()
    return Decision(
        (now, given, *held_up.remember),
        (Reason("check-in-late" if given.is_late else "check-in-answered"),),
        say=(*own_card, *_shown(now, affairs, situation, given), *held_up.say),
        wake=held_up.wake,
        answer=CheckInAnswered(check_in.id),
    )


def _shown(check_in: CheckIn, affairs: Affairs, situation: Agreements, answered: CheckInAnswer) -> Iterator[Say]:
    """The other side sees it, where they chose to; a changed answer changes the card that stands there."""
    at = answered.changed_at or answered.at
    if schedule_of(affairs, check_in.person).shown is Shown.HERE:
        place = affairs.engagement.conversations[0]
        name = f"check-in/{check_in.id}/here"
        yield Say(f"{name}/{at.isoformat()}", InConversation(place), ShowCheckIn(None, check_in.id), card=name)
        return
    for owner in (each.person for each in affairs.joined if each.side is Side.OWNER):
        opening = hours.next_opening(situation.calendar(owner), at)
        if opening is not None:
            name = f"check-in/{check_in.id}/{owner}"
            yield Say(f"{name}/{at.isoformat()}", ToPerson(owner), ShowCheckIn(owner, check_in.id), opening, card=name)
