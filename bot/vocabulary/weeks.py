"""The figures of a week that are kept, and that somebody is to be shown its digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.vocabulary.model import EngagementId, PersonId, WorkspaceId


@dataclass(frozen=True, slots=True)
class WeekKept:
    """What one person was asked in one week of an engagement, and how long it took: figures only, kept for 13 months.

    `week` is the local date on which it ended. Seconds are working time; None where fewer than five were answered.
    """

    workspace: WorkspaceId
    engagement: EngagementId
    person: PersonId
    week: str
    at: datetime
    asked: int
    answered: int
    waiting: int
    median_seconds: float | None = None
    p90_seconds: float | None = None
    check_ins: int = 0
    late: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Show somebody the digest of the week that ended at a moment."""

    to: PersonId
    engagement: EngagementId
    until: datetime
