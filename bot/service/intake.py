"""The front door of a live process: whoever hears something waits here until it is kept, and only then acknowledges.

What comes in while one batch is being committed goes into the next one (group commit), so a thousand events a second
cost a few commits. The queue is bounded: when it is full, whoever hears more has to wait. Events are decided strictly
in the order in which they were accepted.

A batch that fails is taken one event at a time. An event at which the engine fails, or which the store refuses again
and again although it answers, is set aside: counted, visible, never in the way. When the store itself is gone, or has
no room, that is raised to whoever waits, so that nothing is acknowledged and the platform tells it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final, NamedTuple

import structlog

from bot.ports import Store, Unavailable
from bot.service.inbox import Inbox, Undecidable
from bot.vocabulary.events import Event

ROOM: Final = 5_000
"""Events that may wait; some 10 MB of them."""
BATCH: Final = 200
"""Events of one commit. More of them gain nothing measurable, and whoever gives a command meanwhile waits for all."""
PAUSE: Final = 1.0
"""Seconds until a store that is gone is asked again; whoever tells something meanwhile waits for that."""
ATTEMPTS: Final = 3
"""Times that an answering store may refuse one event before it is set aside."""


class Closed(Exception):
    """The process is ending and takes nothing in any more; what was not accepted is told again by the platform."""


class _Ticket(NamedTuple):
    """An event, and who waits for it to be kept."""

    event: Event
    kept: asyncio.Future[None]


class Intake:
    """Takes in live events. Use with `async with`: leaving it keeps everything that was accepted."""

    def __init__(self, inbox: Inbox, store: Store, room: int = ROOM, pause: float = PAUSE) -> None:
        self._inbox = inbox
        self._store = store
        self._queue: asyncio.Queue[_Ticket | None] = asyncio.Queue(room)
        self._worker: asyncio.Task[None] | None = None
        self._is_closed = False
        self._refused = 0
        self._room = room
        self._pause = pause

    async def __aenter__(self) -> Intake:
        self._worker = asyncio.create_task(self._work(), name="intake")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def accept(self, event: Event) -> None:
        """Return once the event is kept. Raises what the store raises, and `Closed`; then it must not be acknowledged.

        Whoever gives up waiting loses nothing: what was accepted is kept all the same.
        """
        await (await self._ticket(event)).kept

    async def accept_each(self, events: Sequence[Event]) -> Sequence[Exception | None]:
        """Return once each of them is kept, or cannot be: beside each, what `accept` would raise.

        They wait together, and no task is made for any of them: that is a tenth of what a message costs.
        """
        tickets = [await self._ticket_or_closed(event) for event in events]
        return [await _outcome(each) for each in tickets]

    async def _ticket(self, event: Event) -> _Ticket:
        """Take one's place in the queue. Raises Closed where nothing is taken in any more."""
        if self._is_closed or self._worker is None:
            raise Closed
        ticket = _Ticket(event, asyncio.get_running_loop().create_future())
        await self._queue.put(ticket)
        if self._worker.done():
            raise Closed
        return ticket

    async def _ticket_or_closed(self, event: Event) -> _Ticket | Exception:
        try:
            return await self._ticket(event)
        except Closed as closed:
            return closed

    @property
    def waiting(self) -> int:
        """How many events wait to be taken into a batch."""
        return self._queue.qsize()

    async def close(self) -> None:
        """Accept nothing more, and return once everything accepted is kept or given back."""
        self._is_closed = True
        if self._worker is None or self._worker.done():
            return
        await self._queue.put(None)
        await self._worker
        self._give_back()

    async def _work(self) -> None:
        try:
            while batch := await self._next_batch():
                await self._keep(batch)
                if self._refused:
                    await asyncio.sleep(self._pause)
        finally:
            self._give_back()

    async def _next_batch(self) -> list[_Ticket]:
        """What waits now, in order; nothing once the door is closed.

        All of it, where the store was gone: told again in any order, it is decided in the order of its moments.
        """
        batch: list[_Ticket] = []
        most = self._room if self._refused else BATCH
        while not batch or (len(batch) < most and not self._queue.empty()):
            ticket = await self._queue.get()
            if ticket is None:
                self._queue.put_nowait(None) if batch else None
                break
            batch.append(ticket)
        return batch

    async def _keep(self, batch: Sequence[_Ticket]) -> None:
        try:
            await self._inbox.take([ticket.event for ticket in batch])
        except Exception as failure:
            if not self._refused:
                structlog.get_logger().warning("batch_failed", events=len(batch), failure=type(failure).__name__)
            await self._one_by_one(batch)
        else:
            self._is_back()
            for ticket in batch:
                _kept(ticket)

    async def _one_by_one(self, batch: Sequence[_Ticket]) -> None:
        """The store being gone is everybody's failure from there on: nothing may overtake in a conversation."""
        for number, ticket in enumerate(batch):
            try:
                await self._keep_one(ticket.event)
            except Exception as failure:
                self._is_gone(len(batch) - number, failure)
                for each in batch[number:]:
                    _failed(each, failure)
                return
            self._is_back()
            _kept(ticket)

    def _is_gone(self, events: int, failure: Exception) -> None:
        """Said once: as long as it is gone, everything that is told again would say so again."""
        if not self._refused:
            structlog.get_logger().error("store_gone", events=events, failure=type(failure).__name__)
        self._refused += events

    def _is_back(self) -> None:
        if self._refused:
            structlog.get_logger().info("store_back", refused=self._refused)
        self._refused = 0

    async def _keep_one(self, event: Event) -> None:
        """Keep one event, or set it aside. Raises what a store that is gone raises."""
        failure: Exception | None = None
        for _ in range(ATTEMPTS):
            try:
                await self._inbox.take([event])
            except Unavailable:
                raise
            except Undecidable as poison:
                failure = poison
                break
            except Exception as refusal:
                failure = refusal
                await self._probe()
            else:
                return
        if failure is not None:
            structlog.get_logger().error("event_set_aside", kind=type(event).__name__, key=event.key)
            await self._inbox.set_aside(event, failure)

    async def _probe(self) -> None:
        """Raise if the store does not answer."""
        async with self._store.begin() as work:
            await work.unseen([])
            await work.commit()

    def _give_back(self) -> None:
        """Whoever still waits when the work has ended has to hear of it again."""
        while not self._queue.empty():
            ticket = self._queue.get_nowait()
            if ticket is not None:
                _failed(ticket, Closed())


async def _outcome(ticket: _Ticket | Exception) -> Exception | None:
    if isinstance(ticket, Exception):
        return ticket
    try:
        await ticket.kept
    except Exception as failure:
        return failure
    return None


def _kept(ticket: _Ticket) -> None:
    if not ticket.kept.done():
        ticket.kept.set_result(None)


def _failed(ticket: _Ticket, failure: Exception) -> None:
    if not ticket.kept.done():
        ticket.kept.set_exception(failure)
