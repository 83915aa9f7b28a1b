"""What whoever runs the process can ask it: does it live, can it be given work, how much of what is there?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final, NamedTuple, TypeVar

from bot.ports import Clock
from bot.ports.operating import Inspector, Meter
from bot.service.running.vitals import Vitals
from bot.vocabulary.doctor import Inspection
from bot.vocabulary.vitals import (
    DATABASE_UP,
    HOLES,
    LOOP_LAG,
    POSTS_DEAD,
    POSTS_OVERDUE,
    POSTS_UNKNOWN,
    SET_ASIDE,
    SILENT,
    UNRECONCILED,
    WAKEUPS_OVERDUE,
    Metric,
)
from bot.wording import vitals as wording

PATIENCE: Final = 2.0
"""Seconds for the database to answer a probe; whoever asks has little time."""
TICK: Final = 1.0
T = TypeVar("T")


class Probe(NamedTuple):
    """What is said to who asked, and whether it is good news."""

    text: str
    is_fine: bool


class Probes:
    """Answers for one process."""

    def __init__(self, vitals: Vitals, inspector: Inspector, clock: Clock, meter: Meter) -> None:
        self._vitals = vitals
        self._inspector = inspector
        self._clock = clock
        self._meter = meter
        self.unready: str | None = wording.STARTING
        """Why no work should be given to this process, as long as there is a reason."""

    async def health(self) -> Probe:
        """Whether everything that should go on goes on. The database may be away for a while without that."""
        stopped = self._vitals.stopped()
        return Probe(wording.health(stopped), not stopped)

    async def readiness(self) -> Probe:
        """Whether this process takes part: it has started, is not ending, and its database answers."""
        reason = self.unready
        if reason is None and await self._ask(self._inspector.late) is None:
            reason = wording.NO_DATABASE
        return Probe(reason or wording.READY, reason is None)

    async def measure(self) -> None:
        """Bring up to date what is shown rather than counted."""
        for pulse in self._vitals.pulses():
            self._meter.show(SILENT, round(pulse.silent, 3), pulse.heart)
        seen = await self._ask(self._inspector.inspect)
        self._meter.show(DATABASE_UP, seen is not None)
        for metric, value in _gauges(seen) if seen else ():
            self._meter.show(metric, value)

    async def _ask(self, question: Callable[[datetime], Awaitable[T]]) -> T | None:
        try:
            async with asyncio.timeout(PATIENCE):
                return await question(self._clock.now())
        except Exception:  # whatever it is, the database does not answer; the doctor says more
            return None


async def keep_time(
    seconds: Callable[[], float], meter: Meter, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Measure for ever how late this process comes to what it wanted to do."""
    while True:
        wanted = seconds() + TICK
        await sleep(TICK)
        meter.observe(LOOP_LAG, max(0.0, seconds() - wanted))


def _gauges(seen: Inspection) -> tuple[tuple[Metric, float], ...]:
    return (
        (POSTS_OVERDUE, seen.late.posts),
        (POSTS_UNKNOWN, seen.posts_unknown),
        (POSTS_DEAD, seen.posts_dead),
        (WAKEUPS_OVERDUE, seen.late.wakeups),
        (SET_ASIDE, sum(aside.times for aside in seen.set_aside)),
        (UNRECONCILED, seen.unreconciled),
        (HOLES, seen.holes),
    )
