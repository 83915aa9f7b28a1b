"""A process from its first part to its last: parts are started in order, and stopped in the reverse order.

Each part is a context manager, so what was started is stopped whatever happens in between. Stopping has a time limit
for each part; nothing is lost where one is exceeded, since only what was kept has been acknowledged.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from typing import Final, NamedTuple

import structlog

from bot.ports.operating import Meter
from bot.service.running.vitals import Beat
from bot.vocabulary.vitals import RESTARTS

STOPS_WITHIN: Final = 10.0
"""Seconds from the signal to the end (R35)."""
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 30.0
"""After a fault has ended, everything goes on within 60 s (R12)."""
STEADY: Final = 120.0
"""A part that ran for this long begins anew with the shortest pause when it fails."""

Work = Callable[[], Awaitable[object]]
Sleep = Callable[[float], Awaitable[None]]


class Part(NamedTuple):
    """Something that runs as long as the process. It may take `patience` seconds to stop."""

    name: str
    open: Callable[[], AbstractAsyncContextManager[object]]
    patience: float = 1.0


async def run(parts: Sequence[Part], until: asyncio.Event, started: Callable[[], None] = lambda: None) -> None:
    """Start every part, wait until the process is asked to end, and stop every part that was started."""
    async with AsyncExitStack() as stack:
        for part in parts:
            await stack.enter_async_context(_patient(part))
            if until.is_set():
                break
        else:
            started()
        await until.wait()
        structlog.get_logger().info("stopping")
    structlog.get_logger().info("stopped")


@asynccontextmanager
async def going_on(
    name: str,
    work: Work,
    meter: Meter,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[None]:
    """A part that should never end: what fails or ends is started again, after longer and longer pauses."""
    task = asyncio.create_task(_again_and_again(name, work, meter, sleep), name=name)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def in_rounds(
    name: str, every: float, work: Work, beat: Beat = lambda: None, patience: float = 0.0
) -> AsyncIterator[None]:
    """A part that does a piece of work again and again, with a heart that beats after each round.

    Also after one that failed: a database that refuses is no wedge, and that nothing gets done is seen by the auditor.
    At the end, a round under way has `patience` seconds to finish.
    """
    ending = asyncio.Event()
    task = asyncio.create_task(_round_by_round(name, every, work, beat, ending), name=name)
    try:
        yield
    finally:
        ending.set()
        await asyncio.wait([task], timeout=patience)
        task.cancel()
        await asyncio.wait([task])


async def attempted(name: str, work: Work) -> None:
    """Do a piece of work; that it failed is told to the log and to nobody else."""
    if failure := await _outcome(work):
        structlog.get_logger().error("round_failed", part=name, exc_info=failure)


async def _round_by_round(name: str, every: float, work: Work, beat: Beat, ending: asyncio.Event) -> None:
    while not ending.is_set():
        await attempted(name, work)
        beat()
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), every)


async def until_it_works(
    action: str, attempt: Work, until: asyncio.Event, hint: str, first: float = FIRST_PAUSE
) -> None:
    """Try something that the process cannot do without, with longer and longer pauses, unless it is asked to end."""
    pause = first
    while (failure := await _outcome(attempt)) and not until.is_set():
        structlog.get_logger().error(action, again_in=pause, hint=hint, exc_info=failure)
        with suppress(TimeoutError):
            await asyncio.wait_for(until.wait(), pause)
            return
        pause = min(2 * pause, LONGEST_PAUSE)


async def _again_and_again(name: str, work: Work, meter: Meter, sleep: Sleep) -> None:
    pause, seconds = FIRST_PAUSE, asyncio.get_running_loop().time
    while True:
        began = seconds()
        failure = await _outcome(work)
        pause = FIRST_PAUSE if seconds() - began > STEADY else pause
        structlog.get_logger().error("part_failed", part=name, again_in=pause, exc_info=failure)
        meter.count(RESTARTS, name)
        await sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _outcome(work: Work) -> Exception | None:
    try:
        await work()
    except Exception as failure:
        return failure
    return None


@asynccontextmanager
async def _patient(part: Part) -> AsyncIterator[None]:
    """A part whose end is waited for, but not for ever."""
    opened = part.open()
    await opened.__aenter__()
    structlog.get_logger().debug("part_started", part=part.name)
    try:
        yield
    finally:
        await _stop(part, opened)


async def _stop(part: Part, opened: AbstractAsyncContextManager[object]) -> None:
    log = structlog.get_logger()
    try:
        async with asyncio.timeout(part.patience):
            await opened.__aexit__(None, None, None)
    except TimeoutError:
        log.warning("part_would_not_stop", part=part.name, after=part.patience)
    except Exception as failure:
        log.error("part_failed_to_stop", part=part.name, exc_info=failure)
    else:
        log.debug("part_stopped", part=part.name)
