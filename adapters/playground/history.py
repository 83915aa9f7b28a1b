"""What was said in the pretend chat, read back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from adapters.playground import translate
from adapters.playground.workspace import Line, Workspace
from bot.ports import Clock, Place
from bot.ports.surfaces import Page


class History:
    """`ports.History` over a pretend workspace: one page, for it is all in memory."""

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        self._workspace = workspace
        self._clock = clock

    async def since(self, place: Place, watermark: datetime) -> AsyncIterator[Page]:
        """What people said after a moment, as it reads now."""
        lines = [each for each in self._workspace.lines.values() if self._is_later(each, place, watermark)]
        yield Page([translate.posted(line, self._workspace) for line in lines], self._clock.now())

    def _is_later(self, line: Line, place: Place, watermark: datetime) -> bool:
        return line.place == place.conversation and line.view is None and line.at > watermark
