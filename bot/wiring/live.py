"""The live process, put together: what is set up is started, and ended well when the process is asked to."""

from __future__ import annotations

import asyncio
import faulthandler
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Final, TextIO

import structlog

from adapters import logs, metrics, web
from adapters.clocks import SystemClock
from adapters.storage import migrating
from adapters.storage.database import Database
from adapters.storage.inspector import Inspector
from bot import __version__
from bot.service import auditor, probes, supervisor
from bot.service.supervisor import Part, going_on
from bot.service.vitals import Vitals
from bot.settings import Settings, WrongSettings, load
from bot.vocabulary.vitals import BUILD, METRICS
from bot.wording import doctor as wording
from bot.wording.vitals import STOPPING

ENDED: Final = 0
UNUSABLE: Final = 2
"""Exit statuses of `openline run`."""


class House:
    """What every part of one process shares."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.until = asyncio.Event()
        self.clock = SystemClock()
        self.seconds: Callable[[], float] = asyncio.get_running_loop().time
        self.vitals = Vitals(self.seconds)
        self.meter = metrics.Meter(METRICS)
        self.database = Database(settings.database)
        self.inspector = Inspector(self.database)
        self.probes = probes.Probes(self.vitals, self.inspector, self.clock, self.meter)

    def end(self) -> None:
        """Ask every part to stop. Whoever asks twice, or waits for too long, gets it at once."""
        self.probes.unready = STOPPING
        self.until.set()
        # What hangs is shown by its place in the code; nothing is lost, since only what was kept was acknowledged.
        faulthandler.dump_traceback_later(supervisor.STOPS_WITHIN - 0.5, exit=True)
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, signal.SIG_DFL)


def run(out: TextIO, err: TextIO) -> int:
    """Live until SIGTERM or SIGINT, logging to `out`. What cannot be used is told in a sentence; returns the status."""
    try:
        settings = _usable(load())
        logs.configure(settings.log_level, out)
        asyncio.run(_live(settings))
    except (WrongSettings, web.CannotListen) as problem:
        err.write(f"{problem}\n")
        return UNUSABLE
    return ENDED


def _usable(settings: Settings) -> Settings:
    if settings.half:
        raise WrongSettings(wording.half(settings.half))
    return settings


async def _live(settings: Settings) -> None:
    house = House(settings)
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        # Unlike the loop's own handlers, these are there on every system.
        signal.signal(sign, lambda *_: loop.call_soon_threadsafe(house.end))
    house.meter.show(BUILD, 1, __version__)
    await supervisor.run(parts(house), house.until, partial(_started, house))


def parts(house: House) -> Sequence[Part]:
    """The parts in the order of their start; they are stopped in the reverse order.

    Who listens comes last: nothing is heard before it can be kept, and what was heard is kept before the rest ends.
    """
    return (
        Part("pages", partial(_pages, house)),
        Part("store", partial(_store, house)),
        Part("time", partial(_time, house)),
        Part("auditor", partial(_auditor, house)),
    )


def _started(house: House) -> None:
    house.probes.unready = None
    settings = house.settings
    platforms = [name for name, is_set in (("slack", settings.has_slack), ("discord", settings.has_discord)) if is_set]
    structlog.get_logger().info("started", version=__version__, database=house.database.dialect, platforms=platforms)
    if not platforms:
        structlog.get_logger().warning("no_platform", hint=wording.NO_PLATFORM)


@asynccontextmanager
async def _pages(house: House) -> AsyncIterator[None]:
    host, port = house.settings.host, house.settings.port
    try:
        async with web.serving(_answers(house), host, port) as address:
            structlog.get_logger().info("listening", address=address)
            yield
    except web.CannotListen as taken:
        raise web.CannotListen(wording.cannot_listen(host, port, str(taken))) from None


def _answers(house: House) -> Mapping[str, web.Page]:
    return {
        "/healthz": partial(_told, house.probes.health),
        "/readyz": partial(_told, house.probes.readiness),
        "/metrics": partial(_measured, house),
    }


async def _told(question: Callable[[], Awaitable[probes.Probe]]) -> web.Answer:
    probe = await question()
    return web.Answer(f"{probe.text}\n", probe.is_fine)


async def _measured(house: House) -> web.Answer:
    await house.probes.measure()
    return web.Answer(house.meter.page(), content_type=metrics.CONTENT_TYPE)


@asynccontextmanager
async def _store(house: House) -> AsyncIterator[None]:
    """The database is waited for: the process lives, and says at /readyz that it is not ready."""
    try:
        attempt = partial(migrating.upgrade, house.database)
        await supervisor.until_it_works("database_not_ready", attempt, house.until, wording.ASK_THE_DOCTOR)
        yield
    finally:
        await house.database.close()


def _time(house: House) -> AbstractAsyncContextManager[None]:
    return going_on("time", partial(probes.keep_time, house.seconds, house.meter), house.meter)


@asynccontextmanager
async def _auditor(house: House) -> AsyncIterator[None]:
    beat = house.vitals.heart("auditor", auditor.ALLOWED)
    work = auditor.Auditor(house.inspector, house.clock, beat)
    async with going_on("auditor", partial(_every, auditor.EVERY, work.audit), house.meter):
        yield
    house.vitals.rest("auditor")


async def _every(seconds: float, work: Callable[[], Awaitable[object]]) -> None:
    while True:
        await work()
        await asyncio.sleep(seconds)
