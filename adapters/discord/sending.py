"""Where a post goes: a channel, a thread, a forum, a direct message, or what there is instead of one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256
from typing import Any, Final

from adapters.discord import limits
from adapters.discord.places import Places
from adapters.discord.wire import UNREACHABLE, No, Wire
from adapters.discord.words import Words
from bot.ports.surfaces import FORBIDDEN, GONE, Refused
from bot.vocabulary.effects import InConversation
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId

Rooms = Callable[[WorkspaceId, PersonId], Awaitable[Sequence[ConversationId]]]
"""The conversations of somebody's engagements: where a thread may stand for what cannot be sent privately."""
Standing = Callable[[WorkspaceId, PersonId], Awaitable[Sequence[InConversation]]]
"""The threads of what waits for somebody: where they are called if nothing private reaches them."""
PRIVATE_THREAD: Final = 12


def nonce(key: str) -> str:
    """The key as Discord tells posts apart by, for a few minutes."""
    return sha256(key.encode()).hexdigest()[: limits.NONCE]


def mark(key: str) -> int:
    """The key as a number that stays with the message for ever: the id of its outermost component."""
    return int.from_bytes(sha256(key.encode()).digest()[:4], "big") % (2**31 - 2) + 1


async def nowhere(_: WorkspaceId, __: PersonId) -> Sequence[InConversation]:
    """Nobody knows of a thread."""
    return ()


class Doors:
    """Finds the channel behind an address. Direct channels and threads are opened once, and remembered."""

    def __init__(self, wire: Wire, places: Places, rooms: Rooms, words: Words, standing: Standing = nowhere) -> None:
        self._wire = wire
        self._places = places
        self._rooms = rooms
        self._words = words
        self._standing = standing
        self._direct: dict[PersonId, str] = {}
        self._threads: dict[tuple[WorkspaceId, PersonId], str] = {}

    async def direct(self, person: PersonId) -> str:
        """The channel of direct messages with somebody; opening it twice gives the same one."""
        if person not in self._direct:
            told = await self._wire.ask("POST", "/users/@me/channels", {"recipient_id": person})
            self._direct[person] = _id(told)
        return self._direct[person]

    async def private(self, workspace: WorkspaceId, person: PersonId) -> list[str]:
        """Every channel in which something private to somebody may stand."""
        found = [await self.direct(person)]
        thread = self._threads.get((workspace, person)) or await self._opened_before(workspace, person)
        spots = await self.spots(workspace, person)
        called = [own for each in spots for own in (each.conversation, each.thread) if own is not None]
        return list(dict.fromkeys([*found, *([thread] if thread else []), *called]))

    async def posts(self, workspace: WorkspaceId, forum: str) -> list[str]:
        """Our own posts in a forum: what we said there stands in them."""
        return [str(each["id"]) for each in await self._ours(workspace) if each.get("parent_id") == forum]

    async def is_forum(self, workspace: WorkspaceId, channel: str) -> bool:
        """Whether nothing can be said there but in threads; asked where another process is told of the server."""
        if self._places.spot(channel) is None:
            try:
                told = await self._wire.ask("GET", "/channels/{channel_id}", channel_id=channel)
            except No:
                return False
            self._places.channel(told, workspace)
        spot = self._places.spot(channel)
        return spot is not None and spot.is_forum

    async def tags(self, forum: str) -> list[str]:
        """The first tag of a forum that anybody may set, for a forum that wants one."""
        told = await self._wire.ask("GET", "/channels/{channel_id}", channel_id=forum)
        listed = told.get("available_tags") if isinstance(told, dict) else None
        found = [each for each in listed or () if isinstance(each, dict) and not each.get("moderated")]
        return [str(each["id"]) for each in found[:1]]

    async def thread(self, workspace: WorkspaceId, person: PersonId) -> str:
        """A private thread with somebody who takes no direct messages, in a conversation of theirs."""
        if (workspace, person) not in self._threads:
            standing = await self._opened_before(workspace, person)
            self._threads[workspace, person] = standing or await self._opened(workspace, person)
        return self._threads[workspace, person]

    async def spots(self, workspace: WorkspaceId, person: PersonId) -> list[InConversation]:
        """Where somebody can be called: in the threads of what waits for them, and in the conversations they are in."""
        theirs = [_spot(each) for each in await self._standing(workspace, person)]
        return [*theirs, *map(InConversation, await self._rooms(workspace, person))]

    def forget(self, channel: str) -> None:
        """It is not there any more, or not for us."""
        self._direct = {who: each for who, each in self._direct.items() if each != channel}
        self._threads = {who: each for who, each in self._threads.items() if each != channel}

    def conversation(self, to: InConversation) -> str:
        """The channel of an address: a thread is one of its own, if it was ever opened."""
        if to.thread is not None and self._places.spot(to.thread) is not None:
            return to.thread
        return to.conversation

    async def _opened_before(self, workspace: WorkspaceId, person: PersonId) -> str | None:
        """A thread that was opened before we were started."""
        name = self._words.thread[: limits.THREAD]
        for each in await self._ours(workspace):
            is_private = (each.get("type"), each.get("name")) == (PRIVATE_THREAD, name)
            if is_private and await self._is_in(str(each["id"]), person):
                return str(each["id"])
        return None

    async def _ours(self, workspace: WorkspaceId) -> list[dict[str, Any]]:
        """The threads that we opened, as far as they are not archived."""
        try:
            told = await self._wire.ask("GET", "/guilds/{guild_id}/threads/active", guild_id=workspace)
        except No:
            return []
        threads = told.get("threads") if isinstance(told, dict) else None
        listed = threads if isinstance(threads, list) else ()
        return [each for each in listed if isinstance(each, dict) and each.get("owner_id") == self._wire.me]

    async def _is_in(self, thread: str, person: PersonId) -> bool:
        path = "/channels/{channel_id}/thread-members/{person}"
        try:
            await self._wire.ask("GET", path, channel_id=thread, person=str(person))
        except No:
            return False
        return True

    async def _opened(self, workspace: WorkspaceId, person: PersonId) -> str:
        refusal: Refused = No(FORBIDDEN, UNREACHABLE)
        for room in await self._rooms(workspace, person):
            try:
                return await self._open_in(room, person)
            except No as no:
                if no.why not in (FORBIDDEN, GONE, "not-accepted"):
                    raise
                refusal = no
        raise refusal

    async def _open_in(self, room: ConversationId, person: PersonId) -> str:
        body = {"name": self._words.thread[: limits.THREAD], "type": PRIVATE_THREAD, "invitable": False}
        thread = _id(await self._wire.ask("POST", "/channels/{channel_id}/threads", body, channel_id=room))
        await self._wire.ask(
            "PUT", "/channels/{channel_id}/thread-members/{person}", channel_id=thread, person=str(person)
        )
        return thread


def _spot(to: InConversation) -> InConversation:
    """A card of ours is known by its receipt; its message is the second part of it."""
    _, _, rest = (to.thread or "").partition("/")
    return InConversation(to.conversation, MessageId(rest.partition("/")[0])) if rest else to


def _id(told: Any) -> str:
    own = told.get("id") if isinstance(told, dict) else None
    if not isinstance(own, str | int):
        raise No("not-accepted")
    return str(own)


def receipt(channel: str, told: Any, key: str) -> str:
    """What names a message of ours: its channel, its own id, and the number by which it is found."""
    return f"{channel}/{_id(told)}/{mark(key)}"
