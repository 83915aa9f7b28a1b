"""What each move of the table does to an expectation, whom it tells, and when time is to move next (cases 27 to 30)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.engine import hours, lifecycle
from bot.engine.decision import Decision
from bot.engine.lifecycle import BEFORE_WORK, IllegalMove
from bot.vocabulary.affairs import Agreements
from bot.vocabulary.agreements import Altered, Change, Expectation, ExpectationState, ExpectationStep, Move, Part
from bot.vocabulary.answers import ExpectationShown
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.effects import (
    AskStillOnIt,
    InConversation,
    Say,
    ShowExpectation,
    TellStep,
    ToPerson,
    expectation_card,
)
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Wakeup
from bot.vocabulary.signals import Reason

UNDO_WITHIN: Final = timedelta(minutes=5)
"""How long an acknowledgement can be undone; Mattermost's limit, which people know."""
WORKING_DAYS_OF_SILENCE: Final = 2
"""Nobody is asked sooner whether they are still on it; and so long after that, an acknowledgement lapses."""
WITHOUT_DATE: Final = 5
"""Working days of silence after which something without a deadline is asked about."""
EXPIRES_AFTER: Final = timedelta(days=14)
"""So long after its deadline, what nobody took on is over."""
EXPIRES_UNDATED: Final = timedelta(days=30)

STILL_ON_IT, LAPSE, EXPIRE, PUT = "still-on-it", "lapse", "expire", "put"


class Deed(NamedTuple):
    """A move as it is made: by whom (None: time), when, with what words, dates and changes."""

    move: Move
    by: PersonId | None
    at: datetime
    words: str = ""
    wished_at: datetime | None = None
    altered: tuple[Altered, ...] = ()
    alteration: Expectation | None = None
    """The expectation as it is to read from now on."""


def part_of(expectation: Expectation, person: PersonId | None) -> Part | None:
    """Which part somebody has in an expectation; None for a bystander."""
    if person is None:
        return Part.CLOCK
    if person == expectation.owed_by:
        return Part.DOER
    return Part.ASKER if person == expectation.asked_by else None


def make(deed: Deed, expectation: Expectation, situation: Agreements) -> Decision:
    """Make a move: the expectation as it stands then, the step, who is told. Raises IllegalMove."""
    state = lifecycle.after(expectation.state, part_of(expectation, deed.by), deed.move)
    _check(deed, expectation)
    if deed.move is Move.EDIT and {each.what for each in deed.altered} <= {Change.CONTEXT}:
        state = expectation.state
    now = _changed(deed, expectation, state)
    step = _step(deed, expectation, now)
    was_seen = expectation.state is not ExpectationState.SCHEDULED or now.state not in lifecycle.FINAL
    return Decision(
        (now, step),
        (Reason(f"expectation-{deed.move}"),),
        say=tuple(_said(deed, now, situation)) if was_seen else (),
        wake=tuple(_wakeups(deed, now, situation)),
        answer=ExpectationShown(now, step),
    )


def propose(expectation: Expectation, situation: Agreements) -> Decision:
    """Put a new expectation before its doer."""
    deed = Deed(Move.PROPOSE, expectation.asked_by, expectation.created_at)
    step = _step(deed, None, expectation)
    return Decision(
        (expectation, step),
        (Reason("expectation-propose"),),
        say=tuple(_said(deed, expectation, situation)),
        wake=tuple(_wakeups(deed, expectation, situation)),
        answer=ExpectationShown(expectation, step),
    )


def schedule(expectation: Expectation, at: datetime) -> Decision:
    """Keep a new expectation until its doer is at work again; nobody else hears of it before."""
    later = replace(expectation, state=ExpectationState.SCHEDULED, put_at=at)
    step = _step(Deed(Move.PROPOSE, expectation.asked_by, expectation.created_at), None, later)
    wake = (_wakeup(PUT, later, at),)
    return Decision((later, step), (Reason("expectation-scheduled"),), wake=wake, answer=ExpectationShown(later, step))


def rung(kind: str, slot: str, at: datetime, expectation: Expectation, situation: Agreements) -> Decision:
    """A stored moment has come. If anything happened since it was stored, it means nothing any more."""
    if slot != str(expectation.steps):
        return Decision(because=(Reason("moved-on", (kind,)),))
    move = {STILL_ON_IT: Move.INQUIRE, LAPSE: Move.LAPSE, EXPIRE: Move.EXPIRE, PUT: Move.PUT}[kind]
    try:
        return make(Deed(move, None, at), expectation, situation)._replace(answer=None)
    except IllegalMove as illegal:
        return Decision(because=(illegal.reason,))


def _check(deed: Deed, expectation: Expectation) -> None:
    acknowledged = expectation.acknowledged_at
    if deed.move is Move.UNDO and (acknowledged is None or deed.at - acknowledged > UNDO_WITHIN):
        raise IllegalMove(Reason("undo-late", (UNDO_WITHIN / timedelta(minutes=1),)))
    if deed.move is Move.EDIT and not deed.altered:
        raise IllegalMove(Reason("nothing-changed"))


def _changed(deed: Deed, before: Expectation, state: ExpectationState) -> Expectation:
    """The expectation after a move; what all moves have in common, then what this one does."""
    now = replace(
        deed.alteration or before,
        state=state,
        since=before.since if state is before.state else deed.at,
        words=deed.words if deed.words or state is not before.state else before.words,
        closed_at=deed.at if state in lifecycle.FINAL else None,
        steps=before.steps + 1,
    )
    if part_of(before, deed.by) is Part.DOER:
        now = replace(now, heard_at=deed.at)
    return _DEEDS[deed.move](deed, now) if deed.move in _DEEDS else now


def _acknowledged(deed: Deed, now: Expectation) -> Expectation:
    return replace(now, acknowledged_at=deed.at, heard_at=deed.at, inquired_at=None, wished_at=None)


def _undone(deed: Deed, now: Expectation) -> Expectation:
    """As if it had not been taken on: it has waited since it was put, so its nudge comes back (case 28)."""
    return replace(now, acknowledged_at=None, since=now.put_at)


def _put(deed: Deed, now: Expectation) -> Expectation:
    """It lies before the doer anew; after an edit of its context alone, nothing changes hands."""
    if now.state is not ExpectationState.PROPOSED:
        return now
    return replace(now, put_at=deed.at, since=deed.at, acknowledged_at=None, inquired_at=None, wished_at=None)


def _agreed(deed: Deed, now: Expectation) -> Expectation:
    """The doer named the date, so agreeing to it needs no second yes. The deed's words are those of the date."""
    return replace(_acknowledged(deed, now), due_at=now.wished_at, due_words=deed.words)


_DEEDS: Final[dict[Move, Callable[[Deed, Expectation], Expectation]]] = {
    Move.ACKNOWLEDGE: _acknowledged,
    Move.UNDO: _undone,
    Move.ANSWER: _put,
    Move.PROPOSE_DATE: lambda deed, now: replace(now, wished_at=deed.wished_at),
    Move.AGREE_DATE: _agreed,
    Move.KEEP_DATE: _put,
    Move.EDIT: _put,
    Move.DELIVER: lambda deed, now: replace(now, delivered_at=now.delivered_at or deed.at),
    Move.RETURN: lambda deed, now: replace(now, returns=now.returns + 1),
    Move.PUT_NOW: _put,
    Move.PUT: _put,
    Move.INQUIRE: lambda deed, now: replace(now, inquired_at=deed.at),
    Move.LAPSE: _put,
}


def _step(deed: Deed, before: Expectation | None, now: Expectation) -> ExpectationStep:
    return ExpectationStep(
        now.workspace,
        now.id,
        now.steps,
        deed.at,
        deed.by,
        deed.move,
        before.state if before else None,
        now.state,
        deed.words,
        deed.altered,
    )


def _said(deed: Deed, now: Expectation, situation: Agreements) -> Iterator[Say]:
    """The card where it was asked, at once; the other side in private, when their working time begins."""
    if deed.move is not Move.INQUIRE:
        yield shown(now)
    for to in _told(deed, now):
        opening = hours.next_opening(situation.calendar(to), deed.at)
        if opening is not None:
            effect = AskStillOnIt(to, now.id) if deed.move is Move.INQUIRE else TellStep(to, now.id, now.steps)
            yield Say(f"expectation/{now.id}/{now.steps}/{to}", ToPerson(to), effect, opening)


def withdrawn(expectation: Expectation, at: datetime, by: PersonId | None) -> tuple[Expectation, ExpectationStep]:
    """An expectation that ends because something around it did: the engagement, or the part of one of the two."""
    state = ExpectationState.WITHDRAWN
    now = replace(expectation, state=state, since=at, closed_at=at, steps=expectation.steps + 1)
    step = ExpectationStep(now.workspace, now.id, now.steps, at, by, Move.WITHDRAW, expectation.state, state)
    return now, step


def shown(expectation: Expectation) -> Say:
    """The card where it was asked, as it stands after its latest step; one that stands there changes in place."""
    one = expectation.id
    to = InConversation(expectation.conversation)
    return Say(f"expectation/{one}/{expectation.steps}", to, ShowExpectation(one), card=expectation_card(one))


def _told(deed: Deed, now: Expectation) -> tuple[PersonId, ...]:
    """Each move tells the other side; what time does tells both, and a question whom it is for."""
    if deed.move in {Move.INQUIRE, Move.PUT}:
        return (now.owed_by,)
    return tuple(person for person in (now.asked_by, now.owed_by) if person != deed.by)


def _wakeups(deed: Deed, now: Expectation, situation: Agreements) -> Iterator[Wakeup]:
    """When time is to move, unless something else does before. Each is for the present step; asked is once."""
    calendar = situation.calendar(now.owed_by)
    if now.state in BEFORE_WORK:
        yield _wakeup(EXPIRE, now, (now.due_at + EXPIRES_AFTER) if now.due_at else deed.at + EXPIRES_UNDATED)
    if now.state is not ExpectationState.ACKNOWLEDGED:
        return
    if deed.move is Move.INQUIRE:
        lapse = hours.due(calendar, deed.at, WORKING_DAYS_OF_SILENCE * working_day(calendar))
        if lapse:
            yield _wakeup(LAPSE, now, lapse)
    elif now.inquired_at is None and (inquiry := inquire_at(now, calendar, deed.at)):
        yield _wakeup(STILL_ON_IT, now, inquiry)


def inquire_at(now: Expectation, calendar: Calendar, heard_at: datetime) -> datetime | None:
    """When to ask "still on it?": after half the time left, at least two working days; never once it is due."""
    least = WORKING_DAYS_OF_SILENCE * working_day(calendar)
    if now.due_at is None:
        return hours.due(calendar, heard_at, WITHOUT_DATE * working_day(calendar))
    half = hours.working_time(calendar, heard_at, now.due_at) / 2
    found = hours.due(calendar, heard_at, max(half, least))
    return found if found and found < now.due_at else None


def working_day(calendar: Calendar) -> timedelta:
    """How long somebody's working day is, on average over their working days."""
    week = [day for day in calendar.versions[-1].week if day]
    minutes = [
        (span.end.hour - span.start.hour) * 60 + span.end.minute - span.start.minute for day in week for span in day
    ]
    return timedelta(minutes=sum(each % (24 * 60) or 24 * 60 for each in minutes) / max(1, len(week)))


def _wakeup(kind: str, now: Expectation, at: datetime) -> Wakeup:
    return Wakeup(now.workspace, kind, subject(now), str(now.steps), at)


def subject(expectation: Expectation) -> str:
    """What a wakeup is about: where to look, and for what."""
    return f"{expectation.conversation}/{expectation.id}"
