"""Cards made ready for Slack: whom they name is looked up, their picture is brought along."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from adapters.slack.api import Api
from adapters.slack.directory import Directory
from adapters.slack.render import MESSAGE, Drawn, card, named
from adapters.slack.spans import plain
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import Document, Picture, View

Rasterise = Callable[[str], bytes]
"""An SVG as PNG."""
LOOKS: Final = 5
"""Times to look whether Slack has taken a picture in: before, a message with it is refused."""
BETWEEN: Final = 0.4
"""Seconds between two looks."""


class Easel:
    """Draws for one process."""

    def __init__(
        self,
        api: Api,
        directory: Directory,
        rasterise: Rasterise,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._api = api
        self._directory = directory
        self._rasterise = rasterise
        self._sleep = sleep

    async def draw(self, workspace: WorkspaceId, view: View, most: int = MESSAGE) -> Drawn:
        """A card as a message, picture and all. A picture that cannot be brought along is told in words."""
        people, places = named(view)
        await self._directory.learn(workspace, people, places)
        picture = await self._picture(workspace, view.picture) if view.picture else None
        return card(view, workspace, self._directory.names(workspace), picture, most)

    async def bring(self, workspace: WorkspaceId, channel: str, document: Document, thread: str | None = None) -> None:
        """Share a file in a conversation. Raises Refused or Unsure."""
        data, name = document.text.encode(), plain(document.name, 100)
        await self._api.upload(workspace, data, name, title=name, channel=channel, thread_ts=thread)

    async def _picture(self, workspace: WorkspaceId, picture: Picture) -> str | None:
        """Upload without sharing: twice shows nothing twice, so the post stays the only thing to be unsure of."""
        try:
            data = await asyncio.to_thread(self._rasterise, picture.svg)
            file = await self._api.upload(
                workspace, data, plain(picture.name, 100), alt_txt=plain(picture.alternative, 1_000)
            )
            return file if file and await self._is_taken_in(workspace, file) else None
        except (Refused, Unsure, ValueError):
            return None

    async def _is_taken_in(self, workspace: WorkspaceId, file: str) -> bool:
        for _ in range(LOOKS):
            try:
                told = (await self._api.call(workspace, "files.info", file=file)).get("file") or {}
            except (Refused, Unsure):
                return True  # whoever cannot tell may still show it
            if told.get("mimetype") or told.get("original_w"):
                return True
            await self._sleep(BETWEEN)
        return False
