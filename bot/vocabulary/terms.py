"""What was agreed on about pay: a duty's way of paying, what may be spent, the contract, and rates between currencies.

Everything here is versioned by a number: what is agreed anew holds from its `since` on, and the past stays as it was.
Days are calendar days; those of periods are on the calendar of the engagement's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from bot.vocabulary.model import EngagementId, ExpectationId, PersonId, WorkspaceId
from bot.vocabulary.money import Money

DutyId = NewType("DutyId", str)
"""One line of work that is paid for in one way: see `Terms`."""
NO_DUTY = DutyId("")
"""What was logged before any terms were set."""


class Per(StrEnum):
    """How long a period is. Periods are those of the calendar: weeks begin on Monday."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"
    """From beginning to end."""


@dataclass(frozen=True, slots=True)
class Cap:
    """How much may be used in each period: working time, or money. Exactly one of them is set.

    What `rolls_over` is not lost at the end of a period: what is left is there in the next one, besides its own.
    """

    per: Per
    minutes: int | None = None
    money: Money | None = None
    rolls_over: bool = False


@dataclass(frozen=True, slots=True)
class OneOff:
    """One price: a deposit at the beginning, the rest when it is done (`expectation`, where one says so)."""

    price: Money
    deposit: Money | None = None
    expectation: ExpectationId | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A part of a project, with its price: due when its expectation is accepted, or said to be reached."""

    name: str
    price: Money
    expectation: ExpectationId | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """Paid part by part."""

    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Hourly:
    """Paid by the hour. `minutes` are the most of each `per`."""

    rate: Money
    minutes: int | None = None
    per: Per = Per.WEEK


@dataclass(frozen=True, slots=True)
class Retainer:
    """So many hours, or so much money, in each period; what is left may roll over.

    `fee` is due at the beginning of each period. Hours are used by time that is logged; money by costs, and by time
    at `rate` where there is one.
    """

    per: Per
    fee: Money | None = None
    minutes: int | None = None
    rate: Money | None = None
    rolls_over: bool = False


@dataclass(frozen=True, slots=True)
class Recurring:
    """The same amount in each period, due at its beginning."""

    fee: Money
    per: Per


@dataclass(frozen=True, slots=True)
class Tier:
    """From more than `above` in a period on: a share of what is sold (`percent`), or an `amount` for each sale.

    `above` counts money sold where `percent` is set, and sales where `amount` is.
    """

    above: Decimal
    percent: Decimal | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Commission:
    """A share of each sale, or an amount for each. The first tier begins at 0; all tiers are of one kind.

    `currency` is that of thresholds above 0, in which sales are then counted.
    """

    tiers: tuple[Tier, ...]
    per: Per = Per.MONTH
    currency: str | None = None


Pay = OneOff | Project | Hourly | Retainer | Recurring | Commission


@dataclass(frozen=True, slots=True)
class Terms:
    """The n-th version of how a duty is paid, from `since` on, for one person's work or (None) everybody's.

    `cap` is what the owner can afford for it. `ends` is the last day of the duty.
    """

    workspace: WorkspaceId
    engagement: EngagementId
    duty: DutyId
    number: int
    name: str
    since: date
    pay: Pay
    set_by: PersonId
    at: datetime
    person: PersonId | None = None
    cap: Cap | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What the owner can afford over all duties, for one person or (None) over all people. No cap: not any more."""

    workspace: WorkspaceId
    engagement: EngagementId
    scope: str
    """Whose it is, in a word that names it: the person's id, or `all`."""
    number: int
    since: date
    cap: Cap | None
    set_by: PersonId
    at: datetime
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """What one of `base` is worth in `quote`, as the owner says, from `since` on. Only then are they added up."""

    workspace: WorkspaceId
    engagement: EngagementId
    base: str
    quote: str
    number: int
    since: date
    rate: Decimal
    set_by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Contract:
    """The agreement itself, the n-th version: where it can be read, and the days that matter in it.

    `notice` is the last day on which notice can be given, `renews` the day on which it goes on by itself.
    """

    workspace: WorkspaceId
    engagement: EngagementId
    number: int
    set_by: PersonId
    at: datetime
    link: str = ""
    starts: date | None = None
    ends: date | None = None
    notice: date | None = None
    renews: date | None = None
