"""The reception: where listeners hand in what they heard, whatever it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.ports import Clock
from bot.ports.surfaces import Typing
from bot.service.answering import suggesting
from bot.service.answering.counter import Counter
from bot.service.answering.replying import Replies
from bot.service.intake import Intake
from bot.vocabulary import commands
from bot.vocabulary.commands import ParameterKind
from bot.vocabulary.events import Event, Given
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import Choice, View
from bot.wording import zones

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
        clock: Clock | None = None,
    ) -> None:
        self._intake = intake
        self._counter = counter
        self._lost_touch = lost_touch
        self._replies = replies
        self._clock = clock

    async def accept(self, event: Event) -> None:
        """Return once an event is kept, and what it answers with it."""
        await self._intake.accept(event)
        if self._replies is not None:
            await self._replies.take(event)

    async def accept_each(self, events: Sequence[Event]) -> Sequence[Exception | None]:
        """The same for many, in their order: beside each, what kept it from being kept."""
        outcomes = await self._intake.accept_each(events)
        if self._replies is None:
            return outcomes
        return [
            outcome or await self._replied(self._replies, event)
            for event, outcome in zip(events, outcomes, strict=True)
        ]

    @staticmethod
    async def _replied(replies: Replies, event: Event) -> Exception | None:
        try:
            await replies.take(event)
        except Exception as failure:
            return failure
        return None

    async def answer(self, given: Given) -> View | None:
        """Decide and keep what was told to Openline itself."""
        return await self._counter.take(given)

    async def suggest(self, typing: Typing) -> Sequence[Choice]:
        """People, zones with the time it is there, deadlines as they are understood, or the declared choices."""
        declared = commands.BY_NAME.get(typing.command)
        parameters = declared.parameters if declared else ()
        parameter = next((each for each in parameters if each.name == typing.parameter), None)
        if parameter is not None and parameter.kind is ParameterKind.ZONE and self._clock is not None:
            return zones.suggested(typing.text, self._clock.now())
        if parameter is not None and parameter.kind is ParameterKind.DEADLINE and self._clock is not None:
            return (await suggesting.moments(typing, self._counter.store, self._clock.now()))[:MOST]
        if parameter is not None and parameter.kind in (ParameterKind.PERSON, ParameterKind.PEOPLE):
            return (await suggesting.people(typing, self._counter.store))[:MOST]
        choices = parameter.choices if parameter is not None else ()
        typed = typing.text.casefold()
        return [each for each in choices if typed in f"{each.value} {each.label}".casefold()][:MOST]

    async def lost_touch(self, workspace: WorkspaceId | None = None) -> None:
        """Something may have been missed: it is read back before anything is said."""
        await self._lost_touch(workspace)
