"""What the hardships share: a team on a database, a platform that tells again, and what was found."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from adapters.storage.database import Database
from adapters.storage.migrating import upgrade
from adapters.storage.tables import MESSAGES
from adapters.storage.unit_of_work import Store
from benchmarks.inbox import team
from bot.service.intake import Intake
from bot.vocabulary.events import Event

AGAIN: float = 0.5
"""Seconds until what was not acknowledged is told again; real platforms take longer."""


class Finding(NamedTuple):
    """A figure, and what is asked of it."""

    what: str
    found: float
    most: float
    least: float = 0.0

    @property
    def is_reached(self) -> bool:
        """Whether it is as asked."""
        return self.least <= self.found <= self.most

    def __str__(self) -> str:
        asked = f"{self.least:,.0f}" if self.least == self.most else f"at most {self.most:,.0f}"
        return f"{self.what:<44}{self.found:>12,.1f}   asked: {asked:<20}{'' if self.is_reached else '  NOT REACHED'}"


@asynccontextmanager
async def settled(url: str) -> AsyncIterator[Store]:
    """A store with the team in it."""
    database = Database(url)
    await upgrade(database)
    store = Store(database)
    async with store.begin() as work:
        await work.remember(team())
        await work.commit()
    yield store
    await database.close()


async def told_until_kept(intake: Intake, event: Event, patience: float = 600.0) -> int:
    """Tell an event until it is acknowledged, as a platform does; returns how often it was not.

    Raises TimeoutError.
    """
    refusals = 0
    async with asyncio.timeout(patience):
        while True:
            try:
                await intake.accept(event)
            except TimeoutError:
                raise
            except Exception:  # whatever the store raises
                refusals += 1
                await asyncio.sleep(AGAIN)
            else:
                return refusals


async def kept(url: str) -> int:
    """How many messages are kept."""
    database = Database(url)
    async with database.reading() as connection:
        count = (await connection.execute(select(func.count()).select_from(MESSAGES.table))).scalar_one()
    await database.close()
    return int(count)


def share(waits: Sequence[float], which: float) -> float:
    """The wait that so many of all stay below, in milliseconds."""
    ordered = sorted(waits)
    return 1000 * ordered[min(int(len(ordered) * which), len(ordered) - 1)]


def resident() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


class Lag(NamedTuple):
    """How late the loop came back from a short sleep, and how long it was at work meanwhile, in seconds.

    On a machine with other work to do, only the second one tells about this process.
    """

    late: float
    worked: float


async def lags(until: asyncio.Event, every: float = 0.01) -> list[Lag]:
    """Sleep again and again, and look at the clocks."""
    seen: list[Lag] = []
    while not until.is_set():
        began, worked = time.perf_counter(), time.thread_time()
        await asyncio.sleep(every)
        seen.append(Lag(time.perf_counter() - began - every, time.thread_time() - worked))
    return seen
