"""`log`: what somebody writes down, checked against the terms, flagged where it goes beyond a cap, and never lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.money import budget, cap_warnings, reckoning
from bot.engine.requests import Request, short
from bot.engine.typed import entry_words
from bot.engine.typed.amounts import Unclear
from bot.engine.typed.entry_words import Noted
from bot.engine.typed.periods import DAY, local_day
from bot.vocabulary.affairs import Affairs, Agreements, updated
from bot.vocabulary.answers import FormAsked, Refused, Wrong
from bot.vocabulary.booked import ShowEntries
from bot.vocabulary.budget import EntryShown, Usage
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.entries import Entry, EntryId, EntryKind, EntryStep
from bot.vocabulary.events import Value
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import NO_DUTY, Commission, DutyId

OWNERS_LOG: Final = frozenset({EntryKind.SALE, EntryKind.PAYMENT})
"""Time and costs are logged by whoever had them."""


class Incomplete(Exception):
    """Something has to be asked for; `wrong` stands at its field."""

    def __init__(self, *wrong: Wrong) -> None:
        super().__init__(wrong[0].why.code)
        self.wrong = wrong


def log(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Write down time, a cost, a sale or a payment; what is unclear opens the form with what was typed."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    if not request.one("entry"):
        wrong = (Wrong("entry", Reason("entry", ("",))),) if request.is_form else ()
        return Decision(answer=FormAsked("log", affairs.engagement.id, request.values, wrong))
    try:
        entry = _new(request, affairs, situation)
    except Incomplete as incomplete:
        return Decision(answer=_form("log", affairs.engagement.id, request, incomplete))
    return booked(entry, "logged", request, affairs, situation)


def correct(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Write an entry anew; what it said before stays in its history, and the other side is asked again."""
    entry = affairs.books.entry(request.about) if affairs else None
    if affairs is None or entry is None or not entry.counts:
        return Decision(answer=Refused(Reason("gone")))
    if entry.by != request.by or entry.kind is EntryKind.MILESTONE:
        return Decision(answer=Refused(Reason("entry-not-yours")))
    if not request.is_form:
        values = (Value("entry", entry_words.written(entry)), Value("duty", entry.duty), Value("person", entry.person))
        return Decision(answer=FormAsked("correct-entry", entry.id, values))
    try:
        noted = _new(request, affairs, situation)
    except Incomplete as incomplete:
        return Decision(answer=_form("correct-entry", entry.id, request, incomplete))
    corrected = replace(noted, id=entry.id, at=entry.at, steps=entry.steps + 1)
    return booked(corrected, "corrected", request, affairs, situation)


def booked(entry: Entry, done: str, request: Request, affairs: Affairs, situation: Agreements) -> Decision:
    """Into the books: with its step, its flags, the warnings it leads to, and a word to the other side."""
    flagged, before, after = _flagged(entry, affairs, request.at, situation)
    warned = cap_warnings.warnings(before, after, affairs, request.at, situation)
    remember = (flagged, step(flagged, request.by, request.at), *warned.remember)
    concerning = [each for each in after if each.duty in {None, entry.duty}]
    due = reckoning.due(flagged, updated(affairs, (flagged,)))
    return Decision(
        remember,
        (Reason(f"entry-{done}", tuple(flagged.over)),),
        say=(*warned.say, *_asked(flagged, affairs, request.at, situation)),
        answer=EntryShown(flagged, done, tuple(concerning), due),
    )


def step(entry: Entry, by: PersonId, at: datetime) -> EntryStep:
    """An entry as it stands after what was just done."""
    return EntryStep(
        entry.workspace,
        entry.engagement,
        entry.id,
        entry.steps,
        at,
        by,
        entry.person,
        entry.state,
        entry.duty,
        entry.day,
        entry.words,
        entry.minutes,
        entry.money,
        entry.answer,
    )


def choices(affairs: Affairs, person: PersonId | None) -> dict[DutyId, str]:
    """The duties that somebody may log for, each with its name."""
    latest = [terms for duty in affairs.books.duties if (terms := affairs.books.latest(duty)) is not None]
    return {each.duty: each.name for each in latest if person is None or each.person in {None, person}}


def _new(request: Request, affairs: Affairs, situation: Agreements) -> Entry:
    """The entry that was written down. Raises Incomplete."""
    member = affairs.member(request.by)
    is_owner = member is not None and member.side is Side.OWNER
    today = local_day(request.at, situation.zone(request.by))
    duties = choices(affairs, None if is_owner else request.by)
    try:
        noted = entry_words.read(request.one("entry"), today, duties, reckoning.currencies(affairs))
    except Unclear as unclear:
        raise Incomplete(Wrong("entry", unclear.reason)) from None
    if is_owner and noted.kind not in OWNERS_LOG:
        raise Incomplete(Wrong("entry", Reason("owners-log")))
    duty = _duty(noted, request, affairs, duties)
    person = _person(noted, duty, request, affairs) if is_owner else request.by
    _check_sale(noted, duty, affairs)
    return Entry(
        situation.workspace,
        EntryId(short(request.id)),
        affairs.engagement.id,
        duty,
        noted.kind,
        person,
        request.by,
        noted.day,
        request.at,
        noted.words,
        noted.minutes,
        noted.money,
    )


def _duty(noted: Noted, request: Request, affairs: Affairs, duties: Mapping[DutyId, str]) -> DutyId:
    """The duty that is named or chosen, or the only one there is. Raises Incomplete."""
    if noted.kind is EntryKind.PAYMENT:
        return NO_DUTY
    valid = {duty for duty in duties if affairs.books.valid(duty, noted.day) is not None}
    if noted.kind is EntryKind.SALE:
        valid = {duty for duty in valid if _is_commission(duty, noted, affairs)}
        if not valid:
            raise Incomplete(Wrong("entry", Reason("no-commission")))
    named = noted.duty or DutyId(request.one("duty"))
    if named:
        if named not in valid:
            field = "entry" if noted.duty else "duty"
            raise Incomplete(Wrong(field, Reason("duty-then", (duties.get(named, ""), noted.day.isoformat()))))
        return named
    if len(valid) > 1:
        raise Incomplete(Wrong("duty", Reason("duty")))
    return next(iter(valid), NO_DUTY)


def _is_commission(duty: DutyId, noted: Noted, affairs: Affairs) -> bool:
    terms = affairs.books.valid(duty, noted.day)
    return terms is not None and isinstance(terms.pay, Commission)


def _check_sale(noted: Noted, duty: DutyId, affairs: Affairs) -> None:
    """Thresholds are of one currency, and so are the sales that reach them."""
    terms = affairs.books.valid(duty, noted.day)
    if noted.kind is not EntryKind.SALE or terms is None or not isinstance(terms.pay, Commission) or not noted.money:
        return
    if terms.pay.currency not in {None, noted.money.currency}:
        raise Incomplete(Wrong("entry", Reason("sale-currency", (terms.pay.currency or "",))))


def _person(noted: Noted, duty: DutyId, request: Request, affairs: Affairs) -> PersonId:
    """Whose payment or sale an owner writes down. Raises Incomplete."""
    assistants = [member.person for member in affairs.joined if member.side is Side.ASSISTANT]
    terms = affairs.books.valid(duty, noted.day)
    named = request.one("person") or (terms.person if terms else None)
    if named in assistants:
        return PersonId(named or "")
    if len(assistants) == 1 and not named:
        return assistants[0]
    raise Incomplete(Wrong("person", Reason("whose")))


def _form(action: str, about: str, request: Request, incomplete: Incomplete) -> FormAsked:
    return FormAsked(action, about, request.values, incomplete.wrong)


def _flagged(
    entry: Entry, affairs: Affairs, at: datetime, situation: Agreements
) -> tuple[Entry, tuple[Usage, ...], tuple[Usage, ...]]:
    """The entry with the caps it goes beyond, and all caps before and after it, in the periods of its day."""
    today = local_day(at, affairs.engagement.zone)
    calendars = reckoning.calendars(affairs, situation, entry.person)
    without = updated(affairs, (replace(entry, minutes=0, money=None),)) if entry.steps else affairs
    before = budget.usages(without, entry.day, today)
    after = budget.usages(updated(affairs, (entry,)), entry.day, today, calendars)
    used = {each.key: each.used for each in before}
    over = tuple(each.key for each in after if each.is_over and each.used > used.get(each.key, each.limit))
    stood = budget.usages(affairs, entry.day, today) if entry.steps else before
    return replace(entry, over=over), stood, after


def _asked(entry: Entry, affairs: Affairs, at: datetime, situation: Agreements) -> Iterator[Say]:
    """The other side is asked about everything of a day in one message, when their next working day begins."""
    member = affairs.member(entry.by)
    for other in affairs.joined:
        if member is None or other.side is member.side:
            continue
        zone = situation.zone(other.person)
        today = local_day(at, zone)
        midnight = hours.moment(ZoneInfo(zone), datetime.combine(today + DAY, time.min))
        opening = hours.next_opening(situation.calendar(other.person), midnight)
        if opening is not None:
            key = f"entries/{affairs.engagement.id}/{other.person}/{today.isoformat()}"
            yield Say(key, ToPerson(other.person), ShowEntries(other.person, affairs.engagement.id), opening)
