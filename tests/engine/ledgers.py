"""Books for tests: terms in the words people use, and what was logged, with no conversation around it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from bot.engine.typed import paying
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.books import books
from bot.vocabulary.entries import Entry, EntryId, EntryKind
from bot.vocabulary.model import ConversationId, EngagementId, ExpectationId, PersonId, Side, WorkspaceId
from bot.vocabulary.money import Money
from bot.vocabulary.records import Engagement, Member, MemberState
from bot.vocabulary.terms import Ceiling, DutyId, ExchangeRate, Pay, Terms

ACME, SITE, E = WorkspaceId("T1"), ConversationId("C1"), EngagementId("E1")
ana, sam, lee = map(PersonId, ("U1", "U2", "U3"))
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
"""A Wednesday."""
DESIGN = DutyId("design")
FIRST = date(2026, 11, 1)
_numbers = count(1)


def nov(day: int) -> date:
    """A day of November 2026, which begins on a Sunday."""
    return date(2026, 11, day)


def euros(amount: str | int) -> Money:
    """So many euros."""
    return Money(Decimal(amount), "EUR")


def dollars(amount: str | int) -> Money:
    """So many US dollars."""
    return Money(Decimal(amount), "USD")


def terms(
    pay: str | Pay,
    since: date = FIRST,
    number: int = 1,
    duty: DutyId = DESIGN,
    person: PersonId | None = None,
    cap: str = "",
) -> Terms:
    """How a duty is paid, as it would be typed."""
    meant = paying.pay(pay) if isinstance(pay, str) else pay
    ceiling = paying.cap(cap) if cap else None
    return Terms(ACME, E, duty, number, duty.title(), since, meant, ana, NOW, person, ceiling)


def ceiling(cap: str, person: PersonId | None = None, since: date = FIRST) -> Ceiling:
    """What can be afforded over all duties."""
    return Ceiling(ACME, E, person or "all", 1, since, paying.cap(cap), ana, NOW, person)


def rate(base: str, quote: str, worth: str, since: date = FIRST) -> ExchangeRate:
    """What the owner says a currency is worth."""
    return ExchangeRate(ACME, E, base, quote, 1, since, Decimal(worth), ana, NOW)


def time(minutes: int, day: date, duty: DutyId = DESIGN, person: PersonId = sam) -> Entry:
    """Time that was logged."""
    return _entry(EntryKind.TIME, day, duty, person, minutes=minutes)


def cost(money: Money, day: date, duty: DutyId = DESIGN, person: PersonId = sam) -> Entry:
    """A cost that was logged."""
    return _entry(EntryKind.COST, day, duty, person, money=money)


def sale(money: Money, day: date, duty: DutyId = DESIGN) -> Entry:
    """A sale that was logged."""
    return _entry(EntryKind.SALE, day, duty, sam, money=money)


def payment(money: Money, day: date) -> Entry:
    """A payment that was logged."""
    return _entry(EntryKind.PAYMENT, day, DutyId(""), sam, money=money)


def accepted(which: str, at: datetime) -> Expectation:
    """Something that was accepted at a moment."""
    return Expectation(
        ACME, ExpectationId(which), E, SITE, ana, sam, which, at, at, at, ExpectationState.ACCEPTED, closed_at=at
    )


def affairs(*records: object, zone: str = "Europe/Berlin") -> Affairs:
    """An engagement of Ana with Sam and Lee, and these books."""
    engagement = Engagement(ACME, E, "Site", (SITE,), zone, datetime(2026, 1, 1, tzinfo=UTC))
    sides = ((ana, Side.OWNER), (sam, Side.ASSISTANT), (lee, Side.ASSISTANT))
    members = tuple(Member(ACME, E, person, side, MemberState.JOINED, NOW) for person, side in sides)
    expectations = tuple(each for each in records if isinstance(each, Expectation))
    return Affairs(engagement, members, expectations=expectations, books=books(records, E))


def _entry(
    kind: EntryKind, day: date, duty: DutyId, person: PersonId, minutes: int = 0, money: Money | None = None
) -> Entry:
    number = next(_numbers)
    words = f"{kind} {number}"
    return Entry(ACME, EntryId(f"{number:06}"), E, duty, kind, person, person, day, NOW, words, minutes, money)
