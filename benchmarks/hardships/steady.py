"""R13: events at a steady rate on SQLite, while somebody asks for a digest and an export again and again."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from benchmarks.databases import sqlite_url
from benchmarks.hardships.findings import Finding, kept, lags, settled, share
from benchmarks.inbox import ACME, PEOPLE, PLACES, START, events
from bot.service.answering.counter import Counter
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.service.intake import Intake
from bot.vocabulary.events import CommandGiven

OPTIONS: Final = {"--seconds": 600, "--rate": 500}
ASKED_EVERY: Final = 5.0
"""Seconds between two who ask."""
WARM: Final = 500
"""Events before anything is counted: what is judged with is loaded at the first."""


def live(seconds: int, rate: int) -> list[Finding]:
    """Wait for each acknowledgement from the moment at which the event was due."""
    with sqlite_url() as url:
        return asyncio.run(_live(url, seconds, rate))


async def _live(url: str, seconds: int, rate: int) -> list[Finding]:
    said, over = events(WARM + seconds * rate), asyncio.Event()
    waits: list[float] = []
    async with settled(url) as store:
        gatherer = Gatherer()
        inbox = Inbox(store, gatherer)
        counter = Counter(store, inbox, gatherer)
        async with Intake(inbox, store) as intake:

            async def tell(number: int, due: float) -> None:
                await intake.accept(said[number])
                waits.append(time.perf_counter() - due)

            await intake.accept_each(said[:WARM])
            watching, asking = asyncio.create_task(lags(over)), asyncio.create_task(_ask(counter, over))
            began, telling = time.perf_counter(), set[asyncio.Task[None]]()
            for number in range(WARM, len(said)):
                due = began + (number - WARM) / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                telling.add(task := asyncio.create_task(tell(number, due)))
                task.add_done_callback(telling.discard)
            await asyncio.gather(*telling)
            over.set()
            lag, answers = await watching, await asking
    return [
        Finding("acknowledged, p50 (ms)", share(waits, 0.5), 500),
        Finding("acknowledged, p99 (ms)", share(waits, 0.99), 500),
        Finding("acknowledged, the longest (ms)", share(waits, 1), 2_500),
        Finding("the loop is late, p99.9 (ms)", share([each.late for each in lag], 0.999), 100),
        Finding("of that at work, p99.9 (ms)", share([each.worked for each in lag], 0.999), 100),
        Finding("digests and exports, the longest (ms)", share(answers, 1), 3_000),
        Finding("messages kept", await kept(url), len(said), len(said)),
    ]


async def _ask(counter: Counter, over: asyncio.Event) -> list[float]:
    took: list[float] = []
    number = 0
    while not over.is_set():
        for name in ("digest", "export"):
            number += 1
            began = time.perf_counter()
            await counter.take(CommandGiven(ACME, PLACES[0], f"asked/{number}", START, PEOPLE[0], name, ""))
            took.append(time.perf_counter() - began)
        await asyncio.sleep(ASKED_EVERY)
    return took
