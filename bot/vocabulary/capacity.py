"""Room for more: when somebody was asked about it, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.vocabulary.model import EngagementId, PersonId, WorkspaceId


@dataclass(frozen=True, slots=True)
class RoomAsked:
    """Somebody was asked whether they have room for more, with about so many hours a week free by then.

    `has_room` is None until they answer; `hours` is what they said then.
    """

    workspace: WorkspaceId
    engagement: EngagementId
    person: PersonId
    at: datetime
    free: float
    answered_at: datetime | None = None
    has_room: bool | None = None
    hours: float | None = None
