"""The one ticker of a process."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from adapters.alarm import Alarm
from adapters.clocks import HandClock

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


async def test_it_tells_the_time_of_its_clock_again_and_again() -> None:
    told: list[datetime] = []
    enough = asyncio.Event()

    async def tick(now: datetime) -> None:
        told.append(now)
        if len(told) == 2:
            enough.set()

    async with Alarm(HandClock(NOON), tick, every=timedelta(milliseconds=20)):
        await enough.wait()
    assert told[:2] == [NOON, NOON]


async def test_a_tick_that_fails_does_not_beat_and_the_next_one_comes() -> None:
    beats: list[int] = []
    rang = 0
    beaten = asyncio.Event()

    async def tick(now: datetime) -> None:
        nonlocal rang
        rang += 1
        if rang == 1:
            raise RuntimeError("once")

    def beat() -> None:
        beats.append(rang)
        beaten.set()

    async with Alarm(HandClock(NOON), tick, beat, every=timedelta(milliseconds=20)):
        await beaten.wait()
    assert beats[0] >= 2
