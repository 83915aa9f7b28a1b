"""`expect`: from what was typed to an expectation, by way of its form, the brief check or neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from bot.engine import vetting
from bot.engine.decision import Decision
from bot.engine.requests import Request, short
from bot.engine.typed import briefs, deadlines, numbers
from bot.engine.work import cautions, expectations
from bot.engine.work.cautions import Handover
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Altered, Change, Draft, Expectation, Move
from bot.vocabulary.answers import BriefChecked, FormAsked, Wrong
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.deadlines import Ambiguous, Deadline, How, NotUnderstood, Reading
from bot.vocabulary.events import Value
from bot.vocabulary.model import ExpectationId, GoalId, MessageId, PersonId
from bot.vocabulary.records import Record
from bot.vocabulary.signals import Reason

LONGEST: Final = 500
"""Characters of one part of an expectation."""
EXACTLY: Final = "@"
"""Stands before a moment that was chosen from a list, in ISO form."""
MESSAGE: Final = "message/"
NAMES: Final = ("what", "done_when", "context")


class Checked(NamedTuple):
    """What was typed, as far as it is clear; what is wrong with it; and the moments among which to choose."""

    due: Deadline | None
    wrong: tuple[Wrong, ...]
    which: tuple[Deadline, ...] = ()


def expect(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Ask somebody for something. What is missing or unclear is asked for first."""
    return _expected(request, affairs, situation)


def _expected(request: Request, affairs: Affairs | None, situation: Agreements, *, when_back: bool = False) -> Decision:
    doer = PersonId(request.one("person"))
    home = shared(request.by, doer, situation) or affairs
    checked = check(request, doer, home, situation)
    if checked.wrong or checked.which or home is None:
        return Decision(answer=_form(request, checked))
    draft = situation.draft(request.about)
    origin = draft.about if draft else request.about
    missing = briefs.missing(_values(request), request.about.startswith(MESSAGE))
    due_at = checked.due.at if checked.due else None
    effort = _effort(request, draft)
    handover = Handover(request.by, doer, request.at, home, situation, due_at, effort, origin)
    why = cautions.cautions(handover)
    if (missing or why) and (draft is None or draft.person != doer):
        asked = BriefChecked("", missing, why, vetting.about(home, doer), briefs.helpful(_values(request)))
        questioned = _questioned(request, asked, origin, situation)
        return questioned._replace(remember=(*questioned.remember, *cautions.hints(handover, why)))
    new = replace(_new(request, doer, checked.due, home, origin, situation), estimate=effort)
    besides: tuple[Record, ...] = (*cautions.gone_ahead(new, why), *vetting.handed_out(origin, new, home))
    used = (replace(draft, is_used=True, values=()),) if draft else ()
    back = cautions.back_at(handover) if when_back else None
    decision = expectations.schedule(new, back) if back else expectations.propose(new, situation)
    return decision._replace(remember=(*decision.remember, *besides, *used), because=(*decision.because, *why))


def shared(one: PersonId, other: PersonId, situation: Agreements) -> Affairs | None:
    """The engagement in which two people work together; one of this conversation before any other."""
    return next((each for each in situation.of(one) if each.has_joined(other)), None)


def add_missing(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Open the form with what is in the draft."""
    draft = situation.draft(request.about)
    if draft is None:
        return Decision(answer=FormAsked("expect"))
    return Decision(answer=FormAsked("expect", draft.id, _typed(draft)))


def send_as_is(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Send the draft without what is missing."""
    draft = situation.draft(request.about)
    if draft is None:
        return Decision(answer=FormAsked("expect"))
    return expect(replace(request, values=_typed(draft), action="expect", is_form=True), affairs, situation)


def deliver_then(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Hand the draft out when its doer is at work again."""
    draft = situation.draft(request.about)
    if draft is None:
        return Decision(answer=FormAsked("expect"))
    again = replace(request, values=_typed(draft), action="expect", is_form=True)
    return _expected(again, affairs, situation, when_back=True)


def expect_this(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """From a message to the form, with its words to begin with."""
    return Decision(answer=FormAsked("expect", f"{MESSAGE}{request.about}", request.values))


def edit(request: Request, expectation: Expectation, situation: Agreements) -> Decision:
    """Change what, when, done-when or the context. Raises IllegalMove."""
    if not request.is_form:
        return Decision(answer=FormAsked("edit", expectation.id, _as_values(expectation)))
    now = situation.calendar(expectation.owed_by)
    checked = _checked(request, now, situation.zone(request.by), expectation)
    if checked.wrong or checked.which:
        return Decision(answer=_form(request, checked))
    altered = _alteration(request, checked.due, expectation)
    deed = expectations.Deed(
        Move.EDIT, request.by, request.at, altered=_differences(expectation, altered), alteration=altered
    )
    return expectations.make(deed, expectation, situation)


def check(request: Request, doer: PersonId, home: Affairs | None, situation: Agreements) -> Checked:
    """Look at everything that was typed."""
    checked = _checked(request, situation.calendar(doer), situation.zone(request.by), None)
    who = _who(request, doer, home)
    return checked._replace(wrong=(*who, *checked.wrong))


def _who(request: Request, doer: PersonId, home: Affairs | None) -> tuple[Wrong, ...]:
    if not doer:
        return (Wrong("person", Reason("who")),)
    if doer == request.by:
        return (Wrong("person", Reason("oneself")),)
    if home is None or not home.has_joined(doer):
        return (Wrong("person", Reason("not-joined", (doer,))),)
    return ()


def _checked(request: Request, calendar: Calendar, asker_zone: str, known: Expectation | None) -> Checked:
    wrong = [Wrong(name, Reason("too-long", (LONGEST,))) for name in NAMES if len(request.one(name)) > LONGEST]
    if not request.one("what"):
        wrong.append(Wrong("what", Reason("what")))
    elif request.one("takes") and numbers.effort(request.one("takes")) is None:
        wrong.append(Wrong("what", Reason("effort", (numbers.MOST_EFFORT,))))
    words = request.one("by")
    if not words or (known and words == known.due_words):
        return Checked(_kept(known), tuple(wrong))
    reading = read(words, request.at, calendar, asker_zone)
    if isinstance(reading, NotUnderstood):
        wrong.append(Wrong("by", not_understood(reading)))
    which = reading.choices if isinstance(reading, Ambiguous) else ()
    return Checked(reading if isinstance(reading, Deadline) else None, tuple(wrong), which)


def read(words: str, at: datetime, calendar: Calendar, asker_zone: str) -> Reading:
    """A deadline as it was typed, or as it was chosen from a list."""
    if not words.startswith(EXACTLY):
        return deadlines.read(words, at, calendar, asker_zone)
    try:
        chosen = datetime.fromisoformat(words[1:].partition(" ")[0])
    except ValueError:
        return NotUnderstood(words)
    return Deadline(chosen, words.partition(" ")[2], How.CLOCK) if chosen.tzinfo else NotUnderstood(words)


def not_understood(reading: NotUnderstood) -> Reason:
    """Why a deadline cannot be read, for its field."""
    return Reason(f"deadline-{reading.why.replace(' ', '-')}", (reading.words,))


def _kept(known: Expectation | None) -> Deadline | None:
    return Deadline(known.due_at, known.due_words, How.CLOCK) if known and known.due_at else None


def _form(request: Request, checked: Checked) -> FormAsked:
    """The form with all that was typed. What is merely missing is no mistake before the form was seen."""
    missing = {"who", "what"}
    wrong = checked.wrong if request.is_form else tuple(each for each in checked.wrong if each.why.code not in missing)
    return FormAsked(request.action, request.about, request.values, wrong, checked.which)


def _values(request: Request) -> dict[str, str]:
    return {name: request.one(name) for name in (*NAMES, "by")}


def _questioned(request: Request, asked: BriefChecked, origin: str, situation: Agreements) -> Decision:
    typed = tuple(value for value in request.values if value.name != "person")
    draft = Draft(
        situation.workspace,
        short(request.id),
        request.by,
        "expect",
        origin,
        typed,
        request.at,
        person=PersonId(request.one("person")),
    )
    answer = replace(asked, draft=draft.id)
    return Decision((draft,), (Reason("brief", asked.missing), *asked.cautions), answer=answer)


def _typed(draft: Draft) -> tuple[Value, ...]:
    """Everything that was typed, whom it is for included."""
    return (Value("person", draft.person or ""), *draft.values)


def _new(
    request: Request, doer: PersonId, due: Deadline | None, home: Affairs, origin: str, situation: Agreements
) -> Expectation:
    here, places = situation.conversation.id, home.engagement.conversations
    return Expectation(
        workspace=situation.workspace,
        id=ExpectationId(short(request.id)),
        engagement=home.engagement.id,
        conversation=here if here in places else places[0],
        asked_by=request.by,
        owed_by=doer,
        what=request.one("what"),
        created_at=request.at,
        put_at=request.at,
        since=request.at,
        due_at=due.at if due else None,
        due_words=due.words if due else "",
        done_when=request.one("done_when"),
        context=request.one("context"),
        goal=_goal(home),
        origin=MessageId(origin.removeprefix(MESSAGE)) if origin.startswith(MESSAGE) else None,
    )


def _effort(request: Request, draft: Draft | None) -> float | None:
    """How long it takes, as far as it was said; the form has no field for it, so what was typed before stands."""
    typed = next((value.text for value in draft.values if value.name == "takes"), "") if draft else ""
    return numbers.effort(request.one("takes") or typed)


def _goal(home: Affairs) -> GoalId | None:
    """Where there is one goal, everything that is asked for is on its way there."""
    open_ones = [goal for goal in home.goals if goal.closed_at is None]
    return open_ones[0].id if len(open_ones) == 1 else None


def _as_values(expectation: Expectation) -> tuple[Value, ...]:
    return (
        Value("what", expectation.what),
        Value("by", expectation.due_words),
        Value("done_when", expectation.done_when),
        Value("context", expectation.context),
    )


def _alteration(request: Request, due: Deadline | None, expectation: Expectation) -> Expectation:
    return replace(
        expectation,
        what=request.one("what"),
        due_at=due.at if due else None,
        due_words=due.words if due else "",
        done_when=request.one("done_when"),
        context=request.one("context"),
    )


def _differences(before: Expectation, after: Expectation) -> tuple[Altered, ...]:
    """What reads differently, for the other side to see (case 29). A moment is compared as a moment."""
    pairs = (
        (Change.WHAT, before.what, after.what),
        (Change.WHEN, _moment(before), _moment(after)),
        (Change.DONE_WHEN, before.done_when, after.done_when),
        (Change.CONTEXT, before.context, after.context),
    )
    return tuple(Altered(what, old, new) for what, old, new in pairs if old != new)


def _moment(expectation: Expectation) -> str:
    return expectation.due_at.isoformat() if expectation.due_at else ""
