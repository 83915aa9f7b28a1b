"""Hears what Discord's gateway tells, in its order, and hands it in; what could not be kept is read back later.

The gateway acknowledges nothing and waits for nobody: events queue up here, and are handed in together (one commit for
many). When there are too many of them, or the store is gone, they are dropped and the workspace counts as out of touch:
its history has them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple

import structlog

from adapters.discord.gateway import OURS
from adapters.discord.hearing import Hearing
from adapters.discord.places import Places
from bot.ports import Clock
from bot.ports.surfaces import Reception
from bot.vocabulary.model import WorkspaceId

ROOM: Final = 20_000
"""Events that may wait."""
AT_ONCE: Final = 2_000
"""Events handed in together; the intake commits them in batches, and need not wait for us between two of them."""
AGAIN: Final = 2.0
"""Seconds until it is tried again to say that we are out of touch."""
SPOKEN: Final = frozenset({"CHANNEL_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE", "GUILD_MEMBER_UPDATE"})
"""What may have changed where we can read."""


class _Told(NamedTuple):
    name: str
    data: Any
    at: datetime


class Listener:
    """Takes the gateway's events. `answer` is given interactions, which wait for nothing else."""

    def __init__(
        self,
        reception: Reception,
        hearing: Hearing,
        places: Places,
        clock: Clock,
        answer: Callable[[Any], None],
        readable: Callable[[WorkspaceId], frozenset[str] | None] = lambda _: None,
    ) -> None:
        self._reception = reception
        self._hearing = hearing
        self._places = places
        self._clock = clock
        self._answer = answer
        self._readable = readable
        self._read: dict[WorkspaceId, frozenset[str] | None] = {}
        self._queue: deque[_Told] = deque()
        self._come = asyncio.Event()
        self._missed: set[WorkspaceId] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def hear(self, name: str, data: Any, shard: int) -> None:
        """Take one event; called in the order of the gateway."""
        if name == "INTERACTION_CREATE":
            self._answer(data)
            return
        if name not in OURS:  # what people say and do, the most of it, tells of no place
            self._learn(name, data)
        if len(self._queue) >= ROOM:
            self._miss(_guild(data))
        else:
            self._queue.append(_Told(name, data, self._clock.now()))
        self._idle.clear()
        self._come.set()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Hand in what is heard; at the end, everything that was heard is."""
        work = asyncio.create_task(self._work(), name="discord listener")
        try:
            yield
            await self.drained()
        finally:
            work.cancel()
            await asyncio.wait([work])

    async def drained(self) -> None:
        """Return once everything heard so far is kept, or counts as missed."""
        await self._idle.wait()

    async def _work(self) -> None:
        while True:
            if not self._queue and not self._missed:
                self._idle.set()
                self._come.clear()
                await self._come.wait()
            try:
                batch = [self._queue.popleft() for _ in range(min(AT_ONCE, len(self._queue)))]
                await self._keep(batch)
                await self._own_up()
            except Exception as failure:  # nothing may end the listener; what it failed at is read back
                structlog.get_logger().error("listener_failed", platform="discord", failure=type(failure).__name__)
                await asyncio.sleep(AGAIN)

    async def _keep(self, batch: Iterable[_Told]) -> None:
        events: list[Any] = []
        for told in batch:
            try:
                events += await self._hearing.events(told.name, told.data, told.at)
            except Exception as failure:
                structlog.get_logger().warning("event_not_read", kind=told.name, failure=type(failure).__name__)
                self._miss(_guild(told.data))
        outcomes = await self._reception.accept_each(events)
        for event, outcome in zip(events, outcomes, strict=True):
            if outcome is not None:
                structlog.get_logger().warning(
                    "event_not_kept", kind=type(event).__name__, failure=type(outcome).__name__
                )
                self._miss(event.workspace)

    async def _own_up(self) -> None:
        """Say where something may have been missed; until that is kept, it is said again."""
        for workspace in sorted(self._missed):
            try:
                await self._reception.lost_touch(workspace)
            except Exception as failure:
                structlog.get_logger().warning("lost_touch_not_kept", failure=type(failure).__name__)
                await asyncio.sleep(AGAIN)
                return
            self._missed.discard(workspace)

    def _learn(self, name: str, data: Any) -> None:
        """What has to be known before the next event is understood."""
        if not isinstance(data, dict):
            return
        guild = _guild(data)
        match name:
            case "READY":
                for each in data.get("guilds") or ():
                    self._miss(each.get("id") if isinstance(each, dict) else None)
            case "GUILD_CREATE":
                self._places.guild(data)
                self._miss(data.get("id"))
                self._looked_again(guild)
            case "GUILD_DELETE" if not data.get("unavailable"):
                self._places.left(str(data.get("id")))
            case "THREAD_CREATE" | "THREAD_UPDATE" | "CHANNEL_CREATE" | "CHANNEL_UPDATE":
                self._places.channel(data)
            case "THREAD_LIST_SYNC":
                for each in data.get("threads") or ():
                    self._places.channel(each, guild)
            case "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE" if guild:
                self._places.role(data.get("role"), guild)
            case _:
                pass
        if name in SPOKEN:
            self._looked_again(guild)

    def _looked_again(self, guild: str | None) -> None:
        """Where we may read now, and could not before, something may have been missed; and the other way round."""
        if guild is None:
            return
        workspace = WorkspaceId(guild)
        now = self._readable(workspace)
        before = self._read.get(workspace)
        self._read[workspace] = now
        if before is not None and now is not None and before != now:
            self._miss(guild)

    def _miss(self, guild: Any) -> None:
        if isinstance(guild, str) and guild:
            self._missed.add(WorkspaceId(guild))
            self._idle.clear()
            self._come.set()


def _guild(data: Any) -> str | None:
    told = (data.get("guild_id") or data.get("id")) if isinstance(data, dict) else None
    return told if isinstance(told, str) else None
