"""Engagements: begun, joined by form, left, ended. Nothing is kept about anybody who has not joined (S22)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.engine import invitations, vetting
from bot.engine.decision import Decision
from bot.engine.engagements import personal
from bot.engine.lifecycle import FINAL
from bot.engine.requests import Request, short
from bot.engine.reviews import digest
from bot.engine.talk import checkin_schedules, feedback
from bot.engine.typed import numbers
from bot.engine.work import expectations
from bot.engine.workload import room_for_more
from bot.vocabulary.affairs import Affairs, Agreements, updated
from bot.vocabulary.agreements import Erased, Expectation, ExpectationStep, Profile
from bot.vocabulary.answers import FormAsked, InvitationShown, Refused, Said, Sure, Wrong
from bot.vocabulary.effects import Effect, InConversation, Say, ShowNotice, TellTurn, Turn
from bot.vocabulary.events import Value
from bot.vocabulary.model import EngagementId, PersonId, Side
from bot.vocabulary.records import Engagement, HoursKept, Member, MemberState, Record
from bot.vocabulary.signals import Reason

MOST_INVITED: Final = 10
LONGEST_NAME: Final = 80
LONGEST_TOLD: Final = 300


def start(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Begin an engagement, or invite more people to the one there is."""
    people = tuple(dict.fromkeys(PersonId(each) for each in request.all("people")))
    wrong = _whom(people, request, affairs, situation)
    if not people or wrong:
        return Decision(
            answer=FormAsked("start", values=request.values, wrong=wrong if request.is_form or people else ())
        )
    if (words := request.one("zone")) and personal.zone_of(words) is None:
        return Decision(answer=Refused(Reason("zone", (words,))))
    name = request.one("name")[:LONGEST_NAME]
    goes_on = affairs is not None and affairs.has_joined(request.by) and name in {"", affairs.engagement.name}
    known = affairs.engagement if affairs and goes_on else _begun(request, name, situation)
    engagement = invitations.invite(known, people, request.at)
    owner = Member(situation.workspace, engagement.id, request.by, Side.OWNER, MemberState.JOINED, request.at)
    remember: tuple[Record, ...] = (engagement,) if goes_on else (engagement, owner)
    wake = () if goes_on else (digest.next_digest(engagement, request.at),)
    return Decision(remember, (Reason("started"),), wake=wake, answer=InvitationShown(engagement, request.by, people))


def _whom(
    people: tuple[PersonId, ...], request: Request, affairs: Affairs | None, situation: Agreements
) -> tuple[Wrong, ...]:
    if not people:
        return (Wrong("people", Reason("people")),)
    if len(people) > MOST_INVITED:
        return (Wrong("people", Reason("too-many-people", (MOST_INVITED,))),)
    unknown = [each for each in people if each.startswith("@")]
    if unknown:
        return (Wrong("people", Reason("unknown-person", tuple(unknown))),)
    if request.by in people:
        return (Wrong("people", Reason("oneself")),)
    if any(situation.person(each).is_bot for each in people):
        return (Wrong("people", Reason("a-bot")),)
    if affairs and affairs.has_joined(request.by) and all(affairs.has_joined(each) for each in people):
        return (Wrong("people", Reason("already-in")),)
    return ()


def _begun(request: Request, name: str, situation: Agreements) -> Engagement:
    return Engagement(
        situation.workspace,
        EngagementId(short(request.id)),
        name or situation.conversation.name,
        (situation.conversation.id,),
        personal.zone_of(request.one("zone")) or situation.zone(request.by),
        request.at,
    )


def join(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Accept an invitation: the form's answers are the configuration."""
    invited = _inviting(request, affairs, situation)
    if invited is None:
        return Decision(answer=Refused(Reason("not-invited")))
    if not request.is_form:
        return Decision(answer=_asked_to_join(request, invited, situation))
    told = personal.told_hours(request, situation.calendar(request.by).versions[-1], request.at)
    wrong = (*told.wrong, *_capacity(request))
    if wrong or told.hours is None:
        return Decision(answer=FormAsked("join", invited.engagement.id, request.values, wrong))
    remember = _joined(request, invited, situation)
    first = not any(each.member(request.by) for each in situation.affairs)
    hours = HoursKept(situation.workspace, request.by, personal.first_hours(told.hours) if first else told.hours)
    told_all = _told(invited.engagement, Turn.JOINED, request, ShowNotice(invited.engagement.id))
    check_in = checkin_schedules.arm(updated(invited, remember), request.by, told.hours.zone, request.at)
    wake = (
        *check_in,
        feedback.arm(invited, request.by, request.at),
        room_for_more.first_look(invited.engagement, request.by, request.at),
    )
    return Decision((*remember, hours), (Reason("joined"),), say=told_all, wake=wake, answer=Said(Reason("joined")))


def _asked_to_join(request: Request, invited: Affairs, situation: Agreements) -> FormAsked:
    """The form, with the zone that was given, or that the platform tells; until one is told, the engagement's."""
    words = request.one("zone")
    given = personal.zone_of(words)
    zone = given or words or situation.person(request.by).zone or invited.engagement.zone
    wrong = (Wrong("zone", Reason("zone", (words,))),) if words and given is None else ()
    return FormAsked("join", invited.engagement.id, (Value("zone", zone),), wrong)


def decline(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Say no to an invitation. Its seal goes; nothing else was there."""
    invited = _inviting(request, affairs, situation)
    if invited is None:
        return Decision(answer=Refused(Reason("not-invited")))
    settled = invitations.settle(invited.engagement, request.by)
    remember: tuple[Record, ...] = (settled, *vetting.declined(invited, request.by))
    return Decision(remember, (Reason("declined"),), answer=Said(Reason("declined-invitation")))


def _inviting(request: Request, affairs: Affairs | None, situation: Agreements) -> Affairs | None:
    """The engagement that somebody is invited to: the one that is meant, or the first of this conversation."""
    among = (affairs,) if affairs and request.about else situation.here()
    return next((each for each in among if invitations.is_invited(each.engagement, request.by, request.at)), None)


def _capacity(request: Request) -> tuple[Wrong, ...]:
    words = request.one("hours_a_week")
    return (
        (Wrong("hours_a_week", Reason("capacity", (numbers.MOST_HOURS,))),)
        if words and numbers.hours(words) is None
        else ()
    )


def _joined(request: Request, invited: Affairs, situation: Agreements) -> tuple[Record, ...]:
    engagement = invitations.settle(invited.engagement, request.by)
    has_lead = any(member.is_lead for member in invited.joined)
    is_agency = len(invited.engagement.invited) > 1 or any(each.side is Side.ASSISTANT for each in invited.joined)
    is_first = invited.engagement.invited[:1] == (invitations.seal(invited.engagement, request.by),)
    member = Member(
        situation.workspace,
        engagement.id,
        request.by,
        Side.ASSISTANT,
        MemberState.JOINED,
        request.at,
        is_lead=is_agency and is_first and not has_lead,
    )
    profile = Profile(
        situation.workspace,
        engagement.id,
        request.by,
        request.at,
        numbers.hours(request.one("hours_a_week")),
        does=request.one("does")[:LONGEST_TOLD],
    )
    return (engagement, member, profile, *vetting.arrived(invited, request.by, request.at))


def leave(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Ask once more before leaving."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    return Decision(answer=Sure("leave-now", affairs.engagement.id, (affairs.engagement.name,)))


def leave_now(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Leave. What is kept about somebody in this engagement goes with them; the last owner ends it instead."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    owners = [member for member in affairs.joined if member.side is Side.OWNER]
    if [member.person for member in owners] == [request.by]:
        return Decision(answer=Sure("end-now", affairs.engagement.id, (affairs.engagement.name,)))
    elsewhere = any(each is not affairs for each in situation.of(request.by))
    gone = Erased(situation.workspace, request.by, request.at, affairs.engagement.id if elsewhere else None)
    told = _told(affairs.engagement, Turn.LEFT, request)
    return Decision((gone,), (Reason("left"),), say=told, answer=Said(Reason("left", (affairs.engagement.name,))))


def end(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Ask once more before ending it."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    return Decision(answer=Sure("end-now", affairs.engagement.id, (affairs.engagement.name,)))


def end_now(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Close the engagement; what is open in it is withdrawn."""
    if affairs is None or not affairs.is_live:
        return Decision(answer=Refused(Reason("nothing-here")))
    ended = replace(affairs.engagement, ended_at=request.at, invited=(), invited_until=None)
    closed = [each for one in affairs.expectations if one.state not in FINAL for each in withdrawn(one, request)]
    seen = (each for each in closed if isinstance(each, Expectation) and each.put_at <= request.at)
    cards = tuple(expectations.shown(each) for each in seen)
    told = _told(ended, Turn.ENDED, request)
    answer = Said(Reason("ended", (ended.name,)))
    return Decision((ended, *closed), (Reason("ended"),), say=(*cards, *told), answer=answer)


def withdrawn(expectation: Expectation, request: Request) -> tuple[Expectation, ExpectationStep]:
    """An expectation that nobody waits for any more, and the step that says so."""
    return expectations.withdrawn(expectation, request.at, request.by)


def _told(engagement: Engagement, turn: Turn, request: Request, *besides: ShowNotice) -> tuple[Say, ...]:
    """Tell it in the conversations of the engagement. Who left is not named: nothing is kept about them."""
    by = None if turn is Turn.LEFT else request.by
    effects: tuple[Effect, ...] = (TellTurn(engagement.id, turn, by), *besides)
    return tuple(
        Say(f"engagement/{engagement.id}/{turn}/{short(request.id)}/{place}/{number}", InConversation(place), effect)
        for place in engagement.conversations
        for number, effect in enumerate(effects)
    )
