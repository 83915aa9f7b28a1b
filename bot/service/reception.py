"""The reception: where listeners hand in what they heard, whatever it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.ports.surfaces import Typing
from bot.service.counter import Counter
from bot.service.intake import Intake
from bot.service.replying import Replies
from bot.vocabulary import commands
from bot.vocabulary.events import Event, Given
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import Choice, View

MOST: Final = 25
"""Suggestions at a time (Discord's limit; more would not be read)."""


class Reception:
    """`ports.Reception` over the intake and the counter."""

    def __init__(
        self,
        intake: Intake,
        counter: Counter,
        lost_touch: Callable[[WorkspaceId | None], Awaitable[object]],
        replies: Replies | None = None,
    ) -> None:
        self._intake = intake
        self._counter = counter
        self._lost_touch = lost_touch
        self._replies = replies

    async def accept(self, event: Event) -> None:
        """Return once an event is kept, and what it answers with it."""
        await self._intake.accept(event)
        if self._replies is not None:
            await self._replies.take(event)

    async def answer(self, given: Given) -> View | None:
        """Decide and keep what was told to Openline itself."""
        return await self._counter.take(given)

    async def suggest(self, typing: Typing) -> Sequence[Choice]:
        """The declared choices that begin with what was typed."""
        declared = commands.BY_NAME.get(typing.command)
        parameters = declared.parameters if declared else ()
        choices = next((each.choices for each in parameters if each.name == typing.parameter), ())
        typed = typing.text.casefold()
        return [each for each in choices if typed in f"{each.value} {each.label}".casefold()][:MOST]

    async def lost_touch(self, workspace: WorkspaceId | None = None) -> None:
        """Something may have been missed: it is read back before anything is said."""
        await self._lost_touch(workspace)
