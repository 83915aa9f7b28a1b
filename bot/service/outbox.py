"""The way out: what is to be said is posted once, or it is known why not.

Each message goes through claim, look, post, settle, each kept before the next begins, so a process may end between any
two of them:

    pending ── taken ──> sending ── posted ──> sent
       ^                    │
       │                    ├── nobody knows ──> unknown ── asked the platform ──> reconciled
       └── not there ───────┼───────────────────────┘
                            ├── no longer true ──> suppressed
                            └── refused for good ──> dead

What is drawn on a card (`Outgoing.card`) that stands at that address is not posted: the card changes in place. Doing so
twice does no harm, so it is simply tried again when nobody knows; a card that was deleted is posted anew.

A row under way whose process died comes back as unknown (`ports.SENDING_FOR`), and the platform is asked before
anything is posted again. `tries` fences off whoever comes back too late (`vocabulary.identity`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import structlog

from bot.engine.reminding.rechecking import Verdict, unsaid
from bot.ports import Clock, Store, UnitOfWork
from bot.ports.surfaces import FORBIDDEN, GONE, Messenger, Refused, Unsure
from bot.service.lanes import Lanes
from bot.vocabulary.records import Outgoing, OutgoingState, Record
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import View

Draw = Callable[[Outgoing, UnitOfWork, datetime], Awaitable[tuple[Verdict, View | None]]]
"""Looks once more at what is about to be sent, and draws it; see `service.drawing.cards`."""

AT_ONCE: Final = 20
"""Messages under way at a time; each is to another address."""
PATIENCE: Final = 20.0
"""Seconds for the platform to take a post; well below `SENDING_FOR`, after which it is asked what became of it."""
PARKED: Final = timedelta(hours=1)
"""Where we may not post, it is tried again hourly (R18): somebody may invite us meanwhile."""
GIVEN_UP: Final = timedelta(days=3)
"""What could not be sent for so long is not worth saying any more."""
BROKEN_AFTER: Final = 8
"""Takings after which a message at which the adapter itself fails is given up."""

REDRAWN_AGAIN: Final = timedelta(seconds=30)
"""When to draw a card anew again, where nobody knows whether it was drawn."""

SOON: Final = timedelta(seconds=1)
"""The least time before a refused post is tried again, whatever the platform says."""
PUT_OFF: Final = "@"
"""Stands in a key before the moment until which something was put off."""

State = OutgoingState
SHOWN: Final = frozenset({State.SENT, State.RECONCILED})


Settled = tuple[Outgoing, *tuple[Record, ...]]
"""How something ended, or goes on, and what follows from that."""


class Drawn(NamedTuple):
    """A card, and the receipt of the one that stands there already."""

    view: View
    stands: str | None


class Outbox:
    """Posts what waits. Any number of processes may do so on one store."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Clock,
        draw: Draw,
        settled: Callable[[Outgoing], None] | None = None,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._draw = draw
        self._settled = settled
        self._lanes = Lanes()

    async def deliver(self) -> int:
        """Deal with everything that is to be posted now; returns how many times something was taken up."""
        taken_up = 0
        while taken := await self._take():
            taken_up += len(taken)
            await _all([self._deliver(each) for each in taken])
        return taken_up

    async def _take(self) -> list[Outgoing]:
        async with self._store.begin() as work:
            taken = await work.take_outgoing(self._clock.now(), AT_ONCE)
            await work.commit()
        return taken

    async def _deliver(self, outgoing: Outgoing) -> None:
        if outgoing.state is State.UNKNOWN:
            await self._ask(outgoing)
            return
        held = self._lanes.held_until(outgoing, self._clock.now())
        if held is not None:
            await self._settle(replace(outgoing, state=State.PENDING, not_before=held))
            return
        drawn = await self._looked_at(outgoing)
        if drawn is not None and not await self._redrawn(outgoing, drawn):
            await self._post(outgoing, drawn.view)

    async def _looked_at(self, outgoing: Outgoing) -> Drawn | None:
        """The card, if it is still to be sent; otherwise what becomes of it is kept."""
        now = self._clock.now()
        async with self._store.begin() as work:
            verdict, view = await self._draw(outgoing, work, now)
            stands = await _standing(outgoing, work) if view is not None else None
            ended = _not_sent(outgoing, verdict, now) if view is None else ()
            await work.remember((*verdict.remember, *ended))
            await work.commit()
        self._tell(ended)
        return Drawn(view, stands) if view is not None else None

    async def _redrawn(self, outgoing: Outgoing, drawn: Drawn) -> bool:
        """Let the card that stands there change in place; whether that is done with, or it is to be posted."""
        if drawn.stands is None:
            return False
        try:
            async with asyncio.timeout(PATIENCE):
                await self._messenger.update(outgoing.workspace, outgoing.to, drawn.stands, drawn.view)
        except Refused as refusal:
            if refusal.why == GONE:
                return False
            await self._settle(*self._refused(outgoing, refusal))
        except (Unsure, TimeoutError):
            await self._settle(*self._refused(outgoing, Refused("unsure", REDRAWN_AGAIN)))
        except Exception as failure:
            await self._settle(*self._failed(outgoing, failure))
        else:
            await self._done(outgoing, drawn.stands)
        return True

    async def _post(self, outgoing: Outgoing, view: View) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                receipt = await self._messenger.post(outgoing.workspace, outgoing.to, view, outgoing.key)
        except Refused as refusal:
            await self._settle(*self._refused(outgoing, refusal))
        except (Unsure, TimeoutError):
            await self._settle(replace(outgoing, state=State.UNKNOWN, why=Reason("unsure")))
        except Exception as failure:
            await self._settle(*self._failed(outgoing, failure))
        else:
            await self._done(outgoing, receipt)

    async def _done(self, outgoing: Outgoing, receipt: str) -> None:
        self._lanes.hold(outgoing, self._clock.now() + self._messenger.pace(outgoing.to))
        await self._settle(self._ended(outgoing, State.SENT, receipt=receipt))

    async def _ask(self, outgoing: Outgoing) -> None:
        """Nobody knows whether it arrived: the platform does. As long as it cannot tell, nothing is posted."""
        since = outgoing.created_at
        try:
            async with asyncio.timeout(PATIENCE):
                receipt = await self._messenger.find(outgoing.workspace, outgoing.to, outgoing.key, since)
        except (Refused, Unsure, TimeoutError) as failure:
            await self._settle(*self._still_unknown(outgoing, failure))
            return
        if receipt is not None:
            await self._settle(self._ended(outgoing, State.RECONCILED, receipt=receipt))
        else:
            await self._settle(*self._not_there(outgoing))

    def _still_unknown(self, outgoing: Outgoing, failure: Exception) -> Settled:
        now = self._clock.now()
        if self._is_too_old(outgoing, now):
            return (self._ended(outgoing, State.DEAD, Reason("unknown")), *unsaid(outgoing, now))
        wait = max(failure.retry_after or PARKED, SOON) if isinstance(failure, Refused) else timedelta()
        return (replace(outgoing, state=State.UNKNOWN, not_before=now + wait),)

    def _not_there(self, outgoing: Outgoing) -> Settled:
        now = self._clock.now()
        broken = outgoing.why is not None and outgoing.why.code == "failed" and outgoing.tries >= BROKEN_AFTER
        if broken or self._is_too_old(outgoing, now):
            return (self._ended(outgoing, State.DEAD, outgoing.why), *unsaid(outgoing, now))
        return (replace(outgoing, state=State.PENDING, not_before=now),)

    def _refused(self, outgoing: Outgoing, refusal: Refused) -> Settled:
        """It was certainly not posted: later, hourly, or never."""
        now, why = self._clock.now(), Reason(refusal.why)
        wait = PARKED if refusal.why == FORBIDDEN else refusal.retry_after
        if wait is None or self._is_too_old(outgoing, now):
            return (self._ended(outgoing, State.DEAD, why), *unsaid(outgoing, now))
        wait = max(wait, SOON)
        self._lanes.hold(outgoing, now + wait)
        return (replace(outgoing, state=State.PENDING, not_before=now + wait, why=why),)

    def _failed(self, outgoing: Outgoing, failure: Exception) -> Settled:
        """The adapter itself failed, nobody can say when: as good as unknown, but not for ever."""
        structlog.get_logger().error("post_failed", key=outgoing.key, exc_info=failure)
        return (replace(outgoing, state=State.UNKNOWN, why=Reason("failed", (type(failure).__name__,))),)

    def _ended(
        self, outgoing: Outgoing, state: State, why: Reason | None = None, receipt: str | None = None
    ) -> Outgoing:
        return replace(outgoing, state=state, settled_at=self._clock.now(), why=why or outgoing.why, receipt=receipt)

    def _is_too_old(self, outgoing: Outgoing, now: datetime) -> bool:
        return now - outgoing.created_at > GIVEN_UP

    async def _settle(self, outgoing: Outgoing, *others: Record) -> None:
        """Keep how it ended, unless it is gone: what was purged or erased meanwhile does not come back."""
        async with self._store.begin() as work:
            if not await work.find(Outgoing, outgoing.workspace, key=outgoing.key):
                return
            await work.remember((outgoing, *others))
            await work.commit()
        self._tell((outgoing, *others))

    def _tell(self, records: Iterable[Record]) -> None:
        if self._settled is not None:
            for record in records:
                if isinstance(record, Outgoing):
                    self._settled(record)


def _not_sent(outgoing: Outgoing, verdict: Verdict, now: datetime) -> tuple[Record, ...]:
    """What is not sent has come to its end; what is only too early is said anew, under a key of its own."""
    ended = replace(outgoing, state=State.SUPPRESSED, settled_at=now, why=verdict.why)
    if verdict.until is None:
        return (ended,)
    anew = Outgoing(
        outgoing.workspace,
        f"{outgoing.key.partition(PUT_OFF)[0]}{PUT_OFF}{verdict.until.isoformat()}",
        outgoing.to,
        outgoing.effect,
        outgoing.created_at,
        verdict.until,
        card=outgoing.card,
    )
    return ended, anew


async def _standing(outgoing: Outgoing, work: UnitOfWork) -> str | None:
    """The receipt of the card of that name at that address, the latest where there are several."""
    if not outgoing.card:
        return None
    shown = await work.find(Outgoing, outgoing.workspace, card=outgoing.card, state=SHOWN)
    there = sorted((each.settled_at or each.created_at, each.receipt) for each in shown if _stands(each, outgoing))
    return there[-1][1] if there else None


def _stands(each: Outgoing, outgoing: Outgoing) -> bool:
    return each.to == outgoing.to and each.receipt is not None


async def _all(work: Iterable[Awaitable[None]]) -> None:
    """All at once; the first failure is raised when all have ended, so that none is left behind half done."""
    outcomes = await asyncio.gather(*work, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
