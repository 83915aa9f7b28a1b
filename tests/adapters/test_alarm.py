"""The one ticker: it rings again and again, one tick at a time, and says so only when a tick has ended well."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from adapters.alarm import JOB, Alarm
from adapters.clocks import HandClock
from tests.builders import at

SHORT = timedelta(milliseconds=5)


async def until(done: asyncio.Event) -> None:
    async with asyncio.timeout(5):
        await done.wait()


async def test_it_tells_the_time_of_its_clock_and_beats_after_each_tick() -> None:
    told: list[datetime] = []
    beats: list[int] = []
    done = asyncio.Event()

    async def tick(now: datetime) -> None:
        told.append(now)

    def beat() -> None:
        beats.append(len(told))
        if len(beats) == 3:
            done.set()

    async with Alarm(HandClock(at("mon 9:00")), tick, beat, SHORT):
        await until(done)
    assert set(told) == {at("mon 9:00")}
    assert beats[:3] == [1, 2, 3]


async def test_two_ticks_never_run_at_once() -> None:
    running, most = 0, 0
    done = asyncio.Event()

    async def tick(now: datetime) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(3 * SHORT.total_seconds())
        running -= 1
        if most and not running:
            done.set()

    async with Alarm(HandClock(at("mon 9:00")), tick, every=SHORT):
        await until(done)
    assert most == 1


async def test_a_tick_that_fails_does_not_beat_and_the_next_one_comes() -> None:
    count = 0
    beats: list[int] = []
    done = asyncio.Event()

    async def tick(now: datetime) -> None:
        nonlocal count
        count += 1
        if count == 1:
            raise ConnectionError("the database is gone")

    def beat() -> None:
        beats.append(count)
        done.set()

    async with Alarm(HandClock(at("mon 9:00")), tick, beat, SHORT):
        await until(done)
    assert beats[0] == 2


async def test_a_clock_that_was_put_back_by_an_hour_does_not_silence_it() -> None:
    """Bar R23: the scheduler would wait for an hour."""
    done = asyncio.Event()

    async def tick(now: datetime) -> None:
        done.set()

    every = timedelta(seconds=1)
    async with Alarm(HandClock(at("mon 9:00")), tick, every=every) as alarm:
        assert not alarm.unstick()
        alarm._scheduler.get_job(JOB).modify(next_run_time=datetime.now(UTC) + timedelta(hours=1))
        assert alarm.unstick()
        await until(done)


async def test_nothing_rings_after_the_end() -> None:
    count = 0

    async def tick(now: datetime) -> None:
        nonlocal count
        count += 1

    async with Alarm(HandClock(at("mon 9:00")), tick, every=SHORT):
        await asyncio.sleep(0.02)
    ended = count
    await asyncio.sleep(0.02)
    assert count == ended


async def test_a_tick_under_way_is_waited_for() -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def tick(now: datetime) -> None:
        began.set()
        await asyncio.sleep(0.03)
        ended.set()

    async with Alarm(HandClock(at("mon 9:00")), tick, every=SHORT):
        await until(began)
    assert ended.is_set()
