"""The one ticker of a process: APScheduler rings, and that is all it does.

Its job store is memory: rows are the truth. Sharing its store between processes fires jobs several times, its
CronTrigger skips a day after the clocks change, and a job that is late by a second is dropped unless told otherwise
(all measured with 3.11.3); an interval in UTC, coalesced and never too late, has none of that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Clock

EVERY: Final = timedelta(seconds=1)
JOB: Final = "tick"
DEFAULTS: Final = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

Tick = Callable[[datetime], Awaitable[object]]
Beat = Callable[[], None]


def _no_beat() -> None:
    """Nobody listens to this heart."""


class Alarm:
    """Calls `tick` with the time, again and again; `beat` after each that ended well. Use with `async with`.

    A tick that takes longer than `every` delays the next one; two never run at once. One that fails is told to the log
    and does not beat; the next comes all the same.
    """

    def __init__(self, clock: Clock, tick: Tick, beat: Beat = _no_beat, every: timedelta = EVERY) -> None:
        self._clock = clock
        self._tick = tick
        self._beat = beat
        self._every = every
        self._ticking = asyncio.Lock()
        self._is_stopped = False
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=DEFAULTS)

    async def __aenter__(self) -> Alarm:
        self._scheduler.add_job(self._ring, "interval", seconds=self._every.total_seconds(), id=JOB)
        self._scheduler.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._is_stopped = True
        async with self._ticking:  # a tick under way ends by itself: nothing is left half done
            self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # the scheduler ends in the next turn of the loop

    def unstick(self) -> bool:
        """Ring at once if the clock was put back: the scheduler would wait until it has caught up. Returns if so.

        Called by the auditor's round, which goes by a clock that nobody can put back.
        """
        job, now = self._scheduler.get_job(JOB), datetime.now(UTC)  # noqa: TID251 - the scheduler's own clock
        if job is None or job.next_run_time is None or job.next_run_time - now <= 2 * self._every:
            return False
        job.modify(next_run_time=now)
        return True

    async def _ring(self) -> None:
        async with self._ticking:
            if not self._is_stopped:
                await self._tick_once()

    async def _tick_once(self) -> None:
        try:
            await self._tick(self._clock.now())
        except Exception as failure:
            structlog.get_logger().error("tick_failed", exc_info=failure)
        else:
            self._beat()
