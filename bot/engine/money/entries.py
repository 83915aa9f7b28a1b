"""What the other side says about an entry, and what is reached: confirmed, disputed, withdrawn; each step is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.money import earnings, log, reckoning
from bot.engine.requests import Request, short
from bot.engine.typed.periods import local_day
from bot.vocabulary.affairs import Affairs, Agreements, updated
from bot.vocabulary.answers import FormAsked, LookUp, Refused, Wrong
from bot.vocabulary.booked import TellEntry
from bot.vocabulary.budget import EntriesShown, EntryShown
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.entries import Entry, EntryId, EntryKind, EntryState
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import DutyId, Terms

LONGEST: Final = 500
LATEST: Final = 20
"""Entries of a list; the statement has them all."""

S = EntryState


def entries(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """The latest entries, those that wait for one's word first."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    return Decision(answer=listed(affairs, request.by))


def listed(affairs: Affairs, reader: PersonId) -> EntriesShown:
    """The same, as a value."""
    waiting = reckoning.waiting(affairs, reader)
    others = [each for each in affairs.books.entries if each.counts and each not in waiting]
    latest = sorted(others, key=lambda each: (each.day, each.at), reverse=True)
    shown = (*waiting, *latest)[:LATEST]
    return EntriesShown(affairs.engagement.id, shown, frozenset(each.id for each in waiting))


def history(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Everything that happened to an entry, for both sides."""
    entry = affairs.books.entry(request.about) if affairs else None
    if affairs is None or entry is None:
        return Decision(answer=Refused(Reason("gone")))
    return Decision(answer=LookUp("entry-history", request.by, affairs.engagement.id, entry.id))


def confirm(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """It is right; what else waits for a word is shown."""
    decision = _said(request, affairs, S.CONFIRMED)
    if affairs is None or not isinstance(decision.answer, EntryShown):
        return decision
    after = updated(affairs, decision.remember)
    return decision._replace(answer=replace(listed(after, request.by), confirmed=1))


def dispute(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """It is not right: with words, for whoever wrote it down."""
    entry = affairs.books.entry(request.about) if affairs else None
    words = request.one("words")
    if entry is not None and not request.is_form:
        return Decision(answer=FormAsked("dispute-entry", entry.id))
    if entry is not None and not words:
        return Decision(answer=FormAsked("dispute-entry", entry.id, wrong=(Wrong("words", Reason("words-dispute")),)))
    if entry is not None and len(words) > LONGEST:
        wrong = (Wrong("words", Reason("too-long", (LONGEST,))),)
        return Decision(answer=FormAsked("dispute-entry", entry.id, request.values, wrong))
    decision = _said(request, affairs, S.DISPUTED, words)
    if affairs is None or not isinstance(decision.answer, EntryShown):
        return decision
    return decision._replace(
        say=tuple(_told(decision.answer.entry, (decision.answer.entry.by,), request.at, situation))
    )


def confirm_all(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Everything that waits for one's word is right."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    changed = [_with(each, S.CONFIRMED, "") for each in reckoning.waiting(affairs, request.by)]
    steps = [log.step(each, request.by, request.at) for each in changed]
    after = updated(affairs, changed)
    answer = replace(listed(after, request.by), confirmed=len(changed))
    return Decision((*changed, *steps), (Reason("entries-confirmed"),), answer=answer)


def withdraw(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Whoever wrote it down takes it back; the history keeps that it was there."""
    entry = affairs.books.entry(request.about) if affairs else None
    if affairs is None or entry is None or not entry.counts:
        return Decision(answer=Refused(Reason("gone")))
    if entry.by != request.by:
        return Decision(answer=Refused(Reason("entry-not-yours")))
    gone = _with(entry, S.WITHDRAWN, "")
    others = _others(entry, affairs) if entry.state is not S.LOGGED else ()
    return Decision(
        (gone, log.step(gone, request.by, request.at)),
        (Reason("entry-withdrawn"),),
        say=tuple(_told(gone, others, request.at, situation)),
        answer=EntryShown(gone, "withdrawn"),
    )


def reached(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """A milestone is reached, or a one-off is done: due from now on, and for the other side to confirm."""
    duty, _, place = request.about.partition("/")
    terms = affairs.books.latest(duty) if affairs else None
    found = earnings.parts(terms) if terms else ()
    if affairs is None or terms is None or not place.isdecimal() or int(place) >= len(found):
        return Decision(answer=Refused(Reason("gone")))
    name, price, _expectation = found[int(place)]
    if any(stage.name == name and stage.due_since for stage in earnings.stages(terms, affairs)):
        return Decision(answer=Refused(Reason("reached-already", (name,))))
    entry = Entry(
        situation.workspace,
        EntryId(short(request.id)),
        affairs.engagement.id,
        DutyId(duty),
        EntryKind.MILESTONE,
        _whose(terms, request.by, affairs),
        request.by,
        local_day(request.at, affairs.engagement.zone),
        request.at,
        name,
        money=price.rounded,
    )
    return log.booked(entry, "reached", request, affairs, situation)


def _whose(terms: Terms, by: PersonId, affairs: Affairs) -> PersonId:
    """Whose work a stage is: as agreed on, else that of the assistant who says so, else of the first one."""
    assistants = [member.person for member in affairs.joined if member.side is Side.ASSISTANT]
    if terms.person is not None:
        return terms.person
    return by if by in assistants or not assistants else assistants[0]


def _said(request: Request, affairs: Affairs | None, state: EntryState, words: str = "") -> Decision:
    """The other side's word on an entry. One's own side cannot give it."""
    entry = affairs.books.entry(request.about) if affairs else None
    if affairs is None or entry is None:
        return Decision(answer=Refused(Reason("gone")))
    if entry.state in {S.WITHDRAWN, state}:
        return Decision(answer=Refused(Reason("entry-not-now", (entry.state,))))
    if request.by not in _others(entry, affairs):
        return Decision(answer=Refused(Reason("entry-own")))
    changed = _with(entry, state, words)
    return Decision(
        (changed, log.step(changed, request.by, request.at)),
        (Reason(f"entry-{state}"),),
        answer=EntryShown(changed, str(state)),
    )


def _with(entry: Entry, state: EntryState, words: str) -> Entry:
    return replace(entry, state=state, answer=words, steps=entry.steps + 1)


def _others(entry: Entry, affairs: Affairs) -> tuple[PersonId, ...]:
    """Who is on the other side of whoever wrote it down."""
    writer = affairs.member(entry.by)
    side = writer.side.other if writer else None
    return tuple(member.person for member in affairs.joined if member.side is side)


def _told(entry: Entry, to: tuple[PersonId, ...], at: datetime, situation: Agreements) -> Iterator[Say]:
    for person in to:
        opening = hours.next_opening(situation.calendar(person), at)
        if opening is not None:
            key = f"entry/{entry.id}/{entry.steps}/{person}"
            yield Say(key, ToPerson(person), TellEntry(person, entry.engagement, entry.id, entry.steps), opening)
