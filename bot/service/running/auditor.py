"""The auditor: is everything that was due long ago done with? As long as it is, or gets done, its heart beats (R41).

After a night without power there may be a thousand rows to catch up with; that is no wedge while they become fewer.
"""

from __future__ import annotations

import structlog

from bot.ports import Clock
from bot.ports.operating import Inspector
from bot.service.running.vitals import Beat
from bot.vocabulary.doctor import Late

EVERY = 10.0
"""Seconds between two looks."""
ALLOWED = 40.0
"""Three looks may go by without progress."""


class Auditor:
    """Looks at what is late, again and again."""

    def __init__(self, inspector: Inspector, clock: Clock, beat: Beat) -> None:
        self._inspector = inspector
        self._clock = clock
        self._beat = beat
        self._before: Late | None = None

    async def audit(self) -> None:
        """Look once; beat if nothing is late, or some of it was done since the last look.

        A database that refuses is no wedge: a new process would find it no better, and /readyz tells of it. One that
        never answers leaves the heart silent.
        """
        try:
            late = await self._inspector.late(self._clock.now())
        except Exception as failure:
            structlog.get_logger().error("audit_failed", exc_info=failure)
            self._beat()
        else:
            self._judge(late)

    def _judge(self, late: Late) -> None:
        if self._before is None or _goes_on(self._before, late):
            self._beat()
        else:
            structlog.get_logger().error("late_without_progress", posts=late.posts, wakeups=late.wakeups)
        self._before = late


def _goes_on(before: Late, late: Late) -> bool:
    count = late.posts + late.wakeups
    return count == 0 or count < before.posts + before.wakeups or late.oldest != before.oldest
