"""From the books to what is due: each line of time, cost, sale, milestone, deposit and fee, at the terms valid then.

- Time is due by the hour at the rate valid on its day, rounded to the coin line by line: the lines add up to the sum.
- Fees are due at the beginning of each period, the first on the day the duty begins; a part of a period counts whole.
- A deposit is due when the duty begins, a milestone when both know that it is reached or its expectation is accepted.
- A sale's commission follows the rates valid on its day (case 35). Tiers are marginal: only what lies above a threshold
  is paid at the higher rate. What was sold before in the same period counts towards it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from bot.engine.typed.periods import DAY, LAST, local_day, period
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.agreements import ExpectationState
from bot.vocabulary.books import Books
from bot.vocabulary.budget import Earned, Source, Stage
from bot.vocabulary.entries import Entry, EntryKind
from bot.vocabulary.money import Money
from bot.vocabulary.terms import Commission, DutyId, Hourly, OneOff, Per, Project, Recurring, Retainer, Terms, Tier

DEPOSIT: Final = "deposit"
FINAL: Final = "final payment"
HOUR: Final = Decimal(60)
PERCENT: Final = Decimal(100)


def earned(affairs: Affairs, until: date) -> tuple[Earned, ...]:
    """Every line of the books up to a day, in the order of their days."""
    books = affairs.books
    lines: list[Earned] = [*_logged(books)]
    for duty in books.duties:
        lines += _sales(duty, books)
        lines += _fees(duty, books, until)
        lines += _stages(duty, affairs)
    return tuple(sorted((each for each in lines if each.day <= until), key=lambda each: (each.day, each.entry or "")))


def _logged(books: Books) -> Iterator[Earned]:
    """Entries whose worth does not depend on others. Sales without terms are due nothing."""
    for entry in books.entries:
        terms = books.valid(entry.duty, entry.day)
        if entry.counts and not (entry.kind is EntryKind.SALE and entry.duty in books.duties):
            yield _line(entry, terms)


def _line(entry: Entry, terms: Terms | None) -> Earned:
    if entry.kind is EntryKind.PAYMENT:
        return _of(entry, Source.PAYMENT, paid=entry.money)
    if entry.kind is EntryKind.TIME:
        due, worth = _time(entry, terms)
        return _of(entry, Source.TIME, due=due, worth=worth)
    if entry.kind is EntryKind.SALE:
        return _of(entry, Source.SALE, sold=entry.money)
    return _of(entry, Source(entry.kind), due=entry.money, worth=entry.money)


def _time(entry: Entry, terms: Terms | None) -> tuple[Money | None, Money | None]:
    """What time is due, and what it is worth."""
    if terms is not None and isinstance(terms.pay, Hourly):
        due = (terms.pay.rate * (Decimal(entry.minutes) / HOUR)).rounded
        return due, due
    if terms is not None and isinstance(terms.pay, Retainer) and terms.pay.rate is not None:
        return None, (terms.pay.rate * (Decimal(entry.minutes) / HOUR)).rounded
    return None, None


def _of(
    entry: Entry,
    source: Source,
    due: Money | None = None,
    worth: Money | None = None,
    paid: Money | None = None,
    sold: Money | None = None,
) -> Earned:
    return Earned(
        entry.day,
        entry.duty,
        source,
        entry.person,
        entry.words,
        entry.minutes,
        due,
        worth,
        paid,
        sold,
        entry.id,
        entry.state,
        entry.over,
    )


class Sold(NamedTuple):
    """What was sold in a period so far: how often, and how much of each currency."""

    times: int = 0
    amounts: Mapping[str, Decimal] = {}

    def and_then(self, sale: Money) -> Sold:
        """With one more."""
        amount = self.amounts.get(sale.currency, Decimal(0)) + sale.amount
        return Sold(self.times + 1, {**self.amounts, sale.currency: amount})


def _sales(duty: DutyId, books: Books) -> Iterator[Earned]:
    pers = {each.pay.per for each in books.versions(duty) if isinstance(each.pay, Commission)}
    sold: dict[tuple[Per, date], Sold] = {}
    for entry in books.entries:
        if entry.duty != duty or entry.kind is not EntryKind.SALE or not entry.counts or entry.money is None:
            continue
        terms = books.valid(duty, entry.day)
        pay = terms.pay if terms else None
        begun = {per: (per, period(per, entry.day).first) for per in pers}
        due = commission(pay, entry.money, sold.get(begun[pay.per], Sold())) if isinstance(pay, Commission) else None
        yield _of(entry, Source.SALE, due=due, worth=due, sold=entry.money)
        sold |= {key: sold.get(key, Sold()).and_then(entry.money) for key in begun.values()}


def commission(pay: Commission, sale: Money, earlier: Sold) -> Money:
    """What a sale is due, after the `earlier` ones of its period. Money of another currency reaches no threshold."""
    if pay.tiers[0].amount is not None:
        return _tier(pay.tiers, Decimal(earlier.times)).amount or Money(Decimal(0), sale.currency)
    before = earlier.amounts.get(sale.currency, Decimal(0))
    tiers = pay.tiers if pay.currency in {None, sale.currency} else pay.tiers[:1]
    return Money(_marginal(tiers, before, before + sale.amount), sale.currency).rounded


def _tier(tiers: Sequence[Tier], count: Decimal) -> Tier:
    return [each for each in tiers if each.above <= count][-1]


def _marginal(tiers: Sequence[Tier], before: Decimal, after: Decimal) -> Decimal:
    """The shares of what lies between two sums, each part at the rate of its tier."""
    total = Decimal(0)
    for place, tier in enumerate(tiers):
        top = tiers[place + 1].above if place + 1 < len(tiers) else after
        part = min(after, top) - max(before, tier.above)
        total += max(part, Decimal(0)) * (tier.percent or 0) / PERCENT
    return total


def _fees(duty: DutyId, books: Books, until: date) -> Iterator[Earned]:
    """The fee of each period that has begun, at the terms valid when it does."""
    versions = books.versions(duty)
    day = min(each.since for each in versions)
    while day <= until:
        terms = books.valid(duty, day)
        pay = terms.pay if terms else None
        if terms is None or not isinstance(pay, Recurring | Retainer):
            coming = [each.since for each in versions if each.since > day]
            day = min(coming, default=LAST)
            continue
        if pay.fee is not None:
            yield Earned(day, duty, Source.FEE, terms.person, due=pay.fee.rounded)
        day = period(pay.per, day).last + DAY


def _stages(duty: DutyId, affairs: Affairs) -> Iterator[Earned]:
    """Deposits, and what is due because its expectation was accepted. What was logged besides is not doubled."""
    books = affairs.books
    first = min((each for each in books.versions(duty)), key=lambda each: (each.since, -each.number))
    begun = books.valid(duty, first.since) or first
    if isinstance(begun.pay, OneOff) and begun.pay.deposit is not None:
        yield Earned(first.since, duty, Source.DEPOSIT, begun.person, DEPOSIT, due=begun.pay.deposit.rounded)
    logged = {each.words for each in _reached(duty, books.entries)}
    for terms in books.versions(duty):
        for name, price, expectation in parts(terms):
            day = _accepted(expectation, affairs)
            if day is not None and name not in logged and books.valid(duty, day) == terms:
                yield Earned(day, duty, Source.MILESTONE, terms.person, name, due=price.rounded)


def parts(terms: Terms) -> tuple[tuple[str, Money, str | None], ...]:
    """What is paid for part by part: its name, its price, and the expectation it hangs on."""
    pay = terms.pay
    if isinstance(pay, OneOff):
        return ((FINAL, pay.price - pay.deposit if pay.deposit else pay.price, pay.expectation),)
    if isinstance(pay, Project):
        return tuple((each.name, each.price, each.expectation) for each in pay.milestones)
    return ()


def stages(terms: Terms, affairs: Affairs) -> tuple[Stage, ...]:
    """The same, with the day since when each is due."""
    logged = {each.words: each.day for each in _reached(terms.duty, affairs.books.entries)}
    found = [
        Stage(name, price, expectation, logged.get(name) or _accepted(expectation, affairs))
        for name, price, expectation in parts(terms)
    ]
    if isinstance(terms.pay, OneOff) and terms.pay.deposit:
        found.insert(0, Stage(DEPOSIT, terms.pay.deposit, None, terms.since))
    return tuple(found)


def _reached(duty: DutyId, entries: Iterable[Entry]) -> Iterator[Entry]:
    return (each for each in entries if each.duty == duty and each.kind is EntryKind.MILESTONE and each.counts)


def _accepted(expectation: str | None, affairs: Affairs) -> date | None:
    """The day on which an expectation was accepted, where the engagement is."""
    found = next((each for each in affairs.expectations if each.id == expectation), None) if expectation else None
    if found is None or found.state is not ExpectationState.ACCEPTED or found.closed_at is None:
        return None
    return local_day(found.closed_at, affairs.engagement.zone)
