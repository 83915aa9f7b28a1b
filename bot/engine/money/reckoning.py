"""What the books come to on a day: who may change them, what is open, and how each cap stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from bot.engine.money import budget, earnings, exchange
from bot.engine.money.budget import Calendars
from bot.engine.typed.periods import local_day, period
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.budget import Balance, Budget, Earned
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.entries import Entry, EntryState
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.money import Money, added
from bot.vocabulary.terms import Commission, Hourly, OneOff, Pay, Per, Project, Recurring, Retainer


def calendars(affairs: Affairs, situation: Agreements, person: PersonId | None = None) -> Calendars:
    """Whose working days count: somebody's own, else those of `person`, else of the first assistant who joined."""
    assistants = [each.person for each in affairs.joined if each.side is Side.ASSISTANT]
    first = person or next(iter(assistants), None)

    def calendar(who: PersonId | None) -> Calendar:
        return situation.calendar(who or first or PersonId(""))

    return calendar


def currencies(affairs: Affairs) -> frozenset[str]:
    """The currencies in use: of the terms, of the rates, of what was logged."""
    books = affairs.books
    found = {each for terms in books.terms for each in _of_pay(terms.pay)}
    found |= {each.cap.money.currency for each in books.terms if each.cap and each.cap.money}
    found |= {each.money.currency for each in books.entries if each.money}
    return frozenset(found)


def _of_pay(pay: Pay) -> set[str]:
    match pay:
        case OneOff():
            return {pay.price.currency}
        case Project():
            return {each.price.currency for each in pay.milestones}
        case Hourly():
            return {pay.rate.currency}
        case Retainer() | Recurring():
            return {pay.fee.currency} if pay.fee else set()
        case Commission():
            own = {pay.currency} if pay.currency else set()
            return own | {each.amount.currency for each in pay.tiers if each.amount}


def due(entry: Entry, affairs: Affairs) -> Money | None:
    """What one entry comes to."""
    lines = earnings.earned(affairs, entry.day)
    return next((each.due for each in lines if each.entry == entry.id), None)


def stands(affairs: Affairs, reader: PersonId, at: datetime, situation: Agreements) -> Budget:
    """The budget of an engagement now, for somebody in it. Both sides see the same."""
    today = local_day(at, affairs.engagement.zone)
    lines = earnings.earned(affairs, today)
    open_ones = balances(lines)
    return Budget(
        affairs.engagement.id,
        affairs.engagement.name,
        today,
        budget.usages(affairs, today, today, calendars(affairs, situation)),
        open_ones,
        exchange.together((each.open for each in open_ones), today, affairs.books.rates),
        _spent(lines, affairs, today),
        len(waiting(affairs, reader)),
        bool(affairs.books.terms),
        affairs.is_owner(reader),
    )


def balances(lines: Sequence[Earned]) -> tuple[Balance, ...]:
    """What is due, paid and open, each currency by itself."""
    earned = {each.currency: each for each in added(line.due for line in lines if line.due)}
    paid = {each.currency: each for each in added(line.paid for line in lines if line.paid)}
    zero = Decimal(0)
    return tuple(
        Balance(earned.get(code) or Money(zero, code), paid.get(code) or Money(zero, code))
        for code in sorted({*earned, *paid})
    )


def waiting(affairs: Affairs, reader: PersonId) -> tuple[Entry, ...]:
    """The entries that wait for somebody's word: those that the other side wrote down."""
    mine = affairs.member(reader)
    return tuple(
        each
        for each in affairs.books.entries
        if each.state is EntryState.LOGGED
        and mine is not None
        and (by := affairs.member(each.by)) is not None
        and by.side is not mine.side
    )


def _spent(lines: Sequence[Earned], affairs: Affairs, today: date) -> tuple[tuple[PersonId, tuple[Money, ...]], ...]:
    """What each person's work came to in this month, where there are several of them."""
    month = period(Per.MONTH, today)
    people = [member.person for member in affairs.joined if member.side is Side.ASSISTANT]
    sums = [
        (person, added(each.due for each in lines if each.due and each.person == person and month.has(each.day)))
        for person in people
    ]
    return tuple((person, spent) for person, spent in sums if spent) if len(people) > 1 else ()
