"""The one way in: seen? gather, decide, store, commit, answer.

Live events, archives, the playground and tests all come through here. One transaction keeps everything a batch
of events leads to; only what was kept is acknowledged.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final, cast

from bot.engine.decide import Decision, befallen, decide
from bot.engine.departures import Concerned
from bot.engine.gaps.situation import Situation
from bot.ports import Place, Store, UnitOfWork
from bot.service import befalling
from bot.service.carrying import carried
from bot.service.gather import Gatherer
from bot.service.reaching import Reaching
from bot.vocabulary.events import ConversationSeen, Event, PersonSeen, Spoken
from bot.vocabulary.records import ConversationKept, PersonKept, Record, SetAside
from bot.vocabulary.tenancy import TENANCY, Tenancy, WorkspaceLeft

IN_ONE_GO: Final = 32
"""Events that are decided without a look at what else there is to do; some ten milliseconds."""
Watch = Callable[[Event, Decision], None]
"""Is told of every event that was kept, and what was decided."""


class Undecidable(Exception):
    """The engine failed at an event; the store is not to blame. Its cause is the failure itself."""


class Inbox:
    """Takes in events, in batches: each batch is kept as a whole or not at all.

    A live one also keeps `reaching`: how far each conversation is known.
    """

    def __init__(
        self,
        store: Store,
        gatherer: Gatherer | None = None,
        watch: Watch | None = None,
        reaching: Reaching | None = None,
    ) -> None:
        self._store = store
        self._gatherer = gatherer or Gatherer()
        self._watch = watch
        self._reaching = reaching

    async def take(self, events: Sequence[Event]) -> int:
        """Decide and keep a batch of events; returns how many were new. Raises what the store raises.

        What is told about people and places is kept before anything said after it is decided.
        """
        return sum([await _WAYS[way](self, list(run)) for way, run in groupby(events, key=_way)])

    async def set_aside(self, event: Event, failure: Exception) -> None:
        """Keep that an event could not be decided and how that failed, but no text; it counts as taken in."""
        cause = failure.__cause__ if isinstance(failure, Undecidable) else failure
        place = getattr(event, "conversation", None)
        words = f"{type(cause).__name__} at {type(event).__name__}"
        kept = SetAside(event.workspace, event.key, place, event.at, words)
        async with self._store.begin() as work:
            await work.unseen([event])
            await work.remember([kept])
            await work.commit()

    async def _keep(self, events: Sequence[Event]) -> int:
        async with self._store.begin() as work:
            fresh = await work.unseen(events)
            decided = await self._decide(work, fresh)
        self._tell(decided)
        return len(fresh)

    async def _hear(self, events: Sequence[Event]) -> int:
        """In the order of their moments: what is told again after an outage comes in any order, and each fact that is
        late has all that followed it judged anew.
        """
        return await self._keep(sorted(events, key=_moment))

    async def _befall(self, events: Sequence[Event]) -> int:
        """One after the other: each may concern more than one conversation."""
        return sum([await self._befall_one(cast(Tenancy, event)) for event in events])

    async def _befall_one(self, event: Tenancy) -> int:
        async with self._store.begin() as work:
            if not await work.unseen([event]):
                return 0
            concerned, places = await befalling.concerned(event, work)
            decision = _befallen(event, concerned)
            await work.remember(carried(decision, event))
            await work.commit()
        self._gatherer.forget(places)
        if isinstance(event, WorkspaceLeft):
            self._gatherer.leave(event.workspace)
        self._tell([(event, decision)])
        return 1

    async def _decide(self, work: UnitOfWork, fresh: Sequence[Event]) -> list[tuple[Event, Decision]]:
        places = list(dict.fromkeys(place for event in fresh if (place := _place(event)) is not None))
        try:
            situations = await self._gatherer.gather(work, places)
            decided = [(event, decision) async for event, decision in self._each_decided(fresh, situations)]
            records = [record for event, decision in decided for record in carried(decision, event)]
            if self._reaching is not None:
                records += await self._reaching.reached(work, fresh)
            await work.remember(records)
            self._gatherer.settle(await work.commit())
        except BaseException:
            self._gatherer.forget(places)
            raise
        return decided

    async def _each_decided(
        self, fresh: Sequence[Event], situations: dict[Place, Situation]
    ) -> AsyncIterator[tuple[Event, Decision]]:
        """One after the other, letting others go on in between: whoever pressed a button waits for no whole batch."""
        for number, event in enumerate(fresh, 1):
            yield event, self._decide_one(event, situations)
            if number % IN_ONE_GO == 0:
                await asyncio.sleep(0)

    def _decide_one(self, event: Event, situations: dict[Place, Situation]) -> Decision:
        place = _place(event)
        if place is None:
            return Decision(_told(event))
        try:
            decision = decide(cast(Spoken, event), situations[place])
        except Exception as failure:
            raise Undecidable(type(event).__name__) from failure
        situations[place] = self._gatherer.advance(place, decision)
        return decision

    def _tell(self, decided: Sequence[tuple[Event, Decision]]) -> None:
        if self._watch is not None:
            for event, decision in decided:
                self._watch(event, decision)


_TOLD: Final = frozenset({PersonSeen, ConversationSeen})


def _befallen(event: Tenancy, concerned: Concerned) -> Decision:
    try:
        return befallen(event, concerned)
    except Exception as failure:
        raise Undecidable(type(event).__name__) from failure


def _moment(event: Event) -> datetime:
    return event.at


def _way(event: Event) -> str:
    kind = type(event)
    return "told" if kind in _TOLD else "befell" if kind in TENANCY else "said"


_WAYS: Final = {"told": Inbox._keep, "said": Inbox._hear, "befell": Inbox._befall}


def _place(event: Event) -> Place | None:
    """Where an event happened; None for what is only told about people and places."""
    if type(event) in _TOLD:
        return None
    return Place(event.workspace, cast(Spoken, event).conversation)


def _told(event: Event) -> tuple[Record, ...]:
    if isinstance(event, PersonSeen):
        return (PersonKept(event.workspace, event.person),)
    if isinstance(event, ConversationSeen):
        return (ConversationKept(event.workspace, event.about),)
    return ()
