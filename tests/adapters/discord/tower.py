"""Everything of Discord but the wiring, over our own Discord, with a core that only remembers what it was handed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from adapters.clocks import HandClock
from adapters.discord.answering import Answering
from adapters.discord.custom_ids import Memory
from adapters.discord.hearing import Hearing, Joined
from adapters.discord.history import History
from adapters.discord.listener import Listener
from adapters.discord.messenger import Messenger
from adapters.discord.permissions import readable
from adapters.discord.places import Places
from adapters.discord.replies import Replies
from adapters.discord.sending import Doors, Rooms
from adapters.discord.station import Access, Station
from adapters.discord.wire import Wire
from adapters.discord.writing_back import WritingBack
from bot.ports import surfaces as ports
from bot.ports.surfaces import Typing
from bot.vocabulary.effects import InConversation
from bot.vocabulary.events import Event, Given
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.view import Choice, View
from tests.adapters.discord.cards import WORDS, png
from tests.fake_discord.server import Server, serving
from tests.fake_discord.world import SITE, Json, World

LIMIT = 20.0
"""Seconds after which a test gives up."""


@dataclass(slots=True)
class Reception:
    """`ports.Reception` that remembers. `slow` is set while answers wait; `failures` befall the next events."""

    kept: list[Event] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    typed: list[Typing] = field(default_factory=list)
    missed: list[WorkspaceId | None] = field(default_factory=list)
    answers: list[View | Exception | None] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()
    failures: list[Exception] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.ready.set()

    async def accept(self, event: Event) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.kept.append(event)

    async def accept_each(self, events: Sequence[Event]) -> Sequence[Exception | None]:
        return [await self._accepted(event) for event in events]

    async def _accepted(self, event: Event) -> Exception | None:
        try:
            await self.accept(event)
        except Exception as failure:
            return failure
        return None

    async def answer(self, given: Given) -> View | None:
        self.given.append(given)
        await self.ready.wait()
        answer = self.answers.pop(0) if self.answers else View(("Done.",))
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def suggest(self, typing: Typing) -> Sequence[Choice]:
        self.typed.append(typing)
        return self.choices

    async def lost_touch(self, workspace: WorkspaceId | None = None) -> None:
        self.missed.append(workspace)


class Tower:
    """The rooms of Discord's tower, put together as the wiring does it."""

    def __init__(
        self,
        server: Server,
        ready_within: float = 1.0,
        core: ports.Reception | None = None,
        clock: HandClock | None = None,
        joined: Joined | None = None,
        rooms: Rooms | None = None,
        token: str = "token",  # noqa: S107
    ) -> None:
        self.server = server
        self.world: World = server.world
        self.clock = clock or HandClock(server.world.now)
        self.reception = Reception()
        self.people: set[PersonId] = set()
        self.rooms: list[ConversationId] = [ConversationId(SITE)]
        self.wire, self.places, self.shelf = Wire(), Places(), Memory()
        joined = joined or self._joined
        self.matters: list[InConversation] = []
        self.doors = Doors(self.wire, self.places, rooms or self._rooms, WORDS, self._standing)
        self.messenger = Messenger(self.wire, self.doors, self.places, WORDS, self.shelf, png)
        self.replies = Replies(self.wire)
        self.answering = Answering(
            core or self.reception, self.replies, self.places, self.clock, WORDS, self.shelf, png, joined,
            self.messenger.post, ready_within,
        )  # fmt: skip
        self.known: list[WorkspaceId] = []
        self.writing_back = WritingBack(joined, self._known, self.shelf, self.messenger.post, WORDS.unclear)
        self.hearing = Hearing(self.places, self.wire, joined, self._known, self.writing_back.events)
        self.listener = Listener(
            core or self.reception, self.hearing, self.places, self.clock, self.answering.take, self._readable
        )
        self.history = History(self.wire, self.places, self.clock)
        self.access = Access(token, server.api, summary="Who waits on whom")
        self.beats = 0
        self.station = Station(self.access, self.wire, self.listener.hear, self._beat)

    def pass_time(self, by: timedelta) -> None:
        """Let it be later, for both sides."""
        self.world.pass_time(by)
        self.clock.move_to(self.world.now)

    async def settled(self) -> None:
        """Everything told so far has been heard and answered."""
        await self.until(lambda: self.wire.client is not None and self.wire.client.ws.sequence == self._told)
        await self.listener.drained()
        await self.answering.finished()

    @property
    def _told(self) -> int:
        """How much was told in the session that is connected."""
        told = (len(each.told) for each in self.server.gateway.sessions.values() if each.socket is not None)
        return max(told, default=0)

    async def until(self, so: Callable[[], object]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(LIMIT):
            while not so():  # noqa: ASYNC110 - the other side of a socket tells nobody
                await asyncio.sleep(0.01)

    async def answered(self, told: Json) -> Json:
        """The first answer to an interaction."""
        await self.until(lambda: told["id"] in self.world.callbacks)
        return self.world.callbacks[told["id"]]

    async def _joined(self, workspace: WorkspaceId, person: PersonId) -> bool:
        return person in self.people

    async def _known(self) -> Sequence[WorkspaceId]:
        return self.known

    async def _rooms(self, workspace: WorkspaceId, person: PersonId) -> Sequence[ConversationId]:
        return self.rooms

    async def _standing(self, workspace: WorkspaceId, person: PersonId) -> Sequence[InConversation]:
        return self.matters

    def _readable(self, workspace: WorkspaceId) -> frozenset[str] | None:
        return readable(self.wire, workspace)

    def _beat(self) -> None:
        self.beats += 1


@asynccontextmanager
async def standing(world: World | None = None, **options: Any) -> AsyncIterator[Tower]:
    """A tower connected to a server of its own."""
    async with serving(world) as server:
        tower = Tower(server, **options)
        async with tower.listener.listening(), working(tower):
            await asyncio.wait_for(server.gateway.connected.wait(), LIMIT)
            await tower.until(lambda: tower.places.channels(WorkspaceId(next(iter(server.world.guilds), ""))))
            await tower.settled()
            yield tower


@asynccontextmanager
async def working(tower: Tower) -> AsyncIterator[None]:
    """Keep a tower connected, and begin anew when its work ends."""

    async def again_and_again() -> None:
        while True:
            await tower.station.work()

    task = asyncio.create_task(again_and_again())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def shown(data: Json) -> str:
    """Every word on a card, as Discord was given it."""
    found: list[str] = []

    def walk(part: Any) -> None:
        for each in part if isinstance(part, list) else [part]:
            if isinstance(each, dict):
                found.extend(str(each[key]) for key in ("content", "label") if key in each)
                for key in ("components", "accessory", "options", "component"):
                    walk(each.get(key, []))

    walk(data.get("components", []))
    return "\n".join(found)


def custom_ids(data: Json) -> list[str]:
    """The ids of the buttons on a card."""
    found: list[str] = []

    def walk(part: Any) -> None:
        for each in part if isinstance(part, list) else [part]:
            if isinstance(each, dict):
                found.extend([each["custom_id"]] if each.get("type") == 2 else [])
                for key in ("components", "accessory"):
                    walk(each.get(key, []))

    walk(data.get("components", []))
    return found
