"""How an engagement stands: under each of the five headings a state, its numbers, what changed, one next step.

There is no figure for everything. A rule finds signs in a week (`digest.Week`); the same ones speak in the digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.vocabulary.digest import Heading, Suggestion
from bot.vocabulary.model import EngagementId
from bot.vocabulary.signals import Reason


class State(StrEnum):
    """What something asks for: nothing, an eye on it, or something to be done."""

    GOOD = "good"
    WATCH = "watch"
    ACT = "act"


class Sign(NamedTuple):
    """One thing that was looked at: a code with its numbers as facts, and what could be done about it.

    A rule gives a sign under the same code and `whose` every time, good or not, so that it can be told what changed.
    """

    heading: Heading
    state: State
    what: Reason
    step: Suggestion | None = None
    whose: str = ""


class Moved(NamedTuple):
    """A sign that reads differently from a week ago."""

    now: Reason
    before: Reason


@dataclass(frozen=True, slots=True)
class Stand:
    """One heading: the worst of its signs is its state, and its step the next one. `before` is that of a week ago."""

    heading: Heading
    state: State
    signs: tuple[Sign, ...]
    before: State
    moved: tuple[Moved, ...] = ()
    step: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """The five headings, in their order."""

    engagement: EngagementId
    at: datetime
    stands: tuple[Stand, ...]
