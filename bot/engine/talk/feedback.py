"""Feedback: given at any time, and asked for when work was accepted, three weeks after start, and after 30 silent days.

Both directions, between the two sides of an engagement; never asked for, or given, twice within a fortnight of asking.
What is said goes to whom it is about, in private. Nothing is asked or kept about anybody who has not joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.hours import quiet
from bot.engine.requests import Request, short
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.answers import FeedbackGiven, FormAsked, Refused, Said, Wrong
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.events import Value, WakeupDue
from bot.vocabulary.feedback import AskFeedback, Feedback, FeedbackAsked, FeedbackId, Occasion, TellFeedback
from bot.vocabulary.model import ExpectationId, PersonId
from bot.vocabulary.records import Member, Wakeup
from bot.vocabulary.signals import Reason

FEEDBACK: Final = "feedback"
"""A wakeup to see whether feedback is missing between somebody and the other side; its slot is the moment."""
APART: Final = timedelta(days=14)
"""Nobody is asked about the same person twice within this time, nor soon after they gave feedback by themselves."""
AFTER_START: Final = timedelta(weeks=3)
SILENT: Final = timedelta(days=30)
LONGEST: Final = 1000
RATINGS: Final = tuple(str(number) for number in range(1, 6))


class Pair(NamedTuple):
    """Who may give feedback about whom, and since when they work together."""

    by: PersonId
    about: PersonId
    since: datetime


def give(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Give feedback: to whom was asked about, to whom is named, or to the only one on the other side."""
    asked = _asked(request, affairs)
    about = asked.about if asked else PersonId(request.one("person"))
    home = _home(request, about, affairs, situation)
    if home is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    others = [pair.about for pair in pairs(home) if pair.by == request.by]
    about = about or (others[0] if len(others) == 1 else PersonId(""))
    values = (Value("person", about), *(each for each in request.values if each.name != "person"))
    wrong = _wrong(request, about, others)
    if wrong or not request.is_form:
        shown = tuple(each for each in wrong if request.is_form or (about and each.field == "person"))
        return Decision(answer=FormAsked("feedback", request.about or home.engagement.id, values, shown))
    given = _given(request, about, home, asked)
    return Decision(
        (given,), (Reason("feedback"),), say=tuple(_told(given, situation)), answer=FeedbackGiven(about, given.rating)
    )


def _home(request: Request, about: PersonId, affairs: Affairs | None, situation: Agreements) -> Affairs | None:
    """The engagement in which the two work together; of somebody with one other side, their own."""
    mine = [each for each in situation.of(request.by) if not about or each.has_joined(about)]
    if affairs in mine:
        return affairs
    return mine[0] if mine else affairs if affairs and affairs.has_joined(request.by) else None


def _asked(request: Request, affairs: Affairs | None) -> FeedbackAsked | None:
    among = affairs.feedback_asked if affairs else ()
    return next((each for each in among if each.id == request.about and each.by == request.by), None)


def _wrong(request: Request, about: PersonId, others: list[PersonId]) -> tuple[Wrong, ...]:
    wrong: list[Wrong] = []
    if not about:
        wrong.append(Wrong("person", Reason("who")))
    elif about == request.by:
        wrong.append(Wrong("person", Reason("oneself")))
    elif about not in others:
        wrong.append(Wrong("person", Reason("feedback-whom")))
    if request.one("rating") not in RATINGS:
        wrong.append(Wrong("rating", Reason("rating")))
    long = [name for name in ("well", "change") if len(request.one(name)) > LONGEST]
    return (*wrong, *(Wrong(name, Reason("too-long", (LONGEST,))) for name in long))


def _given(request: Request, about: PersonId, home: Affairs, asked: FeedbackAsked | None) -> Feedback:
    return Feedback(
        home.engagement.workspace,
        FeedbackId(short(request.id)),
        home.engagement.id,
        request.by,
        about,
        request.at,
        int(request.one("rating")),
        request.one("well"),
        request.one("change"),
        asked.expectation if asked else None,
    )


def _told(given: Feedback, situation: Agreements) -> Iterator[Say]:
    opening = hours.next_opening(situation.calendar(given.about), given.at)
    if opening is not None:
        yield Say(f"feedback/{given.id}", ToPerson(given.about), TellFeedback(given.about, given.id), opening)


def later(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Ask again on the next working day: the one who was asked wishes it so."""
    asked = _asked(request, affairs)
    again = quiet.next_working_day(situation.calendar(request.by), request.at)
    if asked is None or affairs is None or again is None or _last_given(affairs, asked.by, asked.about, asked.at):
        return Decision(answer=Refused(Reason("gone")))
    anew = replace(asked, number=asked.number + 1)
    said = Said(Reason("feedback-again", (again.isoformat(),)), replaces=True)
    return Decision((anew,), (Reason("put-off"),), say=(_say(anew, again),), answer=said)


def accepted(decision: Decision, expectation: Expectation, at: datetime, situation: Agreements) -> Decision:
    """Work was accepted: whoever accepted it is asked how it was."""
    found = situation.expectation(expectation.id)
    if found is None:
        return decision
    affairs = found[0]
    pair = next((p for p in pairs(affairs) if (p.by, p.about) == (expectation.asked_by, expectation.owed_by)), None)
    if pair is None or not _may_ask(affairs, pair, at):
        return decision
    asked = _ask(affairs, pair, Occasion.ACCEPTED, at, expectation.id)
    say = tuple(_asking(asked, situation))
    return decision._replace(remember=(*decision.remember, asked), say=(*decision.say, *say))


def arm(affairs: Affairs, person: PersonId, at: datetime) -> Wakeup:
    """Three weeks after somebody joined, it is seen whether they and the other side gave feedback."""
    due = at + AFTER_START
    return Wakeup(affairs.engagement.workspace, FEEDBACK, _subject(affairs, person), due.isoformat(), due)


def rung(event: WakeupDue, situation: Agreements) -> Decision:
    """It is time to see who gave no feedback to whom: they are asked, each in their own hours."""
    which, _, who = event.subject.rpartition("/")[2].partition(" ")
    affairs = next((each for each in situation.affairs if each.engagement.id == which), None)
    if affairs is None or not affairs.is_live or not affairs.has_joined(PersonId(who)):
        return Decision(because=(Reason("not-asked"),))
    theirs = [pair for pair in pairs(affairs) if who in (pair.by, pair.about)]
    asked = [
        _ask(affairs, pair, occasion, event.at)
        for pair in theirs
        if (occasion := _occasion(affairs, pair, event.at)) and _may_ask(affairs, pair, event.at)
    ]
    following = _next_look(affairs, theirs, asked, event.at)
    wakeup = Wakeup(situation.workspace, FEEDBACK, event.subject, following.isoformat(), following)
    say = tuple(say for each in asked for say in _asking(each, situation))
    return Decision(tuple(asked), (Reason("feedback", (len(asked),)),), say=say, wake=(wakeup,))


def _occasion(affairs: Affairs, pair: Pair, at: datetime) -> Occasion | None:
    """Why to ask now, if at all: nothing was said since the start, or for 30 days."""
    if at - pair.since < AFTER_START:
        return None
    given = _last_given(affairs, pair.by, pair.about)
    if given is None:
        first = not any((each.by, each.about) == (pair.by, pair.about) for each in affairs.feedback_asked)
        return Occasion.THREE_WEEKS if first and at - pair.since < SILENT else Occasion.LONG_SILENT
    return Occasion.LONG_SILENT if at - given >= SILENT else None


def _may_ask(affairs: Affairs, pair: Pair, at: datetime) -> bool:
    """Never twice within a fortnight, whatever the occasions, nor about what was just said."""
    asked = [each.at for each in affairs.feedback_asked if (each.by, each.about) == (pair.by, pair.about)]
    given = _last_given(affairs, pair.by, pair.about)
    return all(at - each >= APART for each in (*asked, *([given] if given else [])))


def _next_look(affairs: Affairs, theirs: list[Pair], asked: list[FeedbackAsked], at: datetime) -> datetime:
    """When somebody may have been silent for 30 days; whoever is asked now has as long again."""
    now = {(each.by, each.about) for each in asked}
    moments = [at + SILENT]
    for pair in theirs:
        told = [each.at for each in affairs.feedback_asked if (each.by, each.about) == (pair.by, pair.about)]
        last = max([pair.since, *told, *([g] if (g := _last_given(affairs, pair.by, pair.about)) else [])])
        moments.append(at + SILENT if pair[:2] in now else max(last + SILENT, at + timedelta(days=1)))
    return min(moments)


def _ask(
    affairs: Affairs, pair: Pair, why: Occasion, at: datetime, expectation: ExpectationId | None = None
) -> FeedbackAsked:
    one = affairs.engagement
    which = FeedbackId(short(f"feedback/{one.workspace}/{one.id}/{pair.by}/{pair.about}/{at.isoformat()}"))
    return FeedbackAsked(one.workspace, which, one.id, pair.by, pair.about, at, why, expectation)


def _asking(asked: FeedbackAsked, situation: Agreements) -> Iterator[Say]:
    opening = hours.next_opening(situation.calendar(asked.by), asked.at)
    if opening is not None:
        yield _say(asked, opening)


def _say(asked: FeedbackAsked, at: datetime) -> Say:
    return Say(f"ask-feedback/{asked.id}/{asked.number}", ToPerson(asked.by), AskFeedback(asked.by, asked.id), at)


def pairs(affairs: Affairs) -> Iterator[Pair]:
    """Everybody who has joined, towards each on the other side."""
    for one in affairs.joined:
        for other in affairs.joined:
            if one.side is not other.side:
                yield Pair(one.person, other.person, _later(one, other).since)


def _later(one: Member, other: Member) -> Member:
    return max(one, other, key=lambda each: each.since)


def _last_given(affairs: Affairs, by: PersonId, about: PersonId, since: datetime | None = None) -> datetime | None:
    """When somebody last gave feedback about another."""
    given = [each.at for each in affairs.feedback if (each.by, each.about) == (by, about)]
    return max((at for at in given if since is None or at >= since), default=None)


def _subject(affairs: Affairs, person: PersonId) -> str:
    return f"{affairs.engagement.conversations[0]}/{affairs.engagement.id} {person}"
