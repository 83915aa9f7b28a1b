"""The books of an engagement: all terms, ceilings, rates and the contract, and everything that was logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final, TypeVar

from bot.vocabulary.entries import BudgetWarned, Entry, EntryId, EntryStep
from bot.vocabulary.model import EngagementId
from bot.vocabulary.terms import Ceiling, Contract, DutyId, ExchangeRate, Terms

MoneyRecord = Terms | Ceiling | ExchangeRate | Contract | Entry | EntryStep | BudgetWarned
Line = Terms | Ceiling | ExchangeRate | Contract | Entry | BudgetWarned
Kind = TypeVar("Kind", bound=Line)

NAMED: Final[Mapping[type, tuple[str, ...]]] = {
    Terms: ("duty", "number"),
    Ceiling: ("engagement", "scope", "number"),
    ExchangeRate: ("engagement", "base", "quote", "number"),
    Contract: ("engagement", "number"),
    Entry: ("id",),
    EntryStep: ("entry", "number"),
    BudgetWarned: ("engagement", "cap", "slot", "level"),
}
"""What names each record inside its workspace."""
CONCERNING: Final[Mapping[type, tuple[str, ...]]] = {
    Terms: ("set_by", "person"),
    Ceiling: ("set_by", "person"),
    ExchangeRate: ("set_by",),
    Contract: ("set_by",),
    Entry: ("person", "by"),
    EntryStep: ("person", "by"),
    BudgetWarned: ("person",),
}
"""Whom each is about."""
NEVER_REWRITTEN: Final = frozenset({Terms, Ceiling, ExchangeRate, Contract, EntryStep, BudgetWarned})
"""Versions, steps and warnings stay as they are; what changes is the next one."""


@dataclass(frozen=True, slots=True)
class Books:
    """Each kind in the order of its versions, or of its days."""

    terms: tuple[Terms, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    contracts: tuple[Contract, ...] = ()
    entries: tuple[Entry, ...] = ()
    warned: tuple[BudgetWarned, ...] = ()

    @property
    def duties(self) -> tuple[DutyId, ...]:
        """Every duty there ever was, in the order in which they were agreed on."""
        first = sorted((each for each in self.terms if each.number == 1), key=lambda each: (each.at, each.duty))
        return tuple(each.duty for each in first)

    @property
    def contract(self) -> Contract | None:
        """The agreement as it stands."""
        return self.contracts[-1] if self.contracts else None

    def versions(self, duty: DutyId) -> tuple[Terms, ...]:
        """Everything that was agreed on about a duty."""
        return tuple(each for each in self.terms if each.duty == duty)

    def latest(self, duty: DutyId | str) -> Terms | None:
        """What was agreed on last about a duty, whether it holds already or not."""
        return next((each for each in reversed(self.terms) if each.duty == duty), None)

    def valid(self, duty: DutyId, day: date) -> Terms | None:
        """What holds for a duty on a day; None before it began and after it ended."""
        held = [each for each in self.terms if each.duty == duty and each.since <= day]
        latest = max(held, key=lambda each: (each.since, each.number), default=None)
        return None if latest is None or (latest.ends is not None and day > latest.ends) else latest

    def entry(self, which: EntryId | str) -> Entry | None:
        """One thing that was logged."""
        return next((each for each in self.entries if each.id == which), None)

    def names(self, about: str) -> bool:
        """Whether a button or a form is about something in here."""
        first = about.partition("/")[0]
        return any(each.duty == first for each in self.terms) or any(each.id == about for each in self.entries)


def books(records: Iterable[object], engagement: EngagementId) -> Books:
    """The books of an engagement from records; of those with one name the last counts."""
    theirs = [each for each in records if isinstance(each, Line) and each.engagement == engagement]
    return Books(
        tuple(sorted(_last(theirs, Terms), key=lambda each: (each.duty, each.number))),
        tuple(sorted(_last(theirs, Ceiling), key=lambda each: (each.scope, each.number))),
        tuple(sorted(_last(theirs, ExchangeRate), key=lambda each: (each.base, each.quote, each.number))),
        tuple(sorted(_last(theirs, Contract), key=lambda each: each.number)),
        tuple(sorted(_last(theirs, Entry), key=lambda each: (each.day, each.at, each.id))),
        tuple(_last(theirs, BudgetWarned)),
    )


def as_of(kept: Books, then: datetime) -> Books:
    """The books as they were at a moment. What was corrected since stands as it reads now."""
    return Books(
        _by(then, kept.terms),
        _by(then, kept.ceilings),
        _by(then, kept.rates),
        _by(then, kept.contracts),
        _by(then, kept.entries),
        _by(then, kept.warned),
    )


def with_changes(kept: Books, records: Iterable[object], engagement: EngagementId) -> Books:
    """The books after a decision."""
    before = (*kept.terms, *kept.ceilings, *kept.rates, *kept.contracts, *kept.entries, *kept.warned)
    return books((*before, *records), engagement)


def _last(records: Iterable[Line], kind: type[Kind]) -> Iterable[Kind]:
    name = attrgetter(*NAMED[kind])
    named: dict[Any, Kind] = {name(each): each for each in records if isinstance(each, kind)}
    return named.values()


def _by(then: datetime, rows: Iterable[Kind]) -> tuple[Kind, ...]:
    return tuple(each for each in rows if each.at <= then)
