"""The ways in which an interaction is answered: at once, after a deferral, or, when its time is over, not at all."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import aiohttp
import discord
import structlog
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter

from adapters.discord.interactions import Interaction
from adapters.discord.render import Drawn
from adapters.discord.wire import AnswerLost, Wire, parts, read

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, SUGGESTIONS, MODAL = 4, 5, 6, 7, 8, 9
ALONE: Final = 1 << 6
"""The flag of an answer that only its asker sees."""
PATIENCE: Final = 10.0
"""Seconds for Discord to take an answer; a second one to the same interaction may never be answered."""


class TooLate(Exception):
    """The interaction cannot be answered any more: its token has died."""


class Replies:
    """Answers interactions. These requests are outside Discord's ordinary limits and need no token of ours."""

    def __init__(self, wire: Wire, adapter: AsyncWebhookAdapter | None = None) -> None:
        self._wire = wire
        self._adapter = adapter or AsyncWebhookAdapter()  # type: ignore[no-untyped-call]

    async def callback(self, interaction: Interaction, kind: int, drawn: Drawn | None = None) -> None:
        """The first answer. Raises TooLate where the three seconds, or whatever Discord made of them, are over."""
        route = self._route("POST", "/interactions/{webhook_id}/{webhook_token}/callback", interaction.id, interaction)
        await self._sent(route, {"type": kind} | ({"data": drawn.body} if drawn else {}), drawn)

    async def edit(self, interaction: Interaction, drawn: Drawn) -> None:
        """What was deferred, or the card on which a button was pressed, becomes this."""
        route = self._webhook("PATCH", "/messages/@original", interaction)
        await self._sent(route, drawn.body, drawn)

    async def follow_up(self, interaction: Interaction, drawn: Drawn) -> None:
        """Another message."""
        await self._sent(self._webhook("POST", "", interaction), drawn.body, drawn)

    async def drop(self, interaction: Interaction) -> None:
        """What was deferred goes away."""
        await self._sent(self._webhook("DELETE", "/messages/@original", interaction), None, None)

    def _webhook(self, method: str, path: str, interaction: Interaction) -> Route:
        whose = interaction.application or self._wire.me
        return self._route(method, "/webhooks/{webhook_id}/{webhook_token}" + path, whose, interaction)

    @staticmethod
    def _route(method: str, path: str, own: str, interaction: Interaction) -> Route:
        return Route(method, path, webhook_id=own, webhook_token=interaction.token)

    async def _sent(self, route: Route, body: Any, drawn: Drawn | None) -> Any:
        client = self._wire.client
        if client is None:
            raise TooLate
        files = drawn.files if drawn is not None else ()
        told: dict[str, Any] = {"multipart": parts(body, files)} if files else {"payload": body}
        session: aiohttp.ClientSession = client.http._HTTPClient__session  # type: ignore[attr-defined]
        try:
            async with asyncio.timeout(PATIENCE):
                return read(await self._adapter.request(route, session, **told))
        except AnswerLost:  # it may be there: once more might be twice, and whoever asked can ask again
            structlog.get_logger().warning("answer_unsure", platform="discord")
        except (discord.HTTPException, aiohttp.ClientError, OSError, RuntimeError, TimeoutError):
            raise TooLate from None
