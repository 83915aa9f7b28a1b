"""What somebody was told about their own part, so that nobody is told too often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.vocabulary.model import EngagementId, PersonId, WorkspaceId


@dataclass(frozen=True, slots=True)
class HintKept:
    """A private hint: to whom, about their work with whom, on what (a code of `engine.reviews.coaching`), last when."""

    workspace: WorkspaceId
    engagement: EngagementId
    to: PersonId
    person: PersonId
    code: str
    at: datetime
