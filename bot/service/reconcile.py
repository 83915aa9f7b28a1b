"""Catching up: what was said while nobody listened?

After a start, a reconnect or a known gap, each conversation is read back from its watermark, and until that is done
nothing is said about it (R9): a silence that nobody could hear proves nothing. Conversations in which somebody waits
come first, the newest such matter before the older ones; then the others by their latest activity.

What cannot be read is a hole: kept with its reason, shown as coverage, and tried again every hour. A conversation with
a hole counts as reconciled again only when nobody waits there since before the hole's end.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.engine.reminding.nudging import turn
from bot.ports import Clock, Place, Store, UnitOfWork
from bot.ports.surfaces import History, Page, Refused
from bot.vocabulary.events import Event, MessagePosted
from bot.vocabulary.model import MessageId, WorkspaceId
from bot.vocabulary.records import Gap, Hole, MessageKept, Reach, Wakeup

OVERLAP: Final = timedelta(minutes=10)
"""Read again before the watermark: what was told live just before the end may have arrived out of order (Slack's
ordinary retries end after six minutes)."""
TOLD_APART: Final = timedelta(hours=24)
"""Facts are told apart from their repetition for somewhat longer than this. What is read again and is older, such as
the last words before a quiet weekend, is known by the messages that are kept: it must not be decided anew."""
TRY_AGAIN: Final = timedelta(hours=1)
"""When to try again where we may not read."""
SOON: Final = timedelta(minutes=1)
"""When to try again after a failure nobody explained."""

Accept = Callable[[Sequence[Event]], Awaitable[object]]


class Reconciler:
    """Reads back what was missed; can be interrupted anywhere, and goes on from the watermarks."""

    def __init__(self, store: Store, accept: Accept, history: History, clock: Clock) -> None:
        self._store = store
        self._accept = accept
        self._history = history
        self._clock = clock
        self._not_before: dict[Place, datetime] = {}

    async def lost_touch(self, workspace: WorkspaceId | None = None) -> int:
        """Something may have been missed, in one workspace or in all; returns in how many conversations."""
        async with self._store.begin(reading=True) as work:
            known = [reach for reach in await work.reaches(workspace) if reach.is_reconciled]
        async with self._store.begin() as work:
            await work.versions([_place(reach) for reach in known])
            fresh = [reach for reach in await work.reaches(workspace) if reach.is_reconciled]
            await work.remember([replace(reach, is_reconciled=False) for reach in fresh])
            await work.commit()
        self._not_before.clear()
        return len(known)

    async def go_on(self) -> bool:
        """Read back what can be read now; returns whether nothing is left to read."""
        for place in await self._in_order():
            if self._clock.now() >= self._not_before.get(place, self._clock.now()):
                await self._catch_up(place)
        return not await self._in_order()

    async def _in_order(self) -> list[Place]:
        """The conversations that are not reconciled, the most pressing first."""
        async with self._store.begin(reading=True) as work:
            reaches = [reach for reach in await work.reaches() if not reach.is_reconciled]
            asked: dict[Place, datetime] = {}
            for workspace in sorted({reach.workspace for reach in reaches}):
                for gap in await work.gaps(workspace):
                    asked[Place(workspace, gap.conversation)] = gap.asked_at
        return [_place(reach) for reach in sorted(reaches, key=lambda each: _urgency(each, asked.get(_place(each))))]

    async def _catch_up(self, place: Place) -> None:
        """Read one conversation to its end, keeping each page before the next is asked for."""
        reach = await self._reach(place)
        if reach is None:
            return
        began, holes = reach.watermark, [hole for hole in reach.holes if hole.until <= reach.watermark]
        try:
            async for page in self._history.since(place, began - OVERLAP):
                await self._accept(await self._not_known(page.events, place, began))
                holes += _hole(reach, page)
                reach = replace(reach, watermark=max(reach.watermark, page.until), holes=tuple(holes))
                await self._keep(reach)
        except Refused as refusal:
            await self._refused(reach, refusal)
        except Exception as failure:  # one conversation's trouble is not that of the others
            structlog.get_logger().error("history_failed", failure=type(failure).__name__)
            self._not_before[place] = self._clock.now() + SOON
        else:
            await self._reconciled(replace(reach, holes=tuple(holes)))

    async def _not_known(self, events: Sequence[Event], place: Place, watermark: datetime) -> Sequence[Event]:
        """Without what was taken in before: of the overlap, only messages that are not kept, and what is recent."""
        again = frozenset(
            event.message for event in events if isinstance(event, MessagePosted) and event.at <= watermark
        )
        async with self._store.begin(reading=True) as work:
            kept = await work.find(MessageKept, place.workspace, heard_message=again) if again else []
        known, recent = {each.heard.message for each in kept}, self._clock.now() - TOLD_APART
        return [event for event in events if event.at > watermark or _is_new(event, known, recent)]

    async def _refused(self, reach: Reach, refusal: Refused) -> None:
        """Too fast: later. Not allowed: a hole, and again in an hour."""
        now = self._clock.now()
        self._not_before[_place(reach)] = now + (refusal.retry_after or TRY_AGAIN)
        if refusal.retry_after is None:
            before = [hole for hole in reach.holes if hole.first < reach.watermark]
            await self._keep(replace(reach, holes=(*before, Hole(reach.watermark, now, refusal.why))))

    async def _reconciled(self, reach: Reach) -> None:
        """Everything that can be read has been; whoever owes something there is looked at again."""
        place = _place(reach)
        async with self._store.begin() as work:
            await work.versions([place])
            waiting = [gap for gap in await work.gaps(place.workspace) if gap.conversation == place.conversation]
            is_whole = not _at_stake(reach.holes, waiting)
            woken = _woken(waiting, self._clock.now()) if is_whole else []
            if await _find(place, work) is None:
                return
            await work.remember([replace(reach, is_reconciled=is_whole), *woken])
            await work.commit()
        if not is_whole:
            self._not_before[place] = self._clock.now() + TRY_AGAIN

    async def _reach(self, place: Place) -> Reach | None:
        async with self._store.begin(reading=True) as work:
            return await _find(place, work)

    async def _keep(self, reach: Reach) -> None:
        """Unless it is gone: what was purged meanwhile does not come back by being read."""
        async with self._store.begin() as work:
            if await _find(_place(reach), work) is not None:
                await work.remember([reach])
                await work.commit()


def _place(reach: Reach) -> Place:
    return Place(reach.workspace, reach.conversation)


def _urgency(reach: Reach, asked_at: datetime | None) -> tuple[bool, float, Place]:
    """Where somebody waits first, the newest matter first; then the latest activity."""
    latest = asked_at or reach.watermark
    return asked_at is None, -latest.timestamp(), _place(reach)


def _is_new(event: Event, known: Collection[MessageId], recent: datetime) -> bool:
    return event.message not in known if isinstance(event, MessagePosted) else event.at > recent


async def _find(place: Place, work: UnitOfWork) -> Reach | None:
    found = await work.find(Reach, place.workspace, conversation=place.conversation)
    return found[0] if found else None


def _hole(reach: Reach, page: Page) -> list[Hole]:
    return [Hole(reach.watermark, page.until, page.hole)] if page.hole is not None else []


def _at_stake(holes: Iterable[Hole], waiting: Iterable[Gap]) -> bool:
    """Whether something that waits may have been answered where nobody could read."""
    end = max((hole.until for hole in holes), default=None)
    return end is not None and any(gap.asked_at < end for gap in waiting)


def _woken(waiting: Iterable[Gap], now: datetime) -> list[Wakeup]:
    """Look at the desks of those who owe something here."""
    owing = sorted({(gap.workspace, gap.owed_by) for gap in waiting if gap.owed_by is not None})
    return [turn(workspace, person, now) for workspace, person in owing]
