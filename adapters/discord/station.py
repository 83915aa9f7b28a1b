"""Discord, for a whole process: logged in, its commands registered, its shards connected; all of it anew when it fails.

One process may hold all shards, or those that its settings give it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import discord
import structlog
import yarl
from discord.http import Route

from adapters.discord.connection import Budget, Connection
from adapters.discord.gateway import Client, Hear, Socket, intents, staying
from adapters.discord.registering import synced
from adapters.discord.wire import Wire, one_attempt, read
from bot.ports.surfaces import Refused, Unsure

DEFAULT_GATEWAY: Final = "wss://gateway.discord.gg/"
ANSWERS_WITHIN: Final = 10.0
"""Seconds for what we can do without."""
REFUSED_FOR: Final = 300.0
"""Seconds until a refused token is tried again."""
CONTENT: Final = (1 << 18) | (1 << 19)
MEMBERS: Final = (1 << 14) | (1 << 15)
"""Flags of an application that may use a privileged intent, fully or below Discord's limit of users."""


@dataclass(frozen=True, slots=True)
class Access:
    """How Discord is reached. `shards` are those of this process, out of `shard_count`; by default all there are."""

    token: str
    api: str
    gateway: str | None = None
    shards: tuple[int, ...] = ()
    shard_count: int | None = None
    summary: str = ""


class Station:
    """Keeps Discord connected. `work` runs until something fails; whoever supervises it starts it again."""

    def __init__(self, access: Access, wire: Wire, hear: Hear, beat: Callable[[], None] = lambda: None) -> None:
        self._access = access
        self._wire = wire
        self._hear = hear
        self._beat = beat
        self._privileged = True

    async def work(self) -> None:
        """Log in and stay connected."""
        Route.BASE = self._access.api.rstrip("/")
        clients: list[Client] = []
        try:
            await self._begun(clients)
        except discord.LoginFailure:
            structlog.get_logger().error("token_refused", platform="discord", again_in=REFUSED_FOR)
            await self._wait(REFUSED_FOR)
        except (discord.PrivilegedIntentsRequired, discord.ConnectionClosed) as closed:
            await self._closed(getattr(closed, "code", 4014))
        finally:
            self._wire.client, self._wire.shards = None, ()
            for client in clients:
                with suppress(Exception):
                    await asyncio.wait_for(client.close(), 1.0)

    async def _closed(self, code: int) -> None:
        """Closed for good: without what is not allowed to us, or after a long pause."""
        if code == 4014 and self._privileged:
            self._privileged = False
            structlog.get_logger().warning(
                "intents_missing", platform="discord", missing=["message_content", "members"]
            )
            return
        structlog.get_logger().error("connection_refused", platform="discord", code=code, again_in=REFUSED_FOR)
        await self._wait(REFUSED_FOR)

    async def _wait(self, seconds: float) -> None:
        """A pause in which the heart beats on: waiting on purpose is no wedge."""
        for _ in range(max(1, int(seconds // 10))):
            self._beat()
            await asyncio.sleep(min(10.0, seconds))

    async def _begun(self, clients: list[Client]) -> None:
        first = await self._logged_in(0, 1, clients)
        told = await self._gateway(first)
        count = self._access.shard_count or _positive(told.get("shards")) or 1
        mine = self._access.shards or tuple(range(count))
        if (mine, count) != ((0,), 1):
            first.shard_id = mine[0]
            first.shard_count = first._connection.shard_count = count
        for shard in mine[1:]:
            await self._logged_in(shard, count, clients)
        self._wire.client, self._wire.shards = first, clients
        gateway = yarl.URL(self._access.gateway or _url(told.get("url")) or DEFAULT_GATEWAY)
        socket = staying(gateway) if self._access.gateway else Socket
        limit = told.get("session_start_limit")
        budget = Budget(limit if isinstance(limit, Mapping) else None)
        structlog.get_logger().info("connecting", platform="discord", shards=list(mine), of=count)
        registering = asyncio.create_task(self._registered(first), name="discord commands")
        try:
            await _first_failure([Connection(each, gateway, budget, self._beat, socket) for each in clients])
        finally:
            registering.cancel()
            await asyncio.wait([registering])

    async def _logged_in(self, shard: int, shards: int, clients: list[Client]) -> Client:
        client = Client(self._hear, intents(self._privileged), one_attempt(), shard, shards)
        clients.append(client)
        await client.login(self._access.token)
        self._beat()
        self._ask_for(client)
        return client

    def _ask_for(self, client: Client) -> None:
        """Only what the application may be told, as far as Discord says that; else everything, until it is refused."""
        flags = client.application_flags.value
        if not self._privileged or not flags:
            return
        wanted = intents()
        wanted.message_content, wanted.members = bool(flags & CONTENT), bool(flags & MEMBERS)
        client._connection._intents = wanted
        missing = [name for name in ("message_content", "members") if not getattr(wanted, name)]
        if missing:
            structlog.get_logger().warning("intents_missing", platform="discord", missing=missing)

    async def _gateway(self, client: Client) -> Mapping[str, Any]:
        """What Discord recommends; a server that says nothing gets one shard."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                told = read(await client.http.request(Route("GET", "/gateway/bot")))
        except TimeoutError:
            return {}
        except discord.HTTPException as refusal:
            if refusal.status in (401, 429) or refusal.status >= 500:
                raise
            return {}
        return told if isinstance(told, Mapping) else {}

    async def _registered(self, client: Client) -> None:
        """Register the commands if they changed; that it failed keeps nobody from being heard."""
        try:
            done = await synced(self._wire, str(client.application_id or self._wire.me), self._access.summary)
        except (Refused, Unsure) as failure:
            why = failure.why if isinstance(failure, Refused) else "unsure"
            structlog.get_logger().error("commands_not_registered", platform="discord", why=why)
        else:
            log = structlog.get_logger()
            log.info("commands_registered", platform="discord", changes=len(done.changes)) if done.is_written else None


async def _first_failure(connections: Sequence[Connection]) -> None:
    """Live until one of them fails; the others end with it."""
    tasks = [asyncio.create_task(each.live(), name="discord shard") for each in connections]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _positive(told: Any) -> int | None:
    return told if isinstance(told, int) and told > 0 else None


def _url(told: Any) -> str | None:
    return told if isinstance(told, str) and told.startswith(("ws://", "wss://")) else None
