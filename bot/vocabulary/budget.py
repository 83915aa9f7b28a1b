"""What the books come to: what is due, how far each cap is used, what is still open; and the answers that show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.vocabulary.entries import Entry, EntryId, EntryState
from bot.vocabulary.model import EngagementId, PersonId
from bot.vocabulary.money import Money
from bot.vocabulary.terms import Cap, Contract, DutyId, ExchangeRate, Terms


class Source(StrEnum):
    """What a line of the books comes from."""

    TIME = "time"
    COST = "cost"
    SALE = "sale"
    """Its commission is what is due."""
    MILESTONE = "milestone"
    DEPOSIT = "deposit"
    FEE = "fee"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Earned:
    """One line of the books: what was done on a day, and what is `due` for it.

    `worth` is what it uses of a retainer of money, where that is not due as well. `entry` is None for what follows from
    the terms themselves: deposits, fees, and milestones whose expectation was accepted. `sold` is the amount of a sale.
    """

    day: date
    duty: DutyId
    source: Source
    person: PersonId | None = None
    words: str = ""
    minutes: int = 0
    due: Money | None = None
    worth: Money | None = None
    paid: Money | None = None
    sold: Money | None = None
    entry: EntryId | None = None
    state: EntryState | None = None
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """How a period goes on: working days left after today, and the day on which the cap is reached at this pace.

    None where it is not reached within the period, or it is too early to tell.
    """

    days_left: int
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """How far a cap is used in a period. Numbers are minutes, or amounts in the currency of the cap.

    `limit` includes what was `carried` over from the periods before. `uncounted` is money in other currencies for which
    no rate was given. `name` is the duty's; `duty` is None for a ceiling over all of them.
    """

    key: str
    cap: Cap
    first: date
    last: date
    limit: Decimal
    used: Decimal
    carried: Decimal = Decimal(0)
    uncounted: tuple[Money, ...] = ()
    pace: Pace | None = None
    duty: DutyId | None = None
    person: PersonId | None = None
    name: str = ""
    warns: bool = True
    """False where reaching it is simply what was agreed on, as with the price of a project."""

    @property
    def left(self) -> Decimal:
        """What is left; below zero once it is over."""
        return self.limit - self.used

    @property
    def share(self) -> Decimal:
        """How much of it is used, in percent."""
        return 100 * self.used / self.limit if self.limit else Decimal(100 if self.used else 0)

    @property
    def is_over(self) -> bool:
        """Whether more was used than there is."""
        return self.used > self.limit


@dataclass(frozen=True, slots=True)
class Balance:
    """In one currency: what was due so far, what was paid, and what is open."""

    due: Money
    paid: Money

    @property
    def open(self) -> Money:
        """What is still to be paid; below zero, what was paid ahead."""
        return self.due - self.paid


@dataclass(frozen=True, slots=True)
class Together:
    """Amounts of several currencies as one, at rates that the owner gave."""

    money: Money
    rates: tuple[ExchangeRate, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """How an engagement stands on a day: every cap, what is open, and how many entries wait for the reader's word."""

    engagement: EngagementId
    name: str
    today: date
    usages: tuple[Usage, ...] = ()
    balances: tuple[Balance, ...] = ()
    together: Together | None = None
    spent: tuple[tuple[PersonId, tuple[Money, ...]], ...] = ()
    """What each person's work came to in this month, where there are several."""
    unanswered: int = 0
    has_terms: bool = True
    can_change: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything of some days, with what was open before and after. Each currency by itself."""

    engagement: EngagementId
    name: str
    first: date
    last: date
    lines: tuple[Earned, ...]
    before: tuple[Money, ...]
    due: tuple[Money, ...]
    paid: tuple[Money, ...]
    after: tuple[Money, ...]
    together: Together | None = None
    names: tuple[tuple[DutyId, str], ...] = ()
    minutes: int = 0
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a one-off or a project: its price, and the day since when it is due, if it is."""

    name: str
    price: Money
    expectation: str | None = None
    due_since: date | None = None


@dataclass(frozen=True, slots=True)
class DutySeen:
    """A duty as it is agreed on: what holds now, what will hold (`later`), and its stages."""

    terms: Terms
    later: Terms | None = None
    stages: tuple[Stage, ...] = ()
    versions: int = 1


@dataclass(frozen=True, slots=True)
class TermsShown:
    """What is agreed on about pay, in one engagement; with buttons for the owner."""

    engagement: EngagementId
    duties: tuple[DutySeen, ...]
    ceilings: tuple[tuple[PersonId | None, Cap], ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    contract: Contract | None = None
    can_change: bool = False


@dataclass(frozen=True, slots=True)
class EntryShown:
    """What was just logged, corrected, confirmed or disputed, with how its caps stand now."""

    entry: Entry
    done: str
    usages: tuple[Usage, ...] = ()
    due: Money | None = None


@dataclass(frozen=True, slots=True)
class EntriesShown:
    """The latest entries of an engagement, those that wait for the reader's word first."""

    engagement: EngagementId
    entries: tuple[Entry, ...]
    waiting: frozenset[str] = frozenset()
    """The ids of those that wait for the reader's word."""
    confirmed: int = 0
    """How many were just confirmed: then the list takes the place of the card on which that was pressed."""


@dataclass(frozen=True, slots=True)
class BudgetShown:
    """How one engagement stands, or each of several."""

    budgets: tuple[Budget, ...]


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement of some days, as a card and as files."""

    statement: Statement


MoneyAnswer = TermsShown | EntryShown | EntriesShown | BudgetShown | StatementShown
