"""How many messages a second does Discord's way in keep?   python -m benchmarks.discord [--messages 20000]

A Discord of our own, in a process of its own, sends MESSAGE_CREATE as fast as the socket takes it, to the real gateway
client. Measured until the last one is committed on SQLite, as safe as in service; beside it, in the same run, the same
flood at a plain discord.py client whose handler only counts. To reach: a sixth of that rate. Where something else runs
beside it, the processor's time for a message says more than the rate: what the flood itself takes is not in it.

While it floods, somebody gives a command four times a second: how long until the answer is there? Discord waits for
three seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from adapters import logs
from bot.settings import Settings
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId, EngagementId, PersonId, Side, WorkspaceId
from bot.vocabulary.records import Engagement, Member, MemberState, Record
from bot.wiring import core
from bot.wiring import discord as wiring
from bot.wiring.core import House
from tests.fake_discord.server import Server, serving
from tests.fake_discord.world import ANA, GUILD, KIM, SAM, SITE

SAID: Final = (
    "can you look at the header of the landing page today?",
    "I pushed the second draft, it is on staging now",
    "will do",
    "thanks!",
    "should we keep the old logo, or do you want to see the new one first?",
)
START: Final = datetime(2026, 6, 1, tzinfo=UTC)
EVERY: Final = 0.25
"""Seconds between two commands during the flood."""
TO_REACH: Final = 1 / 6


class Flood(NamedTuple):
    """What one flood came to: messages a second, our processor's seconds for each, and what each command waited."""

    rate: float
    costs: float
    waits: tuple[float, ...] = ()


def main() -> None:
    """Run both floods, and tell what they came to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=20_000)
    count = options.parse_args().messages
    logs.configure("ERROR", sys.stderr)
    with suppress(KeyboardInterrupt):
        asyncio.run(_measure(count))


async def _measure(count: int) -> None:
    async with _another_process() as (api, ask):
        nothing = await _nothing(api, ask, count)
        print(f"discord.py alone, a handler that counts: {nothing.rate:8,.0f} messages a second")
        ours = await _openline(api, ask, count)
    share = ours.rate / nothing.rate
    print(f"Openline, durable on SQLite:             {ours.rate:8,.0f} messages a second: {share:.2f} of it")
    costs = [f"{each.costs * 1e6:.0f} us" for each in (nothing, ours)]
    print(f"processor time a message: {' and '.join(costs)}: {nothing.costs / ours.costs:.2f} of it")
    waits = sorted(ours.waits)
    p50, p99 = (waits[min(len(waits) - 1, int(len(waits) * part))] for part in (0.5, 0.99))
    print(f"{len(waits)} commands meanwhile: answered after {p50 * 1000:.0f} ms in the median, p99 {p99 * 1000:.0f} ms")
    print(f"to reach: {TO_REACH:.2f} of it: {'yes' if share >= TO_REACH else 'no'}")


async def _nothing(api: str, ask: Any, count: int) -> Flood:
    """The same flood at a handler that only counts."""
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.message_content = True
    client, done, heard = discord.Client(intents=intents, max_messages=None), asyncio.Event(), 0

    @client.event
    async def on_message(message: discord.Message) -> None:
        nonlocal heard
        heard += 1
        if heard == count:
            done.set()

    Route.BASE = api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(await ask("gateway"))
    task = asyncio.create_task(client.start("token"))
    await ask("connected")
    began, worked = time.perf_counter(), time.process_time()
    await ask("flood", count, 0)
    await done.wait()
    rate, costs = count / (time.perf_counter() - began), (time.process_time() - worked) / count
    await client.close()
    await asyncio.wait([task])
    await ask("forget")
    return Flood(rate, costs)


async def _openline(api: str, ask: Any, count: int) -> Flood:
    """The flood at Openline, to the last commit."""
    with TemporaryDirectory() as folder:
        settings = Settings.model_construct(
            database_url=SecretStr(f"sqlite:///{Path(folder) / 'bench.db'}"),
            discord_token=SecretStr("token"),
            discord_api_url=api,
        )
        house = House(settings)
        kept, done = 0, asyncio.Event()
        watch = house.watch

        def count_kept(event: Any, decision: Any) -> None:
            nonlocal kept
            watch(event, decision)
            kept += isinstance(event, MessagePosted)
            if kept >= count:
                done.set()

        house.reception._intake._inbox._watch = count_kept
        async with AsyncExitStack() as life:
            await life.enter_async_context(core.store(house))
            await life.enter_async_context(core.inbox(house))
            async with house.store.begin() as work:
                await work.remember(_team())
                await work.commit()
            for part in wiring.surface(house).listeners:
                await life.enter_async_context(part.open())
            await ask("connected")
            began, worked = time.perf_counter(), time.process_time()
            await ask("flood", count, EVERY)
            await done.wait()
            rate, costs = count / (time.perf_counter() - began), (time.process_time() - worked) / count
            waits = await ask("waits")
    return Flood(rate, costs, tuple(waits))


def _team() -> list[Record]:
    """Everybody has joined: Ana owns, Sam and Kim assist."""
    where, one = WorkspaceId(GUILD), EngagementId("bench")
    sides = {ANA: Side.OWNER, SAM: Side.ASSISTANT, KIM: Side.ASSISTANT}
    members = [Member(where, one, PersonId(who), side, MemberState.JOINED, START) for who, side in sides.items()]
    return [Engagement(where, one, "The site", (ConversationId(SITE),), "UTC", START), *members]


@asynccontextmanager
async def _another_process() -> AsyncIterator[tuple[str, Any]]:
    """The Discord of our own; `ask` has it do something, and returns what it says."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    process.start()
    loop = asyncio.get_running_loop()

    async def ask(*words: Any) -> Any:
        here.send(words)
        return await loop.run_in_executor(None, here.recv)

    try:
        yield await ask("api"), ask
    finally:
        here.send(("end",))
        process.join(5)
        process.terminate()


def _serve(pipe: Connection) -> None:
    asyncio.run(_served(pipe))


async def _served(pipe: Connection) -> None:
    loop = asyncio.get_running_loop()
    async with serving() as server:
        server.world.requests = _Nothing()
        waits: dict[str, float] = {}
        enough, asking = asyncio.Event(), asyncio.create_task(asyncio.sleep(0))
        while True:
            words = await loop.run_in_executor(None, pipe.recv)
            match words:
                case ("end",):
                    return
                case ("api",):
                    pipe.send(server.api)
                case ("gateway",):
                    pipe.send(server.gateway.url)
                case ("connected",):
                    await server.gateway.connected.wait()
                    await asyncio.sleep(0.5)
                    pipe.send(None)
                case ("forget",):
                    await server.gateway.drop(1000, forget=True)
                    pipe.send(None)
                case ("flood", count, every):
                    pipe.send(None)
                    if every:
                        asking = asyncio.create_task(_asking(server, every, waits, enough))
                    await _flood(server, count)
                case ("waits",):
                    enough.set()
                    await asking
                    pipe.send(list(waits.values()))


class _Nothing(list[Any]):
    """Keeps nothing: a flood would fill the memory."""

    def append(self, _: Any) -> None:
        return


async def _flood(server: Server, count: int) -> None:
    """Send messages as fast as they are taken."""
    (session,) = (each for each in server.gateway.sessions.values() if each.socket is not None)
    assert session.socket is not None
    frames = []
    for number in range(count):
        told = server.world.says((ANA, SAM, KIM)[number % 3], SAID[number % len(SAID)])
        frames.append(json.dumps({"op": 0, "t": "MESSAGE_CREATE", "s": 10 + number, "d": told}))
    for number, frame in enumerate(frames):
        await session.socket.send_str(frame)
        if number % 50 == 0:
            await asyncio.sleep(0)


async def _asking(server: Server, every: float, waits: dict[str, float], enough: asyncio.Event) -> None:
    """A command now and then, until it is enough."""
    async with asyncio.TaskGroup() as group:
        while not enough.is_set():
            told = await server.gives(ANA, "mine")
            group.create_task(_timed(server, told["id"], waits))
            await asyncio.sleep(every)


async def _timed(server: Server, own: str, waits: dict[str, float]) -> None:
    began = time.perf_counter()
    while own not in server.world.callbacks:  # noqa: ASYNC110 - the callback is another task's
        await asyncio.sleep(0.001)
    waits[own] = time.perf_counter() - began


if __name__ == "__main__":
    main()
