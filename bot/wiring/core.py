"""The core of a live process, put together: what its parts share, where records are kept, and who decides on them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from adapters import metrics
from adapters.clocks import SystemClock
from adapters.storage import migrating
from adapters.storage.database import Database
from adapters.storage.inspector import Inspector
from adapters.storage.unit_of_work import Store
from bot.engine.decision import Decision
from bot.service import probes, supervisor
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.service.intake import Intake
from bot.service.reaching import Reaching
from bot.service.supervisor import going_on, rounds
from bot.service.vitals import Vitals
from bot.service.wakeups import Wakeups
from bot.settings import Settings
from bot.vocabulary.events import Event
from bot.vocabulary.vitals import EVENTS, METRICS
from bot.wording.doctor import ASK_THE_DOCTOR

TICK: Final = 1.0
"""Seconds between two looks at what is due."""
GLANCE: Final = 5.0
"""Seconds between two looks at whether the inbox goes on."""


class House:
    """What every part of one process shares."""

    def __init__(self, settings: Settings, seconds: Callable[[], float] | None = None) -> None:
        self.settings = settings
        self.until = asyncio.Event()
        self.clock = SystemClock()
        self.seconds = seconds or asyncio.get_running_loop().time
        self.vitals = Vitals(self.seconds)
        self.meter = metrics.Meter(METRICS)
        self.database = Database(settings.database)
        self.store = Store(self.database)
        self.gatherer = Gatherer()
        self.inspector = Inspector(self.database)
        self.probes = probes.Probes(self.vitals, self.inspector, self.clock, self.meter)
        self.intake = Intake(Inbox(self.store, self.gatherer, self.watch, Reaching()), self.store)
        self.decided = 0

    def watch(self, event: Event, decision: Decision) -> None:
        """Count what was decided and kept."""
        self.decided += 1
        self.meter.count(EVENTS, type(event).__name__)


@asynccontextmanager
async def store(house: House) -> AsyncIterator[None]:
    """The database is waited for: the process lives, and says at /readyz that it is not ready."""
    try:
        attempt = partial(migrating.upgrade, house.database)
        await supervisor.until_it_works("database_not_ready", attempt, house.until, ASK_THE_DOCTOR)
        yield
    finally:
        await house.database.close()


@asynccontextmanager
async def ticker(house: House) -> AsyncIterator[None]:
    """Rings what is due."""
    wakeups = Wakeups(house.store, house.gatherer, house.watch)

    async def ring() -> None:
        await wakeups.ring(house.clock.now())

    beat = house.vitals.heart("ticker")
    async with going_on("ticker", partial(rounds, "ticker", TICK, ring, beat), house.meter):
        yield
    house.vitals.rest("ticker")


@asynccontextmanager
async def inbox(house: House) -> AsyncIterator[None]:
    """Takes in what is heard; at the end, everything that was accepted is kept."""
    beat = house.vitals.heart("inbox")
    async with house.intake, going_on("inbox", partial(_watch_over, house, beat), house.meter):
        yield
    house.vitals.rest("inbox")


async def _watch_over(house: House, beat: Callable[[], None]) -> None:
    """Its heart beats as long as nobody waits, or something was decided since the last look."""
    before = -1
    while True:
        if house.intake.waiting == 0 or house.decided != before:
            beat()
        before = house.decided
        await asyncio.sleep(GLANCE)
