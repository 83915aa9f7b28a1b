"""R28: PostgreSQL is killed under load, stays away, and comes back; what was not acknowledged is told again."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from benchmarks.databases import careful
from benchmarks.hardships.findings import Finding, kept, settled, told_until_kept
from benchmarks.inbox import events
from bot.service.inbox import Inbox
from bot.service.intake import Intake
from tests.postgres import Cluster

OPTIONS: Final = {"--seconds": 60, "--rate": 50}
BEFORE: Final = 5
"""Seconds of load before it goes, and after it is back."""


def live(seconds: int, rate: int) -> list[Finding]:
    """Go on telling at the same rate all the time."""
    with careful() as cluster:
        return asyncio.run(_live(cluster, seconds, rate))


async def _live(cluster: Cluster, seconds: int, rate: int) -> list[Finding]:
    url = cluster.url(cluster.create())
    said = events((2 * BEFORE + seconds) * rate)
    async with settled(url) as store, Intake(Inbox(store), store) as intake:
        going = asyncio.create_task(_goes_and_returns(cluster, seconds))
        began, telling = time.perf_counter(), list[asyncio.Task[int]]()
        for number, event in enumerate(said):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            telling.append(asyncio.create_task(told_until_kept(intake, event)))
        told_again = sum(await asyncio.gather(*telling))
        caught_up = time.perf_counter() - await going
    return [
        Finding("told again", told_again, float("inf"), 1),
        Finding("caught up after (s)", caught_up, 60),
        Finding("messages kept", await kept(url), len(said), len(said)),
    ]


async def _goes_and_returns(cluster: Cluster, seconds: int) -> float:
    """Returns when it was back."""
    await asyncio.sleep(BEFORE)
    await asyncio.to_thread(cluster.stop)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(cluster.start)
    return time.perf_counter()
