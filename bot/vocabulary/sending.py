"""What is to be said and when to look again, kept: nudges, snoozes, wakeups, and what waits to be posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.vocabulary.effects import Address, Effect, Matter, ToPerson
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.signals import Reason


@dataclass(frozen=True, slots=True)
class NudgeKept:
    """Somebody was nudged about a matter: for the n-th time, at a moment."""

    workspace: WorkspaceId
    to: PersonId
    about: Matter
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Snooze:
    """Somebody put a matter off until later, for the n-th time; the reason is shown on waking."""

    workspace: WorkspaceId
    by: PersonId
    about: Matter
    at: datetime
    until: datetime
    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Something that was not said, and why; the digest lists it."""

    workspace: WorkspaceId
    to: PersonId
    about: Matter
    at: datetime
    why: Reason


OF_SOMEBODY: Final = frozenset({"forget-candidate", "room"})
"""Kinds of stored moments whose slot begins with a person."""


@dataclass(frozen=True, slots=True)
class Wakeup:
    """A moment at which the engine wants to be asked again. One row for each kind, subject and slot."""

    workspace: WorkspaceId
    kind: str
    subject: str
    slot: str
    at: datetime

    @property
    def person(self) -> PersonId | None:
        """Whom it names, and with whom it goes.

        Its subject is a person's id (`turn`), or `CONVERSATION/ENGAGEMENT PERSON`, or its slot begins with them.
        """
        if "/" not in self.subject:
            return PersonId(self.subject)
        if " " in self.subject:
            return PersonId(self.subject.rpartition(" ")[2])
        return PersonId(self.slot.partition("/")[0]) if self.kind in OF_SOMEBODY else None


class OutgoingState(StrEnum):
    """Where a message to be posted stands. `unknown`: it may have arrived; the platform is asked first."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    RECONCILED = "reconciled"
    SUPPRESSED = "suppressed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to be posted: once, under its key, however often it is tried.

    `card` names what it is drawn on; see `effects.Say`. `receipt` is the platform's id of the message it stands in.
    """

    workspace: WorkspaceId
    key: str
    to: Address
    effect: Effect
    created_at: datetime
    not_before: datetime
    state: OutgoingState = OutgoingState.PENDING
    tries: int = 0
    claimed_at: datetime | None = None
    settled_at: datetime | None = None
    receipt: str | None = None
    why: Reason | None = None
    card: str = ""

    @property
    def lane(self) -> str:
        """Where it keeps its order with others: what goes to a person, or to a conversation with all its threads."""
        if isinstance(self.to, ToPerson):
            return f"person/{self.to.person}"
        return f"conversation/{self.to.conversation}"

    @property
    def recipient(self) -> PersonId | None:
        """Whom it goes to privately."""
        return self.to.person if isinstance(self.to, ToPerson) else None
