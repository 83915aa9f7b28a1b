"""Feedback: what one person said to another about their work together, and when it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.vocabulary.model import EngagementId, ExpectationId, PersonId, WorkspaceId

FeedbackId = NewType("FeedbackId", str)


class Occasion(StrEnum):
    """Why feedback is asked for."""

    ACCEPTED = "accepted"
    THREE_WEEKS = "three weeks"
    LONG_SILENT = "30 days"


@dataclass(frozen=True, slots=True)
class FeedbackAsked:
    """Somebody was asked for feedback about another; `number` counts how often they put this asking off."""

    workspace: WorkspaceId
    id: FeedbackId
    engagement: EngagementId
    by: PersonId
    about: PersonId
    at: datetime
    why: Occasion
    expectation: ExpectationId | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said: a rating from 1 to 5, what went well, what to change. Its reader is who it is about."""

    workspace: WorkspaceId
    id: FeedbackId
    engagement: EngagementId
    by: PersonId
    about: PersonId
    at: datetime
    rating: int
    well: str = ""
    change: str = ""
    expectation: ExpectationId | None = None


@dataclass(frozen=True, slots=True)
class AskFeedback:
    """Ask somebody for feedback, in private; nothing is said once they gave it."""

    to: PersonId
    asked: FeedbackId


@dataclass(frozen=True, slots=True)
class TellFeedback:
    """Show somebody the feedback they got."""

    to: PersonId
    feedback: FeedbackId


FeedbackRecord = FeedbackAsked | Feedback
FeedbackEffect = AskFeedback | TellFeedback
