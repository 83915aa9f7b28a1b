"""R36: a month of talk, in simulated time: memory stays flat, and the file grows no further than retention lets it."""

from __future__ import annotations

import asyncio
import gc
from datetime import timedelta
from pathlib import Path
from typing import Final

from adapters.clocks import HandClock
from adapters.memory.messenger import Messenger
from benchmarks.databases import sqlite_url
from benchmarks.hardships.findings import Finding, resident, settled
from benchmarks.inbox import START, events
from bot.service.drawing.cards import Cards
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.service.outbox import Outbox
from bot.service.retention import Retention
from bot.service.wakeups import Wakeups

OPTIONS: Final = {"--days": 30, "--a-day": 2_000}
KEPT_FOR: Final = timedelta(days=7)
"""As short as it can usefully be set, so that a month is several times as long."""


def live(days: int, a_day: int) -> list[Finding]:
    """Compare the last days with those in which everything had been once."""
    with sqlite_url() as url:
        return asyncio.run(_live(url, days, a_day))


async def _live(url: str, days: int, a_day: int) -> list[Finding]:
    clock, pace = HandClock(START), 86_400 / a_day
    said = [each._replace(at=START + timedelta(seconds=pace * n)) for n, each in enumerate(events(days * a_day))]
    sizes, memory = list[float](), list[float]()
    async with settled(url) as store:
        gatherer, messenger = Gatherer(), Messenger(clock)
        inbox, wakeups = Inbox(store, gatherer), Wakeups(store, gatherer)
        outbox, retention = Outbox(store, messenger, clock, Cards(gatherer).drawn), Retention(store, clock, KEPT_FOR)
        for day in range(days):
            for hour in range(24):
                first = day * a_day + hour * a_day // 24
                clock.move_to(START + timedelta(days=day, hours=hour + 1))
                await inbox.take(said[first : day * a_day + (hour + 1) * a_day // 24])
                await wakeups.ring(clock.now())
                await outbox.deliver()
                messenger.posted.clear()
            await retention.sweep()
            gc.collect()
            sizes.append(_megabytes(url))
            memory.append(resident())
            print(f"day {day + 1:>3}: {sizes[-1]:7.1f} MB on disk, {memory[-1]:7.1f} MB in memory", flush=True)
    settled_in = 2 * KEPT_FOR.days
    return [
        Finding("memory, of what it was after two weeks (%)", 100 * memory[-1] / max(memory[:settled_in]), 110),
        Finding("file, of what it was after two weeks (%)", 100 * sizes[-1] / max(sizes[:settled_in]), 115),
    ]


def _megabytes(url: str) -> float:
    return Path(url.removeprefix("sqlite:///")).stat().st_size / 1e6
