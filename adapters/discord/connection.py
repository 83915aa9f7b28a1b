"""One shard's connection, kept up: resumed where it can be, begun anew where it must, with longer and longer pauses.

Beginning anew (IDENTIFY) is rationed by Discord: 1,000 in 24 hours for all shards, and who takes more loses the token.
Discord itself keeps that count over our restarts, so it is asked before the first one, and what is left is spread over
the time until there are more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple

import aiohttp
import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

from adapters.discord.gateway import Client, Socket

OPENS_WITHIN: Final = 30.0
GRAIN: Final = 1.0
"""Seconds in which the alarm for that is not set anew."""
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 30.0
"""After a fault has ended, everything goes on within 60 s (R12)."""
APART: Final = 5.0
"""Seconds between two IDENTIFYs of one process (Discord's max_concurrency of 1)."""
TROUBLES: Final = (OSError, TimeoutError, aiohttp.ClientError, discord.DiscordException)

Sleep = Callable[[float], Awaitable[None]]


class Budget:
    """How many sessions may still be begun, as Discord tells it."""

    def __init__(self, limit: Mapping[str, Any] | None = None, sleep: Sleep = asyncio.sleep) -> None:
        limit = limit or {}
        self.total = _number(limit.get("total"), 1000)
        self.remaining = _number(limit.get("remaining"), self.total)
        self.reset_after = _number(limit.get("reset_after"), 0) / 1000
        self._sleep = sleep
        self._turn = asyncio.Lock()
        self._is_first = True

    @property
    def pause(self) -> float:
        """Seconds to leave before the next one: none while there are many, else what is left is spread."""
        if 2 * self.remaining >= self.total:
            return 0.0
        return self.reset_after / max(self.remaining, 1)

    async def take(self) -> None:
        """Wait until a session may be begun, and count it."""
        async with self._turn:
            pause = max(self.pause, 0.0 if self._is_first else APART)
            self._is_first = False
            if pause > APART:
                structlog.get_logger().warning("identify_budget", remaining=self.remaining, pause=round(pause))
            if pause:
                await self._sleep(pause)
            self.remaining = max(self.remaining - 1, 0)


class _Session(NamedTuple):
    """What a lost connection is resumed with."""

    id: str
    sequence: int
    gateway: yarl.URL


class Connection:
    """Keeps one shard connected."""

    def __init__(
        self,
        client: Client,
        gateway: yarl.URL,
        budget: Budget,
        beat: Callable[[], None] = lambda: None,
        socket: type[Socket] = Socket,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._client = client
        self._gateway = gateway
        self._budget = budget
        self._beat = beat
        self._socket = socket
        self._sleep = sleep
        self._session: _Session | None = None
        self._pause = FIRST_PAUSE

    async def live(self) -> None:
        """Never ends by itself. Raises where Discord says that trying again is of no use, and what nobody foresaw."""
        while True:
            try:
                await self._connected()
            except ReconnectWebSocket as asked:
                self._session = self._session if asked.resume else None
            except discord.ConnectionClosed as closed:
                if closed.code in (4004, 4010, 4011, 4012, 4013, 4014):
                    raise
                structlog.get_logger().warning("disconnected", platform="discord", code=closed.code)
            except TROUBLES as trouble:
                structlog.get_logger().warning("disconnected", platform="discord", failure=type(trouble).__name__)
            self._beat()
            await self._sleep(self._pause)
            self._pause = min(2 * self._pause, LONGEST_PAUSE)

    async def _connected(self) -> None:
        """One connection, from its beginning to its end."""
        socket = await self._opened()
        seconds, silence = asyncio.get_running_loop().time, self._client._connection.heartbeat_timeout
        try:
            async with asyncio.timeout(silence) as patience:
                while True:
                    await socket.poll_event()
                    self._remember(socket)
                    self._beat()
                    if seconds() > (patience.when() or 0.0) - silence + GRAIN:
                        patience.reschedule(seconds() + silence)
        finally:
            if socket._keep_alive is not None:
                socket._keep_alive.stop()
            with suppress(Exception):
                await asyncio.wait_for(socket.close(4000), 1.0)

    async def _opened(self) -> DiscordWebSocket:
        session = self._session
        if session is None:
            await self._budget.take()
        opening = self._socket.from_client(
            self._client,
            initial=True,
            gateway=session.gateway if session else self._gateway,
            shard_id=self._client.shard_id,
            session=session.id if session else None,
            sequence=session.sequence if session else None,
            resume=session is not None,
        )
        try:
            socket = await asyncio.wait_for(opening, OPENS_WITHIN)
        except TROUBLES:
            if session is not None and session.gateway != self._gateway:
                self._session = session._replace(gateway=self._gateway)  # the place to resume at may be gone
            raise
        socket._max_heartbeat_timeout = 0.0  # one alarm for all frames is enough, and cheaper than one for each
        self._client.ws = socket
        return socket

    def _remember(self, socket: DiscordWebSocket) -> None:
        if socket.session_id is None or socket.sequence is None:
            return
        if self._session is None or self._session.sequence != socket.sequence:
            self._pause = FIRST_PAUSE
            self._session = _Session(socket.session_id, socket.sequence, socket.gateway)


def _number(told: Any, otherwise: int) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and told >= 0 else otherwise
