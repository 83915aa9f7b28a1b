"""Openline in simcord: a Discord that somebody else wrote, which checks by itself what the real one would refuse.

Our own Discord (`tests/fake_discord`) is asked over sockets and fails as the network does; this one knows what it has
registered, who sees what, which options a command takes, which components and modals are whole, and who may do what.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any, Final

import simcord
from discord.http import Route
from discord.webhook.async_ import async_context
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from adapters.discord.answering import Answering
from adapters.discord.custom_ids import Memory as Shelf
from adapters.discord.gateway import Client, intents
from adapters.discord.hearing import Hearing
from adapters.discord.history import History
from adapters.discord.listener import Listener
from adapters.discord.messenger import PACE, Messenger
from adapters.discord.permissions import readable
from adapters.discord.places import Places
from adapters.discord.registering import synced
from adapters.discord.replies import Replies
from adapters.discord.sending import Doors
from adapters.discord.wire import Wire, one_attempt
from adapters.memory.unit_of_work import Memory
from bot.service.answering.counter import Counter
from bot.service.drawing.cards import Cards
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.service.intake import Intake
from bot.service.outbox import Outbox
from bot.service.reception import Reception
from bot.vocabulary.model import WorkspaceId
from bot.wiring.core import draw
from bot.wiring.discord import has_joined
from bot.wiring.rooms import rooms
from tests.adapters.discord.cards import WORDS, png

API: Final = "https://discord.com/api/v10"


class Ear:
    """Hands on what is heard, once there is somebody who listens: simcord is ready before anything else can be."""

    def __init__(self) -> None:
        self.listener: Listener | None = None

    def hear(self, name: str, data: Any, shard: int) -> None:
        if self.listener is not None:
            self.listener.hear(name, data, shard)


class Clock:
    """simcord's own time, which stands unless it is moved."""

    def __init__(self, env: Env) -> None:
        self._env = env

    def now(self) -> datetime:
        return self._env.now()


class Simulated:
    """The adapter in simcord, with a real core over a store in memory. Ana owns the server; Sam and Kim are in it."""

    def __init__(self, env: Env, client: Client) -> None:
        self.env = env
        self.store, self.clock = Memory(), Clock(env)
        self.wire, places, shelf = Wire(), Places(), Shelf()
        self.wire.client, self.wire.shards = client, (client,)
        gatherer = Gatherer()
        inbox = Inbox(self.store, gatherer)
        counter = Counter(self.store, inbox, gatherer)
        self.intake = Intake(inbox, self.store)
        self.reception = Reception(self.intake, counter, self._lost_touch, clock=self.clock)
        self.doors = Doors(self.wire, places, partial(rooms, self.store), WORDS)
        self.messenger = Messenger(self.wire, self.doors, places, WORDS, shelf, png)
        self.history = History(self.wire, places, self.clock)
        self.outbox = Outbox(self.store, self.messenger, self.clock, Cards(gatherer, draw).drawn)
        joined = partial(has_joined, self.store)
        self.answering = Answering(
            self.reception, Replies(self.wire, async_context.get()), places, self.clock, WORDS, shelf, png, joined,
            self.messenger.post,
        )  # fmt: skip
        self.listener = Listener(
            self.reception, Hearing(places, self.wire, joined), places, self.clock, self.answering.take,
            partial(readable, self.wire),
        )  # fmt: skip
        self.missed: list[WorkspaceId | None] = []

    def furnish(self) -> None:
        """A server with a channel, and people in it."""
        ana = self.env.create_user("ana", global_name="Ana")
        self.guild = self.env.create_guild("The site", owner=ana)
        self.where = WorkspaceId(str(self.guild.id))
        self.site: ChannelHandle = self.guild.create_text_channel("site")
        self.ana: MemberActor = self.guild.add_member(ana)
        self.sam: MemberActor = self.guild.add_member(self.env.create_user("sam", global_name="Sam"))
        self.kim: MemberActor = self.guild.add_member(self.env.create_user("kim", global_name="Kim"))

    async def settle(self) -> None:
        """Everything that follows at once has followed, and what waits to be posted is."""
        await self.listener.drained()
        await self.answering.finished()
        for _ in range(3):
            await self.outbox.deliver()
            await self.env.advance_time(PACE.total_seconds())
        await self.listener.drained()

    async def _lost_touch(self, workspace: WorkspaceId | None) -> None:
        self.missed.append(workspace)


@asynccontextmanager
async def simulated() -> AsyncIterator[Simulated]:
    """Openline connected to simcord, its commands registered there."""
    ear = Ear()
    client = Client(ear.hear, intents(), one_attempt())
    async with AsyncExitStack() as life:
        life.callback(setattr, Route, "BASE", Route.BASE)
        Route.BASE = API  # simcord knows Discord by its own address; other tests have set another
        env = await life.enter_async_context(simcord.run(client))
        here = Simulated(env, client)
        ear.listener = here.listener
        await life.enter_async_context(here.intake)
        await life.enter_async_context(here.listener.listening())
        await synced(here.wire, str(client.application_id), "Who waits on whom")
        here.furnish()
        await here.settle()
        yield here
