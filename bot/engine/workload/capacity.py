"""Capacity: how many of the hours somebody has for an engagement are taken, week by week.

What is asked for counts with its estimate, spread over the working time until it is due; what has no date is spread
over `UNDATED`. Delivered work takes no more time. What has no estimate is counted apart: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.engine import hours, vetting
from bot.engine.decision import Decision
from bot.engine.lifecycle import IN_WORK
from bot.engine.money import retained
from bot.engine.requests import Request
from bot.engine.typed import numbers
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation, Profile
from bot.vocabulary.answers import Answer, FormAsked, LookUp, Refused, Wrong
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.checkins import CheckInAnswer
from bot.vocabulary.digest import Heading, Suggestion, Week
from bot.vocabulary.events import Value
from bot.vocabulary.health import Sign, State
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason

WEEK: Final = timedelta(weeks=1)
UNDATED: Final = timedelta(weeks=4)
"""How long something without a date may take."""
A_WHILE: Final = (timedelta(), WEEK, 2 * WEEK)
"""Moments before now at which there has to have been room, for there to be room for two weeks."""


class Load(NamedTuple):
    """Hours a week: stated by the person (None: not said), taken by what is asked of them; and what has no estimate.

    A retainer holds its hours whether something is asked or not: `held` of what is taken is held by one.
    """

    person: PersonId
    stated: float | None
    taken: float
    unknown: int
    held: float = 0.0

    @property
    def share(self) -> float | None:
        """How much of the stated hours is taken."""
        return self.taken / self.stated if self.stated else None

    @property
    def free(self) -> float:
        """Stated hours that nothing takes."""
        return max(0.0, (self.stated or 0.0) - self.taken)


def load(person: PersonId, affairs: Affairs, situation: Agreements, at: datetime) -> Load:
    """How much of somebody's week is taken from a moment on."""
    theirs = [each for each in affairs.expectations if each.owed_by == person and each.state in IN_WORK]
    calendar = situation.calendar(person)
    profile = affairs.profile(person)
    asked = sum(a_week(each.estimate or 0.0, each.due_at, calendar, at) for each in theirs)
    held = retained.a_week(person, affairs, at)
    unknown = sum(each.estimate is None for each in theirs)
    return Load(person, profile.hours_a_week if profile else None, max(asked, held), unknown, held)


def a_week(estimate: float, due_at: datetime | None, calendar: Calendar, at: datetime) -> float:
    """How many hours of something fall into the week from now on."""
    until = due_at or at + UNDATED
    if until <= at + WEEK:
        return estimate
    whole = hours.working_time(calendar, at, until)
    return estimate * (hours.working_time(calendar, at, at + WEEK) / whole) if whole else estimate


def has_room(person: PersonId, affairs: Affairs, situation: Agreements, at: datetime) -> bool:
    """Whether little enough was taken now, a week ago and two weeks ago; nobody has room who has not said hours."""
    below = affairs.engagement.policy.thresholds.room_below
    member, now = affairs.member(person), load(person, affairs, situation, at)
    if member is None or not now.stated or member.since > at - A_WHILE[-1]:
        return False
    return all(taken_then(person, affairs, situation, at - ago) < below * now.stated for ago in A_WHILE)


def taken_then(person: PersonId, affairs: Affairs, situation: Agreements, then: datetime) -> float:
    """What was taken at a moment: what had been asked for by then and was not delivered yet."""
    calendar = situation.calendar(person)
    theirs = (each for each in affairs.expectations if each.owed_by == person and _was_in_work(each, then))
    asked = sum(a_week(each.estimate or 0.0, each.due_at, calendar, then) for each in theirs)
    return max(asked, retained.a_week(person, affairs, then))


def told_lately(person: PersonId, affairs: Affairs, at: datetime) -> CheckInAnswer | None:
    """The last check-in of the last two weeks in which somebody said how many hours a week they have free."""
    said = (
        each
        for each in affairs.check_in_answers
        if each.person == person and each.room_hours is not None and at - A_WHILE[-1] < each.at <= at
    )
    return max(said, key=lambda each: each.at, default=None)


def _was_in_work(each: Expectation, then: datetime) -> bool:
    ended = min((at for at in (each.delivered_at, each.closed_at) if at), default=None)
    return each.created_at <= then and (ended is None or ended > then)


def over(load_: Load, more: float, affairs: Affairs) -> bool:
    """Whether more than fits is taken, with so many hours a week on top."""
    above = affairs.engagement.policy.thresholds.full_above
    return load_.stated is not None and load_.taken + more > above * load_.stated


def signs(week: Week) -> Iterator[Sign]:
    """For each assistant: full, room, or neither."""
    for person in vetting.assistants(week.affairs):
        yield _sign(person, week)


def full_or_free(week: Week) -> Iterator[Sign]:
    """Of those who said how many hours they have."""
    return (sign for sign in signs(week) if sign.what.code == "taken")


def _sign(person: PersonId, week: Week) -> Sign:
    found = load(person, week.affairs, week.situation, week.until)
    about = vetting.about(week.affairs, person)
    if not found.stated:
        step = Suggestion(Reason("say-hours", (person,)), "capacity", week.affairs.engagement.id, 1)
        return Sign(Heading.ROOM, State.WATCH, Reason("no-hours", (person,)), step, person)
    what = Reason("taken", (person, round(found.taken, 1), found.stated, found.unknown))
    if over(found, 0.0, week.affairs):
        step = Suggestion(Reason("less", (person,)), "capacity", about, 6)
        return Sign(Heading.ROOM, State.ACT, what, step, person)
    if has_room(person, week.affairs, week.situation, week.until):
        step = Suggestion(Reason("hand-over", (person, round(found.free, 1))), "hand-over", about, 4)
        return Sign(Heading.ROOM, State.WATCH, what, step, person)
    return Sign(Heading.ROOM, State.GOOD, what, whose=person)


def capacity(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """See how many hours are taken; say how many one has."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    words = request.one("hours")
    if not words and not request.is_form:
        return Decision(answer=seen(request, affairs, request.about.partition("/")[2]))
    if affairs.is_owner(request.by):
        return Decision(answer=Refused(Reason("own-hours")))
    said = numbers.hours(words)
    if said is None:
        return Decision(answer=_form(request, affairs, situation, Reason("capacity", (numbers.MOST_HOURS,))))
    known = affairs.profile(request.by) or Profile(situation.workspace, affairs.engagement.id, request.by, request.at)
    changed = replace(known, hours_a_week=said, at=request.at)
    return Decision((changed,), (Reason("hours-stated", (said,)),), answer=seen(request, affairs))


def say_hours(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Open the form that asks how many hours somebody has."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    return Decision(answer=_form(request, affairs, situation))


def _form(request: Request, affairs: Affairs, situation: Agreements, why: Reason | None = None) -> FormAsked:
    known = affairs.profile(request.by)
    hours_ = f"{known.hours_a_week:g}" if known and known.hours_a_week else ""
    values = request.values if why else (Value("hours", hours_),)
    return FormAsked("capacity", affairs.engagement.id, values, (Wrong("hours", why),) if why else ())


def seen(request: Request, affairs: Affairs, person: str = "") -> Answer:
    """The card; an assistant sees themselves."""
    whom = person if affairs.is_owner(request.by) else request.by
    return LookUp("capacity", request.by, affairs.engagement.id, whom)


def hand_over(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Open the form for something to be handed to somebody."""
    _, _, person = request.about.partition("/")
    return Decision(answer=FormAsked("expect", values=(Value("person", person),) if person else ()))


def over_all(loads: Iterable[Load]) -> Load:
    """Everybody together."""
    known = tuple(loads)
    stated = sum(each.stated or 0.0 for each in known)
    return Load(PersonId(""), stated or None, sum(each.taken for each in known), sum(each.unknown for each in known))
