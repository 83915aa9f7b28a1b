"""The counter: where people tell Openline something and get their answer at once.

A command, a button or a form is decided and kept before its answer is drawn, together with what others told meanwhile
and nothing else: platforms give three seconds. What is to be said to others goes by the outbox like everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.engine.reminded import message_of
from bot.ports import Place, Store, UnitOfWork
from bot.service import agreements
from bot.service.answering import commands
from bot.service.answering.line import Line
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox, Watch
from bot.service.pictures import Draw, drawn
from bot.service.reaching import Reaching
from bot.vocabulary.agreements import Erased
from bot.vocabulary.events import ButtonPressed, FormSubmitted, GapMarked, Given, WakeupDue
from bot.vocabulary.identity import SHARED as IN_ALL_CONVERSATIONS
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import ConversationKept, Gap
from bot.vocabulary.view import View

SHARED: Final = IN_ALL_CONVERSATIONS | {ConversationKept, Erased}
"""What changes the people, the places or the hours that others were told of."""
Told = commands.Decided | None
"""None for what was taken before."""


class Counter:
    """Takes what is told to Openline itself; shares what it knows with the inbox."""

    def __init__(
        self,
        store: Store,
        inbox: Inbox,
        gatherer: Gatherer,
        watch: Watch | None = None,
        reaching: Reaching | None = None,
        draw: Draw | None = None,
    ) -> None:
        self._store = store
        self._inbox = inbox
        self._gatherer = gatherer
        self._watch = watch
        self._reaching = reaching
        self._draw = draw
        self._line = Line(self._serve)

    @property
    def store(self) -> Store:
        """Where everything is kept, for who only looks."""
        return self._store

    async def take(self, event: Given) -> View | None:
        """Decide, keep, and return the answer to be drawn; None for what was taken before."""
        told = await self._line.ask(event)
        if told is None:
            return None
        if self._watch is not None:
            self._watch(event, told.decision)
        view = await commands.answered(event, told, self._store)
        await self._mark(event, commands.marks(event, told.decision))
        return drawn(view, self._draw)

    async def _serve(self, events: Sequence[Given]) -> list[Told]:
        """As many as see the same people and hours: whoever changes these is the last of one transaction."""
        served: list[Told] = []
        async with self._store.begin() as work:
            if len(events) > 1:
                await agreements.hold(work, {_concern(event) for event in events})
            for event in events:
                served.append(told := await self._decide(event, work))
                if told is not None and not SHARED.isdisjoint(map(type, told.decision.remember)):
                    break
            self._gatherer.settle(await work.commit())
        return served

    async def _decide(self, event: Given, work: UnitOfWork) -> Told:
        if not await work.unseen([event]):
            return None
        told = await commands.decided(event, work, self._gatherer)
        reached = await self._reaching.reached(work, [event]) if self._reaching is not None else []
        await work.remember([*commands.carried(told.decision, event), *reached])
        return told

    async def ring(self, event: WakeupDue) -> None:
        """A stored moment of an agreement has come; see `commands.WAKEUPS` for its kinds."""
        async with self._store.begin() as work:
            if not await work.unseen([event]):
                return
            decision = await commands.rung(event, work, self._gatherer)
            await work.remember(commands.carried(decision, event))
            self._gatherer.settle(await work.commit())
        if self._watch is not None:
            self._watch(event, decision)

    async def _mark(self, event: Given, mark: str | None) -> None:
        """What somebody says a message is goes to the conversation it was said in, wherever they said so."""
        if mark is None or not isinstance(event, ButtonPressed | FormSubmitted):
            return
        message = message_of(event.about)
        async with self._store.begin(reading=True) as work:
            gaps = await work.find(Gap, event.workspace, message=message)
        place = gaps[0].conversation if gaps else event.conversation
        await self._inbox.take([GapMarked(event.workspace, place, message, event.at, event.by, mark)])


def _concern(event: Given) -> tuple[Place, PersonId]:
    return Place(event.workspace, event.conversation), event.by
