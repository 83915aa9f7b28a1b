"""What is said about money, in private: a cap that fills, entries that wait for a word, days of the agreement."""

from __future__ import annotations

from dataclasses import dataclass

from bot.vocabulary.model import EngagementId, PersonId


@dataclass(frozen=True, slots=True)
class TellBudget:
    """Tell somebody how far a cap is used in the period that begins on `slot`: `level` %, or its pace."""

    to: PersonId
    engagement: EngagementId
    cap: str
    slot: str
    level: str


@dataclass(frozen=True, slots=True)
class ShowEntries:
    """Show somebody the entries of the other side that wait for their word: once a working day at most."""

    to: PersonId
    engagement: EngagementId


@dataclass(frozen=True, slots=True)
class TellEntry:
    """Tell somebody what was done with an entry: its n-th step."""

    to: PersonId
    engagement: EngagementId
    entry: str
    step: int


@dataclass(frozen=True, slots=True)
class RemindContract:
    """Remind somebody of a day of the agreement (`which`), as long as it is still that day."""

    to: PersonId
    engagement: EngagementId
    which: str
    day: str


@dataclass(frozen=True, slots=True)
class TellTerms:
    """Tell somebody of the n-th version of a duty's terms, as long as it is the latest."""

    to: PersonId
    engagement: EngagementId
    duty: str
    number: int


Booked = TellBudget | ShowEntries | TellEntry | RemindContract | TellTerms
"""What is said about money: to one of an engagement, in private."""
