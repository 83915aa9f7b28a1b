"""What was said, read back: a channel's messages and those of its threads, a hundred at a time.

Discord tells the messages of a thread only in that thread, so a conversation has been read when its threads have been.
Where we may not read, Discord shows an empty page and no error: that is told as refused, never taken for silence (R10).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import structlog

from adapters.discord import limits, translate
from adapters.discord.permissions import may_read
from adapters.discord.places import Places, Spot
from adapters.discord.snowflakes import before
from adapters.discord.wire import NOT_CONNECTED, No, Wire
from bot.ports import Clock, Place
from bot.ports.surfaces import FORBIDDEN, GONE, Page, Refused, Unsure
from bot.vocabulary.coverage import Skipped
from bot.vocabulary.events import Event, MessageEdited
from bot.vocabulary.model import MessageId

UNREADABLE: Final = "the history is not shown to us"
THREADS_UNREAD: Final = "some threads could not be read"


class History:
    """`ports.History` on Discord."""

    def __init__(self, wire: Wire, places: Places, clock: Clock) -> None:
        self._wire = wire
        self._places = places
        self._clock = clock

    async def since(self, place: Place, watermark: datetime) -> AsyncIterator[Page]:
        """What was said in a conversation after a moment, page by page. Raises Refused where we may not read."""
        began, after = self._clock.now(), before(watermark)
        spot = await self._spot(place)
        self._allowed(spot, place.conversation)
        threads, hole = await self._threads(place, after)
        if not spot.is_forum:
            async for events in self._pages(spot, place.conversation, after):
                until = watermark if threads or not events else events[-1].at
                yield Page(events, until)
        for thread in threads:
            inside = spot._replace(thread=MessageId(thread))
            try:
                async for events in self._pages(inside, thread, after):
                    yield Page(events, watermark)
            except No as no:
                if no.why not in (FORBIDDEN, GONE):
                    raise
                hole = THREADS_UNREAD if no.why == FORBIDDEN else hole
        yield Page((), began, hole)

    async def _spot(self, place: Place) -> Spot:
        """Where the conversation is; asked for if it was never told of."""
        known = self._places.spot(place.conversation)
        if known is None:
            self._places.channel(await self._channel(place.conversation), place.workspace)
            known = self._places.spot(place.conversation)
        return known or Spot(place.workspace, place.conversation)

    async def _channel(self, channel: str) -> Any:
        """What a channel is; nothing where the server does not know that question."""
        try:
            return await self._asked("/channels/{channel_id}", channel_id=channel)
        except No as no:
            if no.why != GONE or no.code:
                raise
            return None

    def _allowed(self, spot: Spot, channel: str) -> None:
        if may_read(self._wire, spot, channel) is False:
            raise No(FORBIDDEN)

    async def _pages(self, spot: Spot, channel: str, after: str) -> AsyncIterator[Sequence[Event]]:
        """Messages of one channel, oldest first."""
        is_first = True
        while True:
            told = await self._page(channel, after)
            if not told and is_first:
                await self._believed(spot, channel, after)
            is_first = False
            if told:
                yield self._events(told, spot)
                after = str(max(int(each["id"]) for each in told))
            if len(told) < limits.PAGE:
                return

    async def _page(self, channel: str, after: str) -> list[dict[str, Any]]:
        """A page of messages; none where the server knows of no histories at all, as Discord itself always does."""
        query = {"limit": limits.PAGE, "after": after}
        try:
            return _listed(await self._asked("/channels/{channel_id}/messages", query=query, channel_id=channel))
        except No as no:
            if no.why != GONE or no.code:
                raise
        structlog.get_logger().warning("no_history", platform="discord")
        return []

    async def _believed(self, spot: Spot, channel: str, after: str) -> None:
        """An empty page says nothing where nobody can tell whether we may read, and something was said since."""
        if may_read(self._wire, spot, channel) is not None:
            return
        try:
            told = await self._asked("/channels/{channel_id}", channel_id=channel)
        except No as no:
            if no.why != GONE:
                raise
            return
        last = told.get("last_message_id") if isinstance(told, dict) else None
        if isinstance(last, str) and last.isdigit() and int(last) > int(after):
            raise No(FORBIDDEN)

    def _events(self, told: Sequence[Mapping[str, Any]], spot: Spot) -> Sequence[Event]:
        found: list[Event] = []
        for each in sorted(told, key=lambda one: int(one["id"])):
            names = self._places.named(spot.workspace, each)
            event = translate.message(each, spot.workspace, spot.conversation, spot.thread, names)
            if isinstance(event, Skipped):
                continue
            found.append(event)
            edited = translate.moment(each.get("edited_timestamp"))
            if edited is not None:
                found.append(MessageEdited(event, edited))
        return found

    async def _threads(self, place: Place, after: str) -> tuple[list[str], str | None]:
        """The threads in which something was said since, and whether some may be missing."""
        found: dict[str, None] = {}
        hole = None
        try:
            active = await self._asked("/guilds/{guild_id}/threads/active", guild_id=place.workspace)
            self._add(active, place, after, found)
        except No as no:
            hole = _unless_gone(no)
        try:
            archived = await self._asked(
                "/channels/{channel_id}/threads/archived/public",
                query={"limit": limits.PAGE},
                channel_id=place.conversation,
            )
            self._add(archived, place, after, found)
        except No as no:
            hole = hole or _unless_gone(no)
        return list(found), hole

    def _add(self, told: Any, place: Place, after: str, found: dict[str, None]) -> None:
        listed = told.get("threads") if isinstance(told, dict) else None
        for each in listed if isinstance(listed, list) else ():
            if not isinstance(each, dict) or each.get("parent_id") != place.conversation:
                continue
            self._places.channel(each, place.workspace)
            last = each.get("last_message_id")
            if not isinstance(last, str) or not last.isdigit() or int(last) > int(after):
                found[str(each.get("id"))] = None

    async def _asked(self, path: str, query: Any = None, **places: str) -> Any:
        try:
            return await self._wire.ask("GET", path, query=query, **places)
        except No as no:
            if no.why == NOT_CONNECTED or no.retry_after is not None:
                raise Refused(no.why, no.retry_after) from None
            raise


def _unless_gone(no: No) -> str | None:
    """Servers without this question have no threads; one that refuses hides some."""
    return None if no.why == GONE else THREADS_UNREAD


def _listed(told: Any) -> list[dict[str, Any]]:
    """The messages of a page. What is no list is no answer."""
    if not isinstance(told, list):
        raise Unsure
    return [each for each in told if isinstance(each, dict) and str(each.get("id") or "").isdigit()]
