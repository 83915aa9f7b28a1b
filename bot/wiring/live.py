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
from bot import __version__
from bot.service.running import probes, supervisor
from bot.service.running.supervisor import Part, going_on
from bot.settings import Settings, WrongSettings, load
from bot.vocabulary.vitals import BUILD
from bot.wiring import core
from bot.wiring.core import House
from bot.wiring.surfaces import Reached, Router, configured
from bot.wording import doctor as wording
from bot.wording.vitals import STOPPING

ENDED: Final = 0
UNUSABLE: Final = 2
"""Exit statuses of `openline run`."""
SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


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
    for sign in SIGNALS:  # unlike the loop's own handlers, these are there on every system
        signal.signal(sign, lambda *_: loop.call_soon_threadsafe(_end, house))
    house.meter.show(BUILD, 1, __version__)
    surfaces = configured(house)
    await supervisor.run(parts(house, surfaces), house.until, partial(_started, house, surfaces))


def _end(house: House) -> None:
    """Ask every part to stop. Whoever asks twice, or waits for too long, gets it at once."""
    house.probes.unready = STOPPING
    house.until.set()
    # What hangs is shown by its place in the code; nothing is lost, since only what was kept was acknowledged.
    faulthandler.dump_traceback_later(supervisor.STOPS_WITHIN - 0.5, exit=True)
    for sign in SIGNALS:
        signal.signal(sign, signal.SIG_DFL)


def parts(house: House, surfaces: Sequence[Reached] = ()) -> Sequence[Part]:
    """The parts in the order of their start; they are stopped in the reverse order.

    Nothing rings or is posted before every conversation counts as possibly missed (R9). Who listens comes last: nothing
    is heard before it can be kept, and what was heard is kept before the rest ends.
    """
    ground = (
        Part("pages", partial(_pages, house)),
        Part("store", partial(core.store, house)),
        Part("time", partial(_time, house)),
    )
    deciding = (
        Part("ticker", partial(core.ticker, house), patience=2.0),
        Part("retention", partial(core.retention, house)),
        Part("inbox", partial(core.inbox, house), patience=2.5),
    )
    if not surfaces:
        return (*ground, *deciding)
    all_of_them = Router(surfaces)
    silence = Part("out of touch", partial(core.out_of_touch, house, all_of_them))
    posting = Part("outbox", partial(core.outbox, house, all_of_them), patience=core.SETTLES_WITHIN + 0.5)
    catching_up = Part("catching up", partial(core.catching_up, house, all_of_them))
    listeners = (part for each in surfaces for part in each.surface.listeners)
    return (*ground, silence, posting, *deciding, catching_up, *listeners)


def _started(house: House, surfaces: Sequence[Reached]) -> None:
    house.probes.unready = None
    platforms = [each.name for each in surfaces]
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


def _time(house: House) -> AbstractAsyncContextManager[None]:
    return going_on("time", partial(probes.keep_time, house.seconds, house.meter), house.meter)
