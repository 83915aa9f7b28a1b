"""Posts our cards on Discord: once under their key, changed where they stand, and found again when nobody knows.

Discord tells two posts with the same nonce apart for a few minutes. What stays is the number on a card's outermost
component, made of the key: by it a card is found in the history however late.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any, Final

from adapters.discord import limits, markup
from adapters.discord.custom_ids import Shelf
from adapters.discord.permissions import may_read
from adapters.discord.places import Places
from adapters.discord.render import Drawn, Png, prepared
from adapters.discord.sending import Doors, mark, nonce, receipt
from adapters.discord.snowflakes import before
from adapters.discord.wire import UNREACHABLE, No, Wire
from adapters.discord.words import Words
from bot.ports.surfaces import FORBIDDEN, GONE, Unsure
from bot.vocabulary.effects import Address, InConversation, ToPerson
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.view import Mention, View

PACE: Final = timedelta(seconds=1)
"""Between two posts to one address: five in five seconds is what Discord gives a channel."""
PAGES: Final = 20
"""Pages of history that are looked through for one card."""
UNKNOWN_CHANNEL: Final = 10003
TAG_REQUIRED: Final = 40067
"""Discord's code for a forum in which every post has a tag."""


class Messenger:
    """`ports.Messenger` on Discord."""

    def __init__(self, wire: Wire, doors: Doors, places: Places, words: Words, shelf: Shelf, png: Png) -> None:
        self._wire = wire
        self._doors = doors
        self._places = places
        self._words = words
        self._shelf = shelf
        self._png = png

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> str:
        """Post once and return `CHANNEL/MESSAGE/NUMBER`."""
        if isinstance(to, InConversation):
            return await self._in_conversation(workspace, to, view, key)
        return await self._in_private(workspace, to.person, view, key)

    async def find(self, workspace: WorkspaceId, to: Address, key: str, since: datetime) -> str | None:
        """What was posted under this key, looked for where it may stand. Raises Unsure where we cannot look."""
        for channel in await self._channels(workspace, to):
            async for told in self._mine(workspace, channel, since):
                if _is_it(told, key):
                    return receipt(channel, told, key)
        return None

    async def update(self, workspace: WorkspaceId, to: Address, receipt: str, view: View) -> None:
        """Draw a card anew where it stands; it keeps its number, so that it is found as before."""
        channel, own, *number = receipt.split("/")
        drawn = await self._drawn(view, workspace, isinstance(to, ToPerson), int(number[0]) if number else None)
        await self._wire.send("PATCH", "/channels/{channel_id}/messages/{own}", drawn, channel_id=channel, own=own)

    def pace(self, to: Address) -> timedelta:
        """Between two posts to one address."""
        return PACE

    async def _in_conversation(self, workspace: WorkspaceId, to: InConversation, view: View, key: str) -> str:
        channel = self._doors.conversation(to)
        drawn = await self._drawn(view, workspace, False, mark(key))
        if await self._doors.is_forum(workspace, channel):
            return await self._in_forum(channel, view, drawn, key)
        if to.thread is None or channel == to.thread:
            return await self._say(channel, drawn, key)
        try:
            return await self._say(to.thread, drawn, key)
        except No as no:
            if no.why != GONE or no.code not in (0, UNKNOWN_CHANNEL):
                raise
        return await self._say(channel, _answering(drawn, to.thread), key)  # nobody opened a thread on it

    async def _in_forum(self, channel: str, view: View, drawn: Drawn, key: str) -> str:
        """Nothing can be said in a forum but in a thread of its own."""
        name = markup.plain(view.headline, limits.THREAD) or self._words.thread[: limits.THREAD]
        inside = Drawn({"name": name, "message": drawn.body}, drawn.files)
        path = "/channels/{channel_id}/threads"
        try:
            told = await self._wire.send("POST", path, inside, channel_id=channel)
        except No as no:
            if no.code != TAG_REQUIRED:
                raise
            tagged = inside._replace(body={**inside.body, "applied_tags": await self._doors.tags(channel)})
            told = await self._wire.send("POST", path, tagged, channel_id=channel)
        return receipt(str(told.get("id")), told.get("message") or told, key)

    async def _in_private(self, workspace: WorkspaceId, person: PersonId, view: View, key: str) -> str:
        drawn = await self._drawn(view, workspace, True, mark(key))
        try:
            return await self._say(await self._doors.direct(person), drawn, key)
        except No as no:
            if no.why != FORBIDDEN and no.code != UNREACHABLE:
                raise
        try:
            return await self._say(await self._doors.thread(workspace, person), drawn, key)
        except No as no:
            if no.why not in (FORBIDDEN, GONE):
                raise
        return await self._called(workspace, person, key)

    async def _called(self, workspace: WorkspaceId, person: PersonId, key: str) -> str:
        """Nothing private reaches them: a ping that says so, and nothing more, where what waits for them stands."""
        refusal = No(FORBIDDEN, UNREACHABLE)
        view = View((Mention(person), " ", self._words.unreachable))
        for spot in await self._doors.spots(workspace, person):
            try:
                return await self._in_conversation(workspace, spot, view, key)
            except No as no:
                if no.why not in (FORBIDDEN, GONE):
                    raise
                refusal = no
        raise refusal

    async def _say(self, channel: str, drawn: Drawn, key: str) -> str:
        once = {**drawn.body, "nonce": nonce(key), "enforce_nonce": True}
        path = "/channels/{channel_id}/messages"
        try:
            told = await self._wire.send("POST", path, drawn._replace(body=once), channel_id=channel)
        except No as no:
            if no.why in (FORBIDDEN, GONE):
                self._doors.forget(channel)
            raise
        if not isinstance(told, dict) or "id" not in told:
            raise Unsure
        return receipt(channel, told, key)

    async def _channels(self, workspace: WorkspaceId, to: Address) -> list[str]:
        if isinstance(to, InConversation):
            own = self._doors.conversation(to)
            if await self._doors.is_forum(workspace, own):
                return await self._doors.posts(workspace, own)
            return list(dict.fromkeys([own, *([to.thread] if to.thread else [])]))
        return await self._doors.private(workspace, to.person)

    async def _mine(self, workspace: WorkspaceId, channel: str, since: datetime) -> AsyncIterator[dict[str, Any]]:
        """Our own messages in a channel since a moment, oldest first."""
        readable = self._readable(channel)
        if readable is False:
            raise Unsure
        after = before(since - timedelta(minutes=1))
        for _ in range(PAGES):
            page = await self._page(channel, after)
            if not page and readable is None:
                await self._believed(channel, after)
            for told in page:
                if _author(told) in ("", self._wire.me):
                    yield told
            if len(page) < limits.PAGE:
                return
            after = str(max(int(told["id"]) for told in page))
        raise Unsure

    async def _page(self, channel: str, after: str) -> list[dict[str, Any]]:
        query = {"limit": limits.PAGE, "after": after}
        try:
            told = await self._wire.ask("GET", "/channels/{channel_id}/messages", query=query, channel_id=channel)
        except No as no:
            if no.why == GONE:  # nothing stands where nothing is
                return []
            if no.why == FORBIDDEN:  # nobody can tell
                raise Unsure from None
            raise
        listed = told if isinstance(told, list) else []
        return sorted((each for each in listed if isinstance(each, dict)), key=lambda each: int(each.get("id") or 0))

    def _readable(self, channel: str) -> bool | None:
        """Whether we may read there, None where nobody can tell: Discord shows an empty page then, and no error."""
        spot = self._places.spot(channel)
        return may_read(self._wire, spot, channel) if spot is not None else True

    async def _believed(self, channel: str, after: str) -> None:
        """Raise Unsure where a page is empty though something was said since."""
        try:
            told = await self._wire.ask("GET", "/channels/{channel_id}", channel_id=channel)
        except No as no:
            if no.why == GONE:
                return
            raise Unsure from None
        last = told.get("last_message_id") if isinstance(told, dict) else None
        if isinstance(last, str) and last.isdigit() and int(last) > int(after):
            raise Unsure

    async def _drawn(self, view: View, workspace: WorkspaceId, in_private: bool, number: int | None) -> Drawn:
        return await prepared(view, self._words, self._shelf, self._png, workspace if in_private else None, number)


def _answering(drawn: Drawn, root: str) -> Drawn:
    reference = {"message_id": root, "fail_if_not_exists": False}
    return drawn._replace(body={**drawn.body, "message_reference": reference})


def _is_it(told: dict[str, Any], key: str) -> bool:
    """Whether a message was posted under this key: by what stays with it, or by the nonce if it is still told."""
    components = told.get("components")
    outermost = components[0] if isinstance(components, list) and components else None
    own = outermost.get("id") if isinstance(outermost, dict) else None
    return own == mark(key) or told.get("nonce") == nonce(key)


def _author(told: dict[str, Any]) -> str:
    author = told.get("author")
    own = author.get("id") if isinstance(author, dict) else None
    return own if isinstance(own, str) else ""
