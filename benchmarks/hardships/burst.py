"""R14: ten times as many events as there is room for are told at once, each by a delivery of its own."""

from __future__ import annotations

import asyncio
import resource
from typing import Final

from benchmarks.databases import sqlite_url
from benchmarks.hardships.findings import Finding, kept, settled, told_until_kept
from benchmarks.inbox import events
from bot.service.inbox import Inbox
from bot.service.intake import ROOM, Intake

OPTIONS: Final = {"--events": 10 * ROOM}


def live(events: int) -> list[Finding]:
    """Tell them all, and look at how many wait."""
    with sqlite_url() as url:
        return asyncio.run(_live(url, events))


async def _live(url: str, count: int) -> list[Finding]:
    said, most = events(count), 0
    async with settled(url) as store, Intake(Inbox(store), store) as intake:
        telling = [asyncio.create_task(told_until_kept(intake, event)) for event in said]
        while any(not task.done() for task in telling[-1:]):
            most = max(most, intake.waiting)
            await asyncio.sleep(0.05)
        refused = sum(await asyncio.gather(*telling))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Finding("events that waited at a time", most, ROOM),
        Finding("memory at its most, with all told (MB)", megabytes, 512),
        Finding("refused", refused, 0),
        Finding("messages kept", await kept(url), count, count),
    ]
