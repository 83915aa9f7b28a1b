"""Openline's cards, posted into the pretend chat."""

from __future__ import annotations

from datetime import datetime, timedelta

from adapters.playground.workspace import OPENLINE, Workspace
from bot.ports import Clock
from bot.ports.surfaces import FORBIDDEN, GONE, Refused
from bot.vocabulary.effects import Address, InConversation
from bot.vocabulary.model import MessageId, WorkspaceId
from bot.vocabulary.view import View


class Messenger:
    """`ports.Messenger` over a pretend workspace. Nothing is ever unsure here: it is one process."""

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        self._workspace = workspace
        self._clock = clock

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> str:
        """Let a card stand in a conversation, or in somebody's direct messages."""
        place = self._workspace.where(to)
        if place not in self._workspace.conversations:
            raise Refused(FORBIDDEN)
        thread = to.thread if isinstance(to, InConversation) else None
        return self._workspace.put(place, self._clock.now(), OPENLINE, thread=thread, view=view, key=key).id

    async def find(self, workspace: WorkspaceId, to: Address, key: str, since: datetime) -> str | None:
        """The id of the card that was posted under a key."""
        place = self._workspace.where(to)
        lines = self._workspace.lines.values()
        return next((line.id for line in lines if line.place == place and line.key == key and line.at >= since), None)

    async def update(self, workspace: WorkspaceId, to: Address, receipt: str, view: View) -> None:
        """Draw a card anew where it stands."""
        line = self._workspace.lines.get(MessageId(receipt))
        if line is None:
            raise Refused(GONE)
        self._workspace.redraw(line, view, self._clock.now())

    def pace(self, to: Address) -> timedelta:
        """As fast as one likes."""
        return timedelta()
