"""Posts cards in Slack: once each, found again by the key in their metadata, changed where they stand.

A direct message that Slack does not let through (people of other organisations, closed accounts) becomes an ephemeral
one in a conversation we share with them, and where that fails too, a line in the thread of their matter there that only
says that something waits for them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from adapters.slack.api import NOT_INSTALLED, UNKNOWN_METHOD, Api, Forbidden, why_not
from adapters.slack.easel import Easel
from bot.ports.surfaces import FORBIDDEN, GONE, Refused, Unsure
from bot.vocabulary.effects import Address, InConversation
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.view import View

POSTED: Final = "openline_post"
"""The type of the metadata of everything we post."""
PACE: Final = timedelta(seconds=1)
"""chat.postMessage takes one message a second a channel; more may be stored and not shown."""
LOOK_BACK: Final = timedelta(minutes=2)
"""How much earlier than we thought a post may have been stored: clocks differ."""
PAGES: Final = 20
"""Pages of history to look through for one post."""
REMEMBERED: Final = 1_000
"""Lines of which it is known where they were put."""
EPHEMERAL: Final = "ephemeral:"
"""Begins the receipt of what only one person saw; it cannot be changed any more."""

_NO_DIRECT: Final = {
    "cannot_dm_bot", "cannot_find_user", "invalid_user_combination", "method_not_supported_for_channel_type",
    "messages_tab_disabled", "not_in_dm", "user_disabled", "user_not_found", "user_not_visible", "users_not_found",
    "cannot_message_user", "channel_not_found", "restricted_action",
}  # fmt: skip
_GONE: Final = {
    "cant_update_message", "channel_not_found", "edit_window_closed", "is_archived", "is_inactive", "message_not_found",
    "not_in_channel",
}  # fmt: skip

Beckon = Callable[[PersonId], View]
"""The line for a thread: something waits for this person, and nothing of what."""
Standing = Callable[[WorkspaceId, PersonId], Awaitable[Sequence[InConversation]]]
"""Where something of somebody's stands: threads of conversations of theirs, the most pressing first."""


async def nowhere(workspace: WorkspaceId, person: PersonId) -> Sequence[InConversation]:
    """Where nobody tells which matters are whose."""
    return ()


class Messenger:
    """`ports.Messenger` for Slack."""

    def __init__(self, api: Api, easel: Easel, beckon: Beckon, standing: Standing = nowhere) -> None:
        self._api = api
        self._easel = easel
        self._beckon = beckon
        self._standing = standing
        self._beckoned: OrderedDict[str, InConversation] = OrderedDict()
        """Where a line was put, or may have been, under which key."""
        self._direct: dict[tuple[WorkspaceId, PersonId], str] = {}

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> str:
        """Post once and return the platform's id of the message. Raises Refused, or Unsure if it may have arrived."""
        if isinstance(to, InConversation):
            return await self._post(workspace, to.conversation, view, key, _root(to))
        try:
            return await self._post(workspace, await self.direct(workspace, to.person), view, key)
        except Refused as refusal:
            if why_not(refusal) not in _NO_DIRECT:
                raise
        return await self._otherwise(workspace, to.person, view, key)

    async def find(self, workspace: WorkspaceId, to: Address, key: str, since: datetime) -> str | None:
        """The id of what was posted under this key, None if it certainly was not. Raises Unsure if nobody can tell."""
        if isinstance(to, InConversation):
            return await self._found(workspace, to.conversation, key, since, _root(to))
        spot = self._beckoned.get(key) or await self._reached(workspace, to.person)
        return None if spot is None else await self._found(workspace, spot.conversation, key, since, _root(spot))

    async def update(self, workspace: WorkspaceId, to: Address, receipt: str, view: View) -> None:
        """Draw what stands under a receipt anew, in place; doing so twice does no harm."""
        channel, _, ts = receipt.partition("/")
        if not ts or receipt.startswith(EPHEMERAL):
            raise Refused(GONE)
        drawn = await self._easel.draw(workspace, view)
        try:
            await self._api.call(workspace, "chat.update", channel=channel, ts=ts, **_body(drawn.text, drawn.blocks))
        except Refused as refusal:
            raise (Refused(GONE) if why_not(refusal) in _GONE else refusal) from None

    def pace(self, to: Address) -> timedelta:
        """How long to leave between two posts to one address."""
        return PACE

    async def direct(self, workspace: WorkspaceId, person: PersonId) -> str:
        """The direct conversation with somebody. Raises Refused where there can be none."""
        known = self._direct.get((workspace, person))
        if known is None:
            known = self._direct[workspace, person] = await self._opened(workspace, person)
        return known

    async def _opened(self, workspace: WorkspaceId, person: PersonId) -> str:
        try:
            told = (await self._api.call(workspace, "conversations.open", users=person)).get("channel") or {}
        except Refused as refusal:
            if refusal.why != UNKNOWN_METHOD:
                raise
            told = {}
        return str(told.get("id") or person)  # chat.postMessage takes a person for the talk with them

    async def _post(self, workspace: WorkspaceId, channel: str, view: View, key: str, thread: str | None = None) -> str:
        drawn = await self._easel.draw(workspace, view)
        body = _body(drawn.text, drawn.blocks)
        marked = {"event_type": POSTED, "event_payload": {"key": key}}
        told = await self._api.call(
            workspace, "chat.postMessage", channel=channel, thread_ts=thread, metadata=marked, **_QUIET, **body
        )
        receipt = f"{told.get('channel') or channel}/{told.get('ts') or ''}"
        await self._bring(workspace, channel, view, thread)
        return receipt

    async def _bring(self, workspace: WorkspaceId, channel: str, view: View, thread: str | None) -> None:
        """The files of a card follow it; the card is posted, so nothing about them makes it unsure."""
        for document in view.documents:
            try:
                await self._easel.bring(workspace, channel, document, thread)
            except (Refused, Unsure):
                return

    async def _otherwise(self, workspace: WorkspaceId, person: PersonId, view: View, key: str) -> str:
        spot = await self._shared(workspace, person)
        if spot is None:
            raise Refused(FORBIDDEN)
        channel, drawn = spot.conversation, await self._easel.draw(workspace, view)
        try:
            await self._api.call(
                workspace, "chat.postEphemeral", channel=channel, user=person, **_body(drawn.text, drawn.blocks)
            )
        except Unsure:
            return f"{EPHEMERAL}{channel}"  # nobody can tell, and twice is worse than perhaps
        except Refused as refusal:
            if refusal.retry_after is not None:
                raise
            return await self._beckon_there(workspace, person, spot, key)
        return f"{EPHEMERAL}{channel}"

    async def _beckon_there(self, workspace: WorkspaceId, person: PersonId, spot: InConversation, key: str) -> str:
        """Meanwhile the matter may end, and another be the most pressing: where it was put is remembered."""
        self._beckoned[key] = spot
        if len(self._beckoned) > REMEMBERED:
            self._beckoned.popitem(last=False)
        return await self._post(workspace, spot.conversation, self._beckon(person), key, _root(spot))

    async def _reached(self, workspace: WorkspaceId, person: PersonId) -> InConversation | None:
        """Where something for a person was posted."""
        try:
            return InConversation(ConversationId(await self.direct(workspace, person)))
        except Refused as refusal:
            if why_not(refusal) not in _NO_DIRECT:
                raise
        return await self._shared(workspace, person)

    async def _shared(self, workspace: WorkspaceId, person: PersonId) -> InConversation | None:
        """A conversation in which we and somebody are, and the thread of a matter of theirs there."""
        told = await self._api.call(
            workspace,
            "users.conversations",
            user=person,
            types="public_channel,private_channel",
            exclude_archived=True,
            limit=100,
        )
        listed = [each for each in told.get("channels") or () if isinstance(each, dict)]
        ours = [each for each in listed if each.get("is_member") is not False]
        shared = [ConversationId(str(each["id"])) for each in ours if each.get("id")]
        theirs = [spot for spot in await self._standing(workspace, person) if spot.conversation in shared]
        return next(iter([*theirs, *map(InConversation, shared)]), None)

    async def _found(
        self, workspace: WorkspaceId, channel: str, key: str, since: datetime, thread: str | None
    ) -> str | None:
        method = "conversations.replies" if thread else "conversations.history"
        cursor: str | None = None
        for _ in range(PAGES):
            page = await self._page(workspace, method, channel, since, thread, cursor)
            for message in page.get("messages") or ():
                if isinstance(message, dict) and _key(message) == key:
                    return f"{channel}/{message.get('ts')}"
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
        raise Unsure

    async def _page(
        self, workspace: WorkspaceId, method: str, channel: str, since: datetime, thread: str | None, cursor: str | None
    ) -> dict[str, Any]:
        oldest = f"{(since - LOOK_BACK).timestamp():.6f}"
        try:
            return await self._api.call(
                workspace, method, channel=channel, ts=thread, oldest=oldest, limit=200, cursor=cursor,
                include_all_metadata=True,
            )  # fmt: skip
        except Forbidden as refusal:
            raise Refused(refusal.called if refusal.called == NOT_INSTALLED else FORBIDDEN) from None


_QUIET: Final = {"unfurl_links": False, "unfurl_media": False, "link_names": False}


def _body(text: str, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"text": text, "blocks": blocks}


def _root(to: InConversation) -> str | None:
    return to.thread.partition("/")[2] if to.thread else None


def _key(message: dict[str, Any]) -> str | None:
    marked = message.get("metadata")
    if not isinstance(marked, dict) or marked.get("event_type") != POSTED:
        return None
    payload = marked.get("event_payload")
    return payload.get("key") if isinstance(payload, dict) else None
