"""A week of an engagement: what is known of it, what is found in it, and the figures of it that are kept.

Findings name codes and facts; `wording.digest` has their sentences. Both sides get the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.audit import Fate, Wait
from bot.vocabulary.model import EngagementId, PersonId, Side
from bot.vocabulary.records import Gap, HeldBack, Reach
from bot.vocabulary.signals import Reason

WEEK: Final = timedelta(weeks=1)
TREND: Final = 4
"""Weeks that the picture and the trend look back."""


class Heading(StrEnum):
    """The five mistakes, as headings of a digest; in this order."""

    KNOWING = "Getting to know each other"
    TALKING = "Keeping in touch"
    MONEY = "Budget"
    ROOM = "Capacity"
    OWNING = "The owner's part"


class Finding(NamedTuple):
    """One line under a heading: a code with its facts. People stand in the facts by their ids, moments in ISO form."""

    heading: Heading
    what: Reason


class Suggestion(NamedTuple):
    """What could be done about something, and why: a button with its reason. The heaviest three are shown."""

    what: Reason
    action: str
    about: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found in a week."""

    findings: tuple[Finding, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


NOTHING: Final = Found()


class Waited(NamedTuple):
    """A question of the engagement, with how long it has waited on the clock of whoever owes (until the week's end)."""

    gap: Gap
    owing: Side
    wait: Wait

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits."""
        return self.wait.fate in {Fate.OPEN, Fate.ACKNOWLEDGED}


@dataclass(frozen=True, slots=True)
class Week:
    """Everything that is known of one week of one engagement.

    `until` is its end (exclusive, UTC), which for a preview is now. `waits` are the questions of the last four weeks,
    `held_back` what was not said in this one, `reaches` how far its conversations are known.
    """

    affairs: Affairs
    situation: Agreements
    until: datetime
    waits: Sequence[Waited] = ()
    held_back: Sequence[HeldBack] = ()
    reaches: Sequence[Reach] = ()

    @property
    def first(self) -> datetime:
        """When it began."""
        return self.until - WEEK

    def holds(self, at: datetime | None) -> bool:
        """Whether a moment lies in it."""
        return at is not None and self.first <= at < self.until

    def side(self, person: PersonId) -> Side | None:
        """On which side somebody is."""
        member = self.affairs.member(person)
        return member.side if member else None


class Course(NamedTuple):
    """How long one side let the other wait, week by week, the oldest first; None where nothing was asked.

    Seconds of working time; `is_bound` where the longest of them still waits, so that it is at least so much.
    """

    owing: Side
    weeks: tuple[float | None, ...]
    is_bound: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A week summed up. `lead` is what the first sentence says; `is_median` what the courses are."""

    engagement: EngagementId
    until: datetime
    lead: Reason
    findings: tuple[Finding, ...]
    suggestions: tuple[Suggestion, ...]
    courses: tuple[Course, ...]
    is_median: bool
    target: timedelta
