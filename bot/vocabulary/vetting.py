"""Getting to know somebody: what is to be settled before work is handed out, and by whom it was settled when.

These are notes that people type into Openline for each other to read. Nothing is kept about anybody who has not joined:
candidates join as candidates, and until then there is only the seal of their invitation (`engine.invitations`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from bot.vocabulary.model import EngagementId, ExpectationId, PersonId, WorkspaceId
from bot.vocabulary.signals import Reason


class VettingItem(NamedTuple):
    """One thing to settle. `key` names it for good, however its words change."""

    key: str
    words: str
    is_required: bool = True


INTERVIEW: Final = "interview"
TRIAL: Final = "trial"
HOURS: Final = "hours"

STANDARD: Final = (
    VettingItem(INTERVIEW, "Interview"),
    VettingItem("references", "Two references"),
    VettingItem("sample", "Work sample"),
    VettingItem(TRIAL, "Paid trial task"),
    VettingItem("payment", "Identity and payment details"),
    VettingItem("contract", "Contract"),
    VettingItem("nda", "NDA", is_required=False),
    VettingItem("access", "Access granted", is_required=False),
    VettingItem(HOURS, "Time zone and hours agreed"),
    VettingItem("public", "Can represent us in public", is_required=False),
)
"""What to begin with, in the order one does it; the owner edits it."""

TEMPLATE: Final = "standard"
"""The name of the list that new engagements of a workspace begin with."""


@dataclass(frozen=True, slots=True)
class VettingList:
    """What is to be settled with everybody who does work in an engagement.

    `candidates` are seals, like those of invitations: whoever joins by one of them joins as a candidate.
    """

    workspace: WorkspaceId
    engagement: EngagementId
    items: tuple[VettingItem, ...]
    set_by: PersonId
    at: datetime
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VettingTemplate:
    """The list that a workspace begins with, by name."""

    workspace: WorkspaceId
    name: str
    items: tuple[VettingItem, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class VettingTick:
    """One item with one person: settled (or open again) by whom and when, with a note or a link.

    `expectation` is the trial task that was handed out for it; accepting that settles the item.
    """

    workspace: WorkspaceId
    engagement: EngagementId
    person: PersonId
    item: str
    at: datetime
    by: PersonId
    note: str = ""
    is_done: bool = True
    expectation: ExpectationId | None = None


class CandidacyState(StrEnum):
    """How far a candidate has come."""

    CANDIDATE = "candidate"
    CHOSEN = "chosen"
    THANKED = "thanked"


@dataclass(frozen=True, slots=True)
class Candidacy:
    """Somebody who joined to be got to know first. Who is thanked is erased at `forgotten_at`."""

    workspace: WorkspaceId
    engagement: EngagementId
    person: PersonId
    at: datetime
    state: CandidacyState = CandidacyState.CANDIDATE
    forgotten_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoneAhead:
    """Work that was handed out although something spoke against it: by whom, to whom, and what that was."""

    workspace: WorkspaceId
    engagement: EngagementId
    person: PersonId
    by: PersonId
    at: datetime
    expectation: ExpectationId
    why: tuple[Reason, ...]


Vetting = VettingList | VettingTemplate | VettingTick | Candidacy | GoneAhead
