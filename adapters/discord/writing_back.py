"""What somebody writes to Openline itself, in a direct message: it may answer a check-in.

Discord does not say of which server it is. Where somebody is in several, the card that is replied to tells; where it is
no reply, it counts for none of them, or what is meant for one side would be shown to another, and they are told how.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from adapters.discord import translate
from adapters.discord.custom_ids import Shelf, unpack
from adapters.discord.hearing import ANSWERS_WITHIN, Joined, Known, Told
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.coverage import Skipped
from bot.vocabulary.effects import Address, ToPerson
from bot.vocabulary.events import ConversationSeen
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, PersonId, WorkspaceId
from bot.vocabulary.view import View

AGAIN: Final = timedelta(hours=1)
"""Between two explanations to one person."""
EXPLAINED: Final = 1_000
"""People of whom it is remembered."""

Post = Callable[[WorkspaceId, Address, View, str], Awaitable[object]]


class WritingBack:
    """Understands direct messages. `unclear` is what is said where nobody can tell which server is meant."""

    def __init__(self, joined: Joined, known: Known, shelf: Shelf, post: Post, unclear: str) -> None:
        self._joined = joined
        self._known = known
        self._shelf = shelf
        self._post = post
        self._unclear = unclear
        self._explained: OrderedDict[PersonId, datetime] = OrderedDict()

    async def events(self, data: Mapping[str, Any], at: datetime) -> Sequence[Told]:
        """What a direct message means."""
        channel, who = data.get("channel_id"), translate.user_id(data.get("author"))
        if data.get("guild_id") or not isinstance(channel, str) or who is None:
            return ()
        theirs = [each for each in await self._known() if each.isdigit() and await self._joined(each, who)]
        event = translate.message(data, theirs[0], ConversationId(channel)) if theirs else None
        if event is None or isinstance(event, Skipped) or event.is_bot:
            return ()
        workspace = theirs[0] if len(theirs) == 1 else self._answered(data, theirs)
        if workspace is None:
            await self._explain(theirs[0], who, event.message, at)
            return ()
        place = Conversation(event.conversation, channel, ConversationKind.DIRECT)
        return (ConversationSeen(workspace, place, at), event._replace(workspace=workspace))

    def _answered(self, data: Mapping[str, Any], theirs: Sequence[WorkspaceId]) -> WorkspaceId | None:
        """The workspace whose card is replied to: each of its buttons carries it."""
        card = data.get("referenced_message")
        carried = (unpack(own, self._shelf) for own in _buttons(card if isinstance(card, dict) else {}))
        return next((each.workspace for each in carried if each is not None and each.workspace in theirs), None)

    async def _explain(self, workspace: WorkspaceId, who: PersonId, message: str, at: datetime) -> None:
        """Say what would be understood, to one person once in a while."""
        if who in self._explained and at - self._explained[who] < AGAIN:
            return
        self._explained[who] = at
        while len(self._explained) > EXPLAINED:
            self._explained.popitem(last=False)
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                await self._post(workspace, ToPerson(who), View((self._unclear,)), f"unclear:{message}")
        except (Refused, Unsure, TimeoutError) as failure:
            structlog.get_logger().warning("not_explained", platform="discord", failure=type(failure).__name__)


def _buttons(part: Mapping[str, Any]) -> Iterator[object]:
    """What every button and every line of a select inside carries."""
    yield part.get("custom_id")
    yield part.get("value")
    inside = [each for key in ("components", "options") for each in _list(part.get(key))]
    for each in (*inside, part.get("accessory")):
        if isinstance(each, dict):
            yield from _buttons(each)


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []
