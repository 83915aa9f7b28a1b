"""What the gateway tells, as events: one payload in, what happened out.

It looks up nothing but places: a channel that was never told of is asked for once, since it may be a thread.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from adapters.discord import translate
from adapters.discord.places import Places, Spot
from adapters.discord.wire import No, Wire
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.coverage import Skipped
from bot.vocabulary.events import ConversationSeen, Event, MessageDeleted
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.tenancy import ConversationClosed, PersonLeft, Tenancy, WorkspaceLeft

Joined = Callable[[WorkspaceId, PersonId], Awaitable[bool]]
"""Whether somebody has joined an engagement there: nothing is told about others (S22)."""
Known = Callable[[], Awaitable[Sequence[WorkspaceId]]]
"""The workspaces about which something is kept."""
Told = Event | Tenancy
Written = Callable[[Any, datetime], Awaitable[Sequence[Told]]]
"""Understands what is written to Openline itself, in direct messages."""
UNKNOWN_GUILD: Final = 10004
MISSING_ACCESS: Final = 50001
ANSWERS_WITHIN: Final = 3.0
"""Seconds for what a channel is: everything behind it waits."""
ASKED: Final = 5_000
"""Channels that could not be found are remembered, up to so many: each is asked for once."""


class Hearing:
    """Understands the gateway's events."""

    def __init__(
        self, places: Places, wire: Wire, joined: Joined, known: Known | None = None, written: Written | None = None
    ) -> None:
        self._places = places
        self._wire = wire
        self._joined = joined
        self._known = known
        self._written = written
        self._strange: OrderedDict[str, None] = OrderedDict()
        self._kinds: Final[dict[str, Callable[[Any, datetime], Awaitable[Sequence[Told]]]]] = {
            "MESSAGE_CREATE": self._posted,
            "MESSAGE_UPDATE": self._edited,
            "MESSAGE_DELETE": self._deleted,
            "MESSAGE_DELETE_BULK": self._deleted_many,
            "MESSAGE_REACTION_ADD": self._reacted,
            "MESSAGE_REACTION_REMOVE": self._took_back,
            "READY": self._ready,
            "GUILD_DELETE": self._guild_gone,
            "CHANNEL_CREATE": self._channel,
            "CHANNEL_UPDATE": self._channel,
            "CHANNEL_DELETE": self._channel_gone,
            "THREAD_DELETE": self._thread_gone,
            "GUILD_MEMBER_REMOVE": self._left,
        }

    async def events(self, name: str, data: Any, at: datetime) -> Sequence[Told]:
        """What a payload means; nothing, where it means nothing to us. `at` is when it was heard."""
        understand = self._kinds.get(name)
        return await understand(data, at) if understand is not None and isinstance(data, dict) else ()

    async def spot(self, data: Mapping[str, Any]) -> Spot | None:
        """Where a payload happened; None in direct messages, which belong to no workspace."""
        guild, channel = data.get("guild_id"), data.get("channel_id")
        if not isinstance(channel, str):
            return None
        known = self._places.spot(channel)
        if known is not None or not isinstance(guild, str) or not guild:
            return known
        if channel not in self._strange:
            await self._ask(channel, guild)
        return self._places.spot(channel) or Spot(WorkspaceId(guild), ConversationId(channel))

    async def _ask(self, channel: str, guild: str) -> None:
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                told = await self._wire.ask("GET", "/channels/{channel_id}", channel_id=channel)
            self._places.channel(told, guild)
        except (Refused, Unsure, TimeoutError):
            self._strange[channel] = None
        while len(self._strange) > ASKED:
            self._strange.popitem(last=False)

    async def _posted(self, data: Any, at: datetime) -> Sequence[Told]:
        spot = await self.spot(data)
        if spot is None:
            return await self._written(data, at) if self._written is not None else ()
        names = self._places.named(spot.workspace, data)
        event = translate.message(data, spot.workspace, spot.conversation, spot.thread, names)
        return () if isinstance(event, Skipped) else (event,)

    async def _edited(self, data: Any, at: datetime) -> Sequence[Told]:
        spot = await self.spot(data)
        if spot is None or "content" not in data:
            return ()
        names = self._places.named(spot.workspace, data)
        event = translate.edited(data, spot.workspace, spot.conversation, spot.thread, names)
        return () if isinstance(event, Skipped) else (event,)

    async def _deleted(self, data: Any, at: datetime) -> Sequence[Told]:
        spot = await self.spot(data)
        event = translate.deleted(data, spot.workspace, spot.conversation, at) if spot else None
        return () if event is None or isinstance(event, Skipped) else (event,)

    async def _deleted_many(self, data: Any, at: datetime) -> Sequence[Told]:
        found: list[Told] = []
        for each in data.get("ids") if isinstance(data.get("ids"), list) else ():
            found += await self._deleted({**data, "id": each}, at)
        return found

    async def _reacted(self, data: Any, at: datetime) -> Sequence[Told]:
        return await self._reaction(data, at, added=True)

    async def _took_back(self, data: Any, at: datetime) -> Sequence[Told]:
        return await self._reaction(data, at, added=False)

    async def _reaction(self, data: Any, at: datetime, *, added: bool) -> Sequence[Told]:
        member = data.get("member")
        user = member.get("user") if isinstance(member, dict) else None
        if isinstance(user, dict) and translate.is_bot(user):
            return ()
        spot = await self.spot(data)
        event = translate.reaction(data, spot.workspace, spot.conversation, at, added=added) if spot else None
        return () if event is None or isinstance(event, Skipped) else (event,)

    async def _ready(self, data: Any, at: datetime) -> Sequence[Told]:
        """Whoever removed us while we were away is not among the guilds that are named; it is asked for, to be sure."""
        told = data.get("guilds")
        named = {each.get("id") for each in told if isinstance(each, dict)} if isinstance(told, list) else set()
        known = await self._known() if self._known is not None else ()
        away = [each for each in known if each not in named and _is_of(each, data.get("shard"))]
        return [WorkspaceLeft(each, at) for each in away if await self._has_removed_us(each)]

    async def _has_removed_us(self, workspace: WorkspaceId) -> bool:
        """Only Discord's own words for it count: an answer that is missing deletes nothing (S18)."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                await self._wire.ask("GET", "/guilds/{guild_id}", guild_id=workspace)
        except No as no:
            return no.code in (UNKNOWN_GUILD, MISSING_ACCESS)
        except (Unsure, TimeoutError):
            return False
        return False

    async def _guild_gone(self, data: Any, at: datetime) -> Sequence[Told]:
        """An outage says so, and deletes nothing (S18)."""
        guild = data.get("id")
        if data.get("unavailable") or not isinstance(guild, str):
            return ()
        return (WorkspaceLeft(WorkspaceId(guild), at),)

    async def _channel(self, data: Any, at: datetime) -> Sequence[Told]:
        conversation = self._places.channel(data)
        if conversation is None:
            return ()
        return (ConversationSeen(WorkspaceId(data["guild_id"]), conversation, at),)

    async def _channel_gone(self, data: Any, at: datetime) -> Sequence[Told]:
        guild, channel = data.get("guild_id"), data.get("id")
        if not isinstance(guild, str) or not isinstance(channel, str):
            return ()
        self._places.gone(channel)
        return (ConversationClosed(WorkspaceId(guild), ConversationId(channel), at),)

    async def _thread_gone(self, data: Any, at: datetime) -> Sequence[Told]:
        """With a forum's post goes the message that it began with; with another thread, only what was said in it."""
        spot = self._places.gone(data.get("id"))
        parent = self._places.spot(spot.conversation) if spot is not None else None
        if spot is None or spot.thread is None or parent is None or not parent.is_forum:
            return ()
        return (MessageDeleted(spot.workspace, spot.conversation, spot.thread, at),)

    async def _left(self, data: Any, at: datetime) -> Sequence[Told]:
        guild, who = data.get("guild_id"), translate.user_id(data.get("user"))
        if not isinstance(guild, str) or who is None or not await self._joined(WorkspaceId(guild), who):
            return ()
        return (PersonLeft(WorkspaceId(guild), who, None, at),)


def _is_of(workspace: WorkspaceId, shard: object) -> bool:
    """Whether a workspace is a guild of this shard; those of other platforms are no numbers."""
    if not (workspace.isascii() and workspace.isdigit()):
        return False
    match shard:
        case [int(own), int(count)] if count > 0:
            return (int(workspace) >> 22) % count == own
        case _:
            return True
