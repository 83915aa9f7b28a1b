"""`terms`: owners set how each duty is paid and what can be afforded; both read it. The past stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.money import budget, cap_warnings, earnings, reckoning, terms_form
from bot.engine.requests import Request
from bot.engine.typed.periods import DAY, local_day
from bot.vocabulary.affairs import Affairs, Agreements, updated
from bot.vocabulary.answers import FormAsked, Refused, Wrong
from bot.vocabulary.booked import TellTerms
from bot.vocabulary.budget import DutySeen, TermsShown
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.events import Value
from bot.vocabulary.model import ExpectationId, PersonId
from bot.vocabulary.records import Record
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import DutyId, OneOff, Pay, Project, Terms

RESERVED: Final = re.compile(
    r"project|milestones?|commission|retainer|hourly|recurring|one[ -]?off|fixed", re.IGNORECASE
)
"""With a colon behind it, the beginning of a way of paying and not a duty's name."""
FROM: Final = re.compile(r"(?P<pay>.+?),?\s+from\s+(?P<since>[^,]+)", re.IGNORECASE | re.DOTALL)


def terms(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Show what is agreed on, or set it in a line: "design: 30 EUR/h, at most 20 h a week, from 1 Dec"."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    line = request.one("terms")
    if not line:
        return Decision(answer=shown(affairs, request.by, local_day(request.at, affairs.engagement.zone)))
    if not affairs.is_owner(request.by):
        return Decision(answer=Refused(Reason("owners-set-terms")))
    name, colon, pay = line.partition(":")
    if not colon or RESERVED.fullmatch(name.strip()):
        name, pay = "", line
    pay, since = _begins(pay)
    values = (Value("duty", name.strip()), Value("pay", pay), *((Value("since", since),) if since else ()))
    return set_terms(replace(request, values=values, action="set-terms"), affairs, situation)


def _begins(pay: str) -> tuple[str, str]:
    """A way of paying, and the day behind it from which it is to hold."""
    found = FROM.fullmatch(pay.strip())
    return (found["pay"], found["since"]) if found else (pay.strip(), "")


def shown(affairs: Affairs, reader: PersonId, today: date) -> TermsShown:
    """Everything that is agreed on about pay."""
    books = affairs.books
    ceilings = [each for each in budget.caps(affairs, today) if each.duty is None]
    pairs = {(each.base, each.quote): each for each in books.rates}
    return TermsShown(
        affairs.engagement.id,
        tuple(seen for duty in books.duties if (seen := _seen(duty, affairs, today)) is not None),
        tuple((each.person, each.cap) for each in ceilings),
        tuple(pairs.values()),
        books.contract,
        affairs.is_owner(reader),
    )


def _seen(duty: DutyId, affairs: Affairs, today: date) -> DutySeen | None:
    """A duty, as long as it holds or will."""
    now, latest = affairs.books.valid(duty, today), affairs.books.latest(duty)
    coming = [each for each in affairs.books.versions(duty) if each.since > today and _holds(each)]
    later = max(coming, key=lambda each: each.number, default=None)
    held = now or later
    if held is None or latest is None:
        return None
    return DutySeen(held, later if now else None, earnings.stages(held, affairs), latest.number)


def _holds(terms: Terms) -> bool:
    return terms.ends is None or terms.ends >= terms.since


def set_terms(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """The first terms of a duty, or new ones from a day on. What is unclear comes back in the form."""
    if affairs is None or not affairs.is_owner(request.by):
        return Decision(answer=Refused(Reason("owners-set-terms")))
    known = affairs.books.latest(request.about)
    if not request.all("pay") and not request.is_form:
        return Decision(answer=FormAsked("set-terms", request.about or affairs.engagement.id, _prefilled(known)))
    checked = terms_form.Checked(request, affairs, known)
    if checked.wrong:
        about = known.duty if known else affairs.engagement.id
        return Decision(answer=FormAsked("set-terms", about, request.values, tuple(checked.wrong)))
    return kept((checked.terms(situation),), request, affairs, situation)


def _prefilled(known: Terms | None) -> tuple[Value, ...]:
    """The name and person that stay; how it is paid is said by wording."""
    if known is None:
        return ()
    return (Value("duty", known.name), *((Value("person", known.person),) if known.person else ()))


def kept(records: tuple[Record, ...], request: Request, affairs: Affairs, situation: Agreements) -> Decision:
    """Keep what was set, and tell where a cap stands used by what was there already."""
    today = local_day(request.at, affairs.engagement.zone)
    after = updated(affairs, records)
    calendars = reckoning.calendars(affairs, situation)
    before_caps, after_caps = budget.usages(affairs, today, today), budget.usages(after, today, today, calendars)
    warned = cap_warnings.warnings(before_caps, after_caps, affairs, request.at, situation)
    told = [each for each in records if isinstance(each, Terms)][-1:]
    return Decision(
        (*records, *warned.remember),
        (Reason("terms-set"),),
        say=(*(say for each in told for say in _told(each, affairs, request, situation)), *warned.say),
        answer=shown(after, request.by, today),
    )


def _told(terms: Terms, affairs: Affairs, request: Request, situation: Agreements) -> Iterator[Say]:
    """Whoever is concerned and did not set them, when their working time begins."""
    for person in cap_warnings.concerned(affairs, terms.person):
        opening = hours.next_opening(situation.calendar(person), request.at)
        if person != request.by and opening is not None:
            effect = TellTerms(person, terms.engagement, terms.duty, terms.number)
            yield Say(f"terms/{terms.duty}/{terms.number}/{person}", ToPerson(person), effect, opening)


def end(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """The duty ends today; what was agreed on for later does not begin."""
    if affairs is None or not affairs.is_owner(request.by):
        return Decision(answer=Refused(Reason("owners-set-terms")))
    duty, today = DutyId(request.about), local_day(request.at, affairs.engagement.zone)
    ended = tuple(_ended(duty, affairs, request, today))
    return kept(ended, request, affairs, situation) if ended else Decision(answer=Refused(Reason("gone")))


def _ended(duty: DutyId, affairs: Affairs, request: Request, today: date) -> Iterator[Terms]:
    now, latest = affairs.books.valid(duty, today), affairs.books.latest(duty)
    if latest is None:
        return
    number = latest.number
    coming = [each for each in affairs.books.versions(duty) if each.since > today and _holds(each)]
    for each in ([now] if now else []) + coming:
        number += 1
        last = today if each is now else each.since - DAY
        yield replace(each, number=number, ends=last, set_by=request.by, at=request.at)


def tie(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """A stage is due when an expectation is accepted."""
    duty, _, place = request.about.partition("/")
    known = affairs.books.latest(duty) if affairs else None
    found = earnings.parts(known) if known else ()
    if affairs is None or known is None or not place.isdecimal() or int(place) >= len(found):
        return Decision(answer=Refused(Reason("gone")))
    if not affairs.is_owner(request.by):
        return Decision(answer=Refused(Reason("owners-set-terms")))
    chosen = request.one("expectation")
    if not request.is_form or chosen not in {each.id for each in affairs.expectations}:
        wrong = (Wrong("expectation", Reason("expectation-which")),) if request.is_form else ()
        return Decision(answer=FormAsked("tie-milestone", request.about, request.values, wrong))
    pay = _hung(known.pay, int(place), ExpectationId(chosen))
    tied = replace(known, number=known.number + 1, pay=pay, set_by=request.by, at=request.at)
    return kept((tied,), request, affairs, situation)


def _hung(pay: Pay, place: int, expectation: ExpectationId) -> Pay:
    if isinstance(pay, OneOff):
        return replace(pay, expectation=expectation)
    if isinstance(pay, Project):
        parts = list(pay.milestones)
        parts[place] = replace(parts[place], expectation=expectation)
        return Project(tuple(parts))
    return pay
