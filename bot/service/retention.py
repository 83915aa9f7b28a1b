"""Nothing is kept longer than stated: every hour, what is older than its period goes, some rows at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import structlog

from bot.ports import Clock, Store
from bot.vocabulary.retention import EVENTS_FOR

EVERY: Final = 3600.0
"""Seconds between two sweeps; a limit of days is kept to the hour."""
AT_ONCE: Final = 1_000
"""Rows of one type in one transaction: some tens of milliseconds, for which others wait on SQLite."""


class Retention:
    """Takes away what is older than its period. Any number of processes may do so on one store."""

    def __init__(self, store: Store, clock: Clock, events: timedelta = EVENTS_FOR, at_once: int = AT_ONCE) -> None:
        self._store = store
        self._clock = clock
        self._events = events
        self._at_once = at_once

    async def sweep(self) -> int:
        """Take away everything that is too old by now; returns how much that was. Raises what the store raises."""
        total = 0
        while gone := await self._some():
            total += gone
        if total:
            structlog.get_logger().info("expired", records=total)
        return total

    async def _some(self) -> int:
        async with self._store.begin() as work:
            gone = await work.expire(self._clock.now(), self._events, self._at_once)
            await work.commit()
        return gone
