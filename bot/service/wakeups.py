"""Stored moments that have come: taken, decided and gone in one transaction, so each rings once.

What each kind asks, and what becomes of one that was missed, is a table of its own: `service.ringing`. A kind that the
table does not name (a newer process wrote it), and one that cannot be decided, is set aside, where the doctor shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.engine.commands import concerned
from bot.engine.decision import Decision
from bot.ports import Place, Store, Unavailable, UnitOfWork
from bot.service import agreements
from bot.service.carrying import carried
from bot.service.gather import Gatherer
from bot.service.inbox import Undecidable, Watch
from bot.service.ringing import KINDS, Kind
from bot.vocabulary.effects import Matter
from bot.vocabulary.events import WakeupDue
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.records import HeldBack, Record, SetAside, Wakeup
from bot.vocabulary.signals import Reason

AT_ONCE: Final = 100
"""Wakeups of one transaction: whoever hears something about the same people waits for its end."""
ATTEMPTS: Final = 3
"""Times that one may fail by itself before it is set aside."""


class Wakeups:
    """Rings what is due."""

    def __init__(
        self,
        store: Store,
        gatherer: Gatherer | None = None,
        watch: Watch | None = None,
        kinds: Mapping[str, Kind] = KINDS,
    ) -> None:
        self._store = store
        self._gatherer = gatherer or Gatherer()
        self._watch = watch
        self._kinds = kinds

    async def ring(self, now: datetime) -> int:
        """Ring everything that is due; returns how many there were. Raises what the store raises."""
        rung = 0
        while some := await self._some(now):
            rung += some
        return rung

    async def _some(self, now: datetime) -> int:
        """Many at once; where that fails, one by itself, so that the others ring whatever is the matter with it.

        Where it is the store with which something is the matter, nothing is set aside.
        """
        try:
            return await self._ring(now, AT_ONCE)
        except Unavailable:
            raise
        except Exception as failure:
            structlog.get_logger().warning("wakeups_failed", failure=type(failure).__name__)
        for _ in range(ATTEMPTS - 1):
            with suppress(Exception):
                return await self._ring(now, 1)
        try:
            return await self._ring(now, 1)
        except Unavailable:
            raise
        except Exception as failure:
            return await self._set_aside(now, failure)

    async def _ring(self, now: datetime, limit: int) -> int:
        async with self._store.begin() as work:
            taken = await work.ring(now, limit)
            await agreements.hold(work, {_concern(each) for each in taken if self._is_agreed(each)})
            decided = [await self._decide(wakeup, work, now) for wakeup in self._merged(taken)]
            versions = await work.commit()
        self._gatherer.settle(versions)
        self._tell(decided)
        return len(taken)

    async def _set_aside(self, now: datetime, failure: Exception) -> int:
        """The oldest has failed again and again. Raises what the store raises: then it was the store's failure."""
        structlog.get_logger().error("wakeup_set_aside", exc_info=failure)
        async with self._store.begin() as work:
            taken = await work.ring(now, 1)
            await work.remember([_aside(_due(each, now), type(failure).__name__) for each in taken])
            await work.commit()
        return len(taken)

    def _is_agreed(self, wakeup: Wakeup) -> bool:
        kind = self._kinds.get(wakeup.kind)
        return kind is not None and kind.is_agreed

    def _merged(self, taken: Iterable[Wakeup]) -> Iterator[Wakeup]:
        """In the order of their subjects, so that two processes hold desks in one order."""
        merged: dict[tuple[str, ...], Wakeup] = {}
        for each in taken:
            kind = self._kinds.get(each.kind)
            is_merged = kind is not None and kind.missed.merged
            merged[each.workspace, each.subject, each.kind, "" if is_merged else each.slot] = each
        return (merged[name] for name in sorted(merged))

    async def _decide(self, wakeup: Wakeup, work: UnitOfWork, now: datetime) -> tuple[WakeupDue, Decision]:
        event, kind = _due(wakeup, now), self._kinds.get(wakeup.kind)
        if kind is None:
            decision = Decision((_aside(event, "no rule for it"),))
        elif kind.missed.dropped_after is not None and now - wakeup.at > kind.missed.dropped_after:
            decision = _dropped(wakeup, now)
        else:
            decision = await self._decided(event, kind, work)
        await work.remember(carried(decision, event))
        return event, decision

    async def _decided(self, event: WakeupDue, kind: Kind, work: UnitOfWork) -> Decision:
        """One that the engine fails at is set aside; it must not keep the others from ringing."""
        try:
            return await kind.decide(event, work, self._gatherer)
        except Undecidable as failure:
            structlog.get_logger().error("wakeup_set_aside", wakeup=event.kind, exc_info=failure)
            return Decision((_aside(event, type(failure.__cause__).__name__),))

    def _tell(self, decided: Sequence[tuple[WakeupDue, Decision]]) -> None:
        if self._watch is not None:
            for event, decision in decided:
                self._watch(event, decision)


def _due(wakeup: Wakeup, now: datetime) -> WakeupDue:
    return WakeupDue(wakeup.workspace, wakeup.kind, wakeup.subject, wakeup.slot, now)


def _concern(wakeup: Wakeup) -> tuple[Place, PersonId]:
    """Where it is about, and about whom: the same that is gathered for it."""
    return Place(wakeup.workspace, ConversationId(wakeup.subject.rpartition("/")[0])), concerned(wakeup)


def _dropped(wakeup: Wakeup, now: datetime) -> Decision:
    hours = (now - wakeup.at) / timedelta(hours=1)
    about = Matter(f"{wakeup.kind}/{wakeup.slot}")
    held: Record = HeldBack(wakeup.workspace, PersonId(wakeup.subject), about, now, Reason("missed", (hours,)))
    return Decision((held,), (Reason("missed", (hours,)),))


def _aside(event: WakeupDue, failure: str) -> SetAside:
    return SetAside(event.workspace, event.key, None, event.at, f"{failure} at WakeupDue {event.kind}")
