"""Made-up records of check-ins, feedback and weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from bot.vocabulary.checkins import (
    Blocker,
    BlockerId,
    BlockerKind,
    BlockerState,
    CheckIn,
    CheckInAnswer,
    CheckInId,
    CheckInSchedule,
    CheckInState,
    Shown,
)
from bot.vocabulary.events import Value
from bot.vocabulary.feedback import Feedback, FeedbackAsked, FeedbackId, Occasion
from bot.vocabulary.model import ConversationId, EngagementId, ExpectationId, PersonId, WorkspaceId
from bot.vocabulary.records import Record, WeekKept

ANA, SAM = PersonId("ana"), PersonId("sam")
BUILD: Final = EngagementId("build")
SITE: Final = ConversationId("site")
NOW: Final = datetime(2026, 6, 1, 10, 0, 0, 250_000, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)


def talked(workspace: WorkspaceId) -> dict[type, Sequence[Record]]:
    """How it goes, what is in the way, what was said about each other, and the figures of weeks."""
    return {
        CheckInSchedule: [
            CheckInSchedule(workspace, BUILD, ANA, NOW, (0, 4), time(9, 30), ("Mood?",), False, Shown.HERE),
            CheckInSchedule(workspace, BUILD, SAM, NOW),
        ],
        CheckIn: [
            CheckIn(workspace, CheckInId("c1"), BUILD, SAM, "2026-06-01", NOW, CheckInState.ANSWERED),
            CheckIn(workspace, CheckInId("c2"), BUILD, SAM, "2026-06-03", NOW + 48 * HOUR, is_asked=False),
        ],
        CheckInAnswer: [
            CheckInAnswer(
                workspace,
                CheckInId("c1"),
                BUILD,
                SAM,
                "2026-06-01",
                NOW,
                "the header",
                "the footer",
                "no logo",
                "",
                2.5,
                (Value("own_0", "fine"),),
                True,
                NOW + HOUR,
            )
        ],
        Blocker: [
            Blocker(workspace, BlockerId("c1-stuck"), BUILD, SITE, SAM, BlockerKind.STUCK, "no logo", NOW),
            Blocker(
                workspace,
                BlockerId("c1-unclear"),
                BUILD,
                SITE,
                SAM,
                BlockerKind.UNCLEAR,
                "which?",
                NOW,
                BlockerState.ANSWERED,
                ANA,
                NOW + HOUR,
                "the blue one",
            ),
        ],
        FeedbackAsked: [FeedbackAsked(workspace, FeedbackId("f1"), BUILD, ANA, SAM, NOW, Occasion.THREE_WEEKS)],
        Feedback: [
            Feedback(workspace, FeedbackId("f1"), BUILD, ANA, SAM, NOW, 4, "fast", "ask more", ExpectationId("e1")),
            Feedback(workspace, FeedbackId("f2"), BUILD, SAM, ANA, NOW, 5),
        ],
        WeekKept: [
            WeekKept(workspace, BUILD, SAM, "2026-06-05", NOW, 6, 5, 1, 3600.5, 7200.25, 3, 1, 1),
            WeekKept(workspace, BUILD, SAM, "2026-06-12", NOW, 1, 1, 0),
        ],
    }
