"""Weeks of a made-up engagement: what was asked by whom, and how long it took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.vocabulary.audit import Fate, Wait
from bot.vocabulary.digest import Waited, Week
from bot.vocabulary.model import MessageId, PersonId, Side
from bot.vocabulary.records import Gap
from tests.agreed import ACME, SITE, Talk, ana, sam

FRIDAY = datetime(2026, 11, 27, 14, tzinfo=UTC)
"""15:00 in Berlin, where the engagement is."""


def waited(days_ago: float, hours: float, *, by: PersonId = sam, is_open: bool = False) -> Waited:
    """A question asked so many days before Friday's digest, that took so many hours of work, or still waits."""
    asked_at = FRIDAY - timedelta(days=days_ago)
    asker = ana if by == sam else sam
    message = MessageId(f"C1/{asked_at.timestamp()}/{by}")
    gap = Gap(ACME, SITE, None, message, asker, by, None, asked_at, asked_at + timedelta(hours=8), 0, ())
    side = Side.ASSISTANT if by == sam else Side.OWNER
    return Waited(gap, side, Wait(asked_at, hours * 3600, Fate.OPEN if is_open else Fate.ANSWERED))


def week(*waits: Waited, talk: Talk | None = None, until: datetime = FRIDAY, **more: Sequence[Any]) -> Week:
    """The week of Ana's engagement with Sam that ends on Friday."""
    situation = (talk or Talk().team(sam)).situation(ana)
    return Week(situation.affairs[0], situation, until, waits, **more)
