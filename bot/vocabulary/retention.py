"""How long each type of record is kept. Whoever adds a type says so here (a test reminds).

What happened, message by message, is kept for the stated period; figures of weeks for 13 months (the CNIL objected to
a month of individual idle times, and there is no reason to keep single waits longer than they are of use). What people
agreed on and typed for each other lasts as long as their engagement, and goes as long after its end as figures do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from bot.vocabulary.agreements import Draft, Expectation, ExpectationStep
from bot.vocabulary.entries import Entry, EntryStep
from bot.vocabulary.installing import Installation
from bot.vocabulary.records import (
    AbsenceKept,
    CalibrationKept,
    ConversationKept,
    Engagement,
    Gap,
    HeldBack,
    HoursKept,
    MessageKept,
    NudgeKept,
    Outgoing,
    PersonKept,
    Reach,
    SetAside,
    Snooze,
    Wakeup,
    WeekKept,
)
from bot.vocabulary.vetting import VettingTemplate

EVENTS_FOR: Final = timedelta(days=30)
"""The period for single events, unless it is set otherwise; see `OPENLINE_RETENTION_DAYS`."""
FIGURES_FOR: Final = timedelta(days=395)
"""13 months: a year can be compared with the one before."""
SEEN_FOR: Final = timedelta(days=7)
"""How long a fact is told apart from its repetition; the slowest retries end after 24 h and 6 min."""


class Period(StrEnum):
    """Which of the periods holds for a type."""

    EVENTS = "events"
    FIGURES = "figures"


class Age(NamedTuple):
    """From which moment of a record its period is counted. `cards`: only rows drawn on a card, or only others."""

    kind: type
    since: str
    period: Period
    cards: bool | None = None


AGES: Final = (
    Age(Gap, "asked_at", Period.EVENTS),
    Age(MessageKept, "heard.at", Period.EVENTS),
    Age(NudgeKept, "at", Period.EVENTS),
    Age(Snooze, "until", Period.EVENTS),
    Age(HeldBack, "at", Period.EVENTS),
    Age(SetAside, "at", Period.EVENTS),
    Age(Draft, "at", Period.EVENTS),
    Age(Outgoing, "created_at", Period.EVENTS, cards=False),
    Age(Outgoing, "created_at", Period.FIGURES, cards=True),  # where the card stands, it changes for as long as that
    Age(WeekKept, "at", Period.FIGURES),
)
PARENTS: Final[Mapping[type, tuple[str, type]]] = {
    ExpectationStep: ("expectation", Expectation),
    EntryStep: ("entry", Entry),
}
"""What belongs to an engagement by way of another record: the field that names it."""
LASTING: Final[Mapping[type, str]] = {
    PersonKept: "what the platform tells; goes with the workspace, or when they erase it",
    ConversationKept: "what the platform tells; goes with the workspace",
    CalibrationKept: "numbers about nobody",
    HoursKept: "somebody's hours hold until they tell others",
    AbsenceKept: "a part of somebody's calendar",
    Engagement: "as long as it lasts, and then as long as figures",
    Reach: "one row a conversation",
    Wakeup: "goes when it rings",
    VettingTemplate: "a workspace's own list, about nobody",
    Installation: "as long as we are installed there; about nobody",
}
"""What is not ended by its age, and why."""


def before(period: Period, events: timedelta) -> timedelta:
    """How far back a period reaches."""
    return events if period is Period.EVENTS else FIGURES_FOR
