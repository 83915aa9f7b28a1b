"""Time that is walked through: from one due moment to the next, ringing and posting at each as a live process would."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Final

from bot.ports import SENDING_FOR, MovableClock, Store
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import Outgoing, OutgoingState, Wakeup

UNDER_WAY: Final = frozenset({OutgoingState.SENDING, OutgoingState.UNKNOWN})


class Walk:
    """Moves a clock that stands where it was put, with everything that is due on the way."""

    def __init__(
        self,
        store: Store,
        workspace: WorkspaceId,
        clock: MovableClock,
        ring: Callable[[datetime], Awaitable[object]],
        deliver: Callable[[], Awaitable[object]],
    ) -> None:
        self._store = store
        self._workspace = workspace
        self._clock = clock
        self._ring = ring
        self._deliver = deliver

    async def settle(self) -> None:
        """Ring what is due now, and post what waits."""
        await self._ring(self._clock.now())
        await self._deliver()

    async def until(self, moment: datetime) -> None:
        """Let time pass up to a moment; a moment that has passed leaves the clock where it is."""
        if any(at <= self._clock.now() for at in await self._moments()):
            await self.settle()
        while (due := await self.next_moment()) is not None and due <= moment:
            self._clock.move_to(due)
            await self.settle()
        self._clock.move_to(moment)

    async def next_moment(self) -> datetime | None:
        """The next moment after now at which something rings or is to be posted."""
        return min((at for at in await self._moments() if at > self._clock.now()), default=None)

    async def waiting(self) -> tuple[list[Wakeup], list[Outgoing]]:
        """The moments that are stored, and what is still to be posted; soonest first."""
        async with self._store.begin(reading=True) as work:
            wakeups = await work.find(Wakeup, self._workspace)
            outgoing = await work.find(Outgoing, self._workspace, settled_at=None)
        return sorted(wakeups, key=lambda each: each.at), sorted(outgoing, key=lambda each: each.not_before)

    async def _moments(self) -> list[datetime]:
        wakeups, outgoing = await self.waiting()
        return [*(each.at for each in wakeups), *_posting(outgoing)]


def _posting(outgoing: Iterable[Outgoing]) -> Iterable[datetime]:
    """When something is to be posted, or the platform is to be asked what became of it."""
    for each in outgoing:
        if each.state is OutgoingState.PENDING:
            yield each.not_before
        elif each.state in UNDER_WAY:
            yield max(each.not_before, (each.claimed_at or each.created_at) + SENDING_FOR)
