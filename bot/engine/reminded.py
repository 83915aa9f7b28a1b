"""The buttons of the private cards about somebody's turn: answered, put off, asked once more, delivered later.

Each is about a gap, named by its identity, and decided on the desk of whose turn it is. Whoever owes the answer can
give it, put it off or name a time; whoever asked can ask once more, ask for a time, or have it delivered at the next
opening.
A card that is pressed becomes the line that says what was done.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, NamedTuple

from bot.engine.decision import Decision
from bot.engine.hours import quiet
from bot.engine.reminding.nudging import applied, gap_of, opening_for, written_again
from bot.engine.reminding.snoozing import Later, snooze, wakes_at
from bot.engine.reminding.standing import standings
from bot.engine.requests import Request, short
from bot.engine.work import expecting
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Draft
from bot.vocabulary.answers import FormAsked, Refused, Said, Wrong
from bot.vocabulary.deadlines import Deadline
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import (
    AskWhen,
    Deliver,
    InConversation,
    Matter,
    PostAnswer,
    Say,
    StillWaiting,
    ToPerson,
    gap_matter,
)
from bot.vocabulary.events import Value
from bot.vocabulary.model import GapId, MessageId, PersonId
from bot.vocabulary.records import Gap, Mark
from bot.vocabulary.signals import Reason

WORDS: Final = "words"
LONGEST: Final = 1500
"""Characters of an answer given on a card; what is longer is better written where it was asked."""
LONGEST_REASON: Final = 200
ON_A_DATE: Final = "date"
"""The choice that asks for a date, among those of `Later`."""
CHOICES: Final = {**{each.value: each for each in Later}, "": None}


class Put(NamedTuple):
    """For how long something is to be put off, or what is wrong with what was said."""

    until: Later | date | None = None
    wrong: tuple[Wrong, ...] = ()


def debtor(about: str) -> PersonId | None:
    """Who owes the answer that a button is about; None for a button about everything that is one's own turn."""
    owed_by = about.rpartition(">")[2] if ">" in about else ""
    return PersonId(owed_by) if owed_by else None


def message_of(about: str) -> MessageId:
    """The message that a button is about: its gap's, or the message itself."""
    return MessageId(about.partition(">")[0])


def answer(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Answer on the card: the words are posted where it was asked, and the gap ends."""
    gap = _owed(request, situation)
    if gap is None:
        return _over(request, situation)
    words = request.one(WORDS)
    if not request.is_form or not words or len(words) > LONGEST:
        return Decision(answer=FormAsked("answer", request.about, request.values, _wrong_words(request, words)))
    draft = Draft(
        situation.workspace,
        short(request.id),
        request.by,
        "answer",
        request.about,
        (Value(WORDS, words),),
        request.at,
        is_used=True,
    )
    to = InConversation(gap.conversation, gap.thread or gap.message)
    said = Say(f"answer/{draft.id}", to, PostAnswer(request.by, draft.id))
    because = (Reason("marked", (Mark.ANSWERED,)),)
    return Decision((draft,), because, say=(said,), answer=Said(Reason("answer-posted"), replaces=True))


def later(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Put off one thing, or everything that is one's turn now."""
    desk = situation.desk
    about = _mine(request, desk)
    if desk is None or not about:
        return _over(request, situation)
    put = _put(request, desk)
    if not request.is_form or put.wrong:
        return Decision(answer=FormAsked(request.action, request.about, request.values, put.wrong))
    until = wakes_at(desk.calendar, request.at, put.until)
    if until is None:
        return Decision(answer=Refused(Reason("never-open")))
    decision = _all_put_off(about, desk, request, put.until)
    return decision._replace(answer=Said(Reason("put-off", (until.isoformat(), len(about))), replaces=True))


def name_time(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Say when it will be answered: put off until then, and whoever asked is told."""
    gap, desk = _owed(request, situation), situation.desk
    decision = later(request, affairs, situation)
    if gap is None or desk is None or not decision.remember:
        return decision
    opening = opening_for((desk.asker_calendars or {}).get(gap.asked_by), request.at)
    if opening is None:
        return decision
    matter = gap_matter(gap.identity)
    told = Say(f"named/{short(request.id)}", ToPerson(gap.asked_by), StillWaiting(gap.asked_by, matter), opening)
    return decision._replace(say=(*decision.say, told))


def ask_again(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """As if the asker had written again: what was put off ends, and nudges begin anew, inside the other's hours."""
    gap, desk = _asked(request, situation), situation.desk
    if gap is None or desk is None:
        return _over(request, situation)
    decision = written_again(desk, gap_matter(gap.identity), request.at, request.at)
    opening = opening_for(desk.calendar, request.at)
    return decision._replace(answer=Said(_when("asked-again", opening), replaces=True))


def ask_time(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Ask when an answer will come, as the other is back."""
    return _brought(request, situation, "asked-when", lambda to, about: AskWhen(to, about))


def deliver_then(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Bring it to the other's attention at their next opening."""
    return _brought(request, situation, "deliver-then", lambda to, about: Deliver(to, about))


def send_now(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """It stands where it was written; nobody is reminded outside their hours."""
    if _asked(request, situation) is None:
        return _over(request, situation)
    return Decision(because=(Reason("left-as-is"),), answer=Said(Reason("left-as-is"), replaces=True))


def _brought(
    request: Request, situation: Agreements, code: str, effect: Callable[[PersonId, Matter], AskWhen | Deliver]
) -> Decision:
    gap, desk = _asked(request, situation), situation.desk
    opening = opening_for(desk.calendar, request.at) if desk is not None else None
    if gap is None or desk is None or opening is None:
        return _over(request, situation)
    to, day = desk.person.id, quiet.local_day(desk.calendar, opening)
    say = Say(f"{code}/{gap.identity}/{day}", ToPerson(to), effect(to, gap_matter(gap.identity)), opening)
    return Decision(because=(Reason(code),), say=(say,), answer=Said(_when(code, opening), replaces=True))


def _when(code: str, at: datetime | None) -> Reason:
    return Reason(code, (at.isoformat(),) if at else ())


def _owed(request: Request, situation: Agreements) -> Gap | None:
    """The gap, if it waits and is this person's turn."""
    desk = situation.desk
    if desk is None or desk.person.id != request.by:
        return None
    return gap_of(gap_matter(GapId(request.about)), desk.waiting)


def _asked(request: Request, situation: Agreements) -> Gap | None:
    """The gap, if it waits and this person asked."""
    desk = situation.desk
    gap = gap_of(gap_matter(GapId(request.about)), desk.waiting) if desk else None
    return gap if gap is not None and gap.asked_by == request.by else None


def _over(request: Request, situation: Agreements) -> Decision:
    """Nobody waits for it any more, and the card says so; or it is somebody else's, and they are told."""
    desk = situation.desk
    gap = gap_of(gap_matter(GapId(request.about)), desk.waiting) if desk else None
    if gap is not None and request.by not in (gap.asked_by, gap.owed_by):
        return Decision(answer=Refused(Reason("not-concerned")))
    if gap is not None:
        return Decision(answer=Refused(Reason("other-side")))
    return Decision(answer=Said(Reason("no-longer-waiting"), replaces=True))


def _mine(request: Request, desk: Desk | None) -> tuple[Matter, ...]:
    """What is to be put off: the gap of the button, or all that was due."""
    if desk is None or desk.person.id != request.by:
        return ()
    if request.about:
        gap = gap_of(gap_matter(GapId(request.about)), desk.waiting)
        return (gap_matter(gap.identity),) if gap else ()
    due = (each for each in standings(desk, request.at) if each.nudged or _is_due(each.gap, request.at))
    return tuple(each.matter for each in due if not each.snoozed)


def _is_due(gap: Gap, at: datetime) -> bool:
    return gap.due_at is not None and gap.due_at <= at


def _all_put_off(about: tuple[Matter, ...], desk: Desk, request: Request, until: Later | date | None) -> Decision:
    """One after the other, each on the desk as the one before has left it."""
    whole = Decision(because=(Reason("snoozed", (len(about),)),))
    for matter in about:
        one = snooze(desk, matter, request.at, until, request.one("reason")[:LONGEST_REASON])
        desk = applied(desk, one.remember)
        whole = whole._replace(
            remember=(*whole.remember, *one.remember), say=(*whole.say, *one.say), wake=(*whole.wake, *one.wake)
        )
    return whole


def _put(request: Request, desk: Desk) -> Put:
    chosen, words = request.one("until"), request.one("date")
    if words and chosen in {"", ON_A_DATE}:
        return _date(words, request, desk)
    if chosen == ON_A_DATE:
        return Put(wrong=(Wrong("date", Reason("snooze-date")),))
    return Put(CHOICES.get(chosen))


def _date(words: str, request: Request, desk: Desk) -> Put:
    today = quiet.local_day(desk.calendar, request.at)
    try:
        day = date.fromisoformat(words)
    except ValueError:
        reading = expecting.read(words, request.at, desk.calendar, desk.calendar.versions[-1].zone)
        if not isinstance(reading, Deadline):
            return Put(wrong=(Wrong("date", Reason("snooze-date")),))
        day = quiet.local_day(desk.calendar, reading.at)
    return Put(day) if day > today else Put(wrong=(Wrong("date", Reason("snooze-past")),))


def _wrong_words(request: Request, words: str) -> tuple[Wrong, ...]:
    if len(words) > LONGEST:
        return (Wrong(WORDS, Reason("too-long", (LONGEST,))),)
    return (Wrong(WORDS, Reason("words-answer-question")),) if request.is_form else ()


RULES: Final[dict[str, Callable[[Request, Affairs | None, Agreements], Decision]]] = {
    "answer": answer,
    "later": later,
    "name-time": name_time,
    "ask-again": ask_again,
    "ask-time": ask_time,
    "deliver-then": deliver_then,
    "send-now": send_now,
}
"""One rule for each of these buttons; all of them are decided on a desk."""
