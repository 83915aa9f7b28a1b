"""A whole process in a world where everything fails: it dies, is away, hears things late, twice or never; its platform
limits, refuses, loses answers and goes down. All of it follows from a seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final, NamedTuple

from adapters.clocks import HandClock
from adapters.memory.history import History
from adapters.memory.messenger import Messenger, Trouble
from bot.ports import Store
from bot.vocabulary.events import MessageDeleted, MessageEdited, MessagePosted, Spoken
from bot.vocabulary.records import Reach, Record
from tests.builders import SITE, WORKSPACE, at
from tests.running import SHOP, Process
from tests.simulation.mortal import Killed, Life, MortalMessenger, MortalStore
from tests.simulation.story import Delivery

BEGIN: Final = at("mon 0:00")
END: Final = at("next fri 18:00")
"""A week after the story, in which everything comes to its end."""
TROUBLES: Final = (Trouble.ANSWER_LOST, Trouble.NOT_STORED, Trouble.SLOW, Trouble.RATE_LIMITED, Trouble.FORBIDDEN)
READABLE: Final = (MessagePosted, MessageEdited, MessageDeleted)


class Outage(NamedTuple):
    """From when until when something is away."""

    first: datetime
    until: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether it is away then."""
        return self.first <= moment < self.until


@dataclass(slots=True)
class Faults:
    """What goes wrong, and when."""

    kills: tuple[int, ...] = ()
    """After how many steps each process dies; the last one lives."""
    away: tuple[Outage, ...] = ()
    """When no process runs; what happens then is in the history at best."""
    platform: tuple[Outage, ...] = ()
    """When the platform takes no posts."""
    troubles: tuple[Trouble | None, ...] = ()


def faults(seed: int) -> Faults:
    """Everything that goes wrong in one world."""
    chance = Random(f"faults {seed}")
    away = tuple(_outage(chance, hours=10) for _ in range(chance.choice((0, 1, 2))))
    return Faults(
        kills=tuple(chance.randrange(1, 400) for _ in range(chance.choice((0, 1, 3, 6)))),
        away=away,
        platform=tuple(_outage(chance, hours=16) for _ in range(chance.choice((0, 1, 2, 3)))),
        troubles=tuple(chance.choice((None, None, None, *TROUBLES)) for _ in range(40)),
    )


def _outage(chance: Random, hours: int) -> Outage:
    first = BEGIN + timedelta(minutes=chance.randrange(9 * 60, 80 * 60))
    return Outage(first, first + timedelta(minutes=chance.randrange(1, hours * 60)))


@dataclass(slots=True)
class World:
    """The outside of a process: its store, clock, platform and history, which outlive it; and its lives."""

    open_store: Callable[[], Store]
    faults: Faults
    clock: HandClock = field(default_factory=lambda: HandClock(BEGIN))
    lives: int = 0
    _messenger: Messenger | None = None
    _history: History | None = None
    _process: Process | None = None
    _life: Life = field(default_factory=Life)

    @property
    def messenger(self) -> Messenger:
        """The platform."""
        if self._messenger is None:
            self._messenger = Messenger(self.clock)
            self._messenger.befall(self.faults.troubles)
        return self._messenger

    @property
    def history(self) -> History:
        """What the platform remembers of what was said."""
        if self._history is None:
            self._history = History(self.clock, per_page=7)
        return self._history

    @property
    def process(self) -> Process:
        """The process that runs now."""
        return self._process or self._born()

    async def begin(self, *records: Record) -> None:
        """What is there before anything happens; the command that began the engagement was heard in each place."""
        heard = [Reach(WORKSPACE, place, BEGIN, is_reconciled=True) for place in (SITE, SHOP)]
        await Process(self.open_store(), self.clock).keep(*records, *heard)

    async def happens(self, event: Spoken) -> None:
        """Something happens, whether or not anybody hears it."""
        if isinstance(event, READABLE):
            self.history.add(event)

    async def hears(self, event: Spoken) -> bool:
        """The platform delivers something until it is acknowledged; returns whether anybody was there to hear it."""
        if self._is_away():
            return False
        while not await self._alive(lambda process: process.inbox.take([event])):
            pass
        return True

    async def goes_on(self) -> None:
        """One tick: catch up, ring, post."""
        self.messenger.is_down = any(outage.holds(self.clock.now()) for outage in self.faults.platform)
        while not self._is_away() and not await self._alive(_tick):
            pass

    async def until(self, moment: datetime) -> None:
        """Let time pass, from one due moment to the next."""
        seen = Process(self.open_store(), self.clock)
        while (due := await seen.next_moment()) is not None and due <= moment:
            self.clock.move_to(due)
            await self.goes_on()
        self.clock.move_to(moment)
        await self.goes_on()

    def _is_away(self) -> bool:
        away = any(outage.holds(self.clock.now()) for outage in self.faults.away)
        if away:
            self._process = None
        return away

    async def _alive(self, work: Callable[[Process], object]) -> bool:
        """Do something; if the process dies of it, another one is started, and what was being done is not done."""
        try:
            process = self._process
            if process is None:
                process = self._born()
                await process.reconciler.lost_touch()
                await process.reconciler.go_on()
            await work(process)  # type: ignore[misc]
        except Killed:
            self._process = None
            return False
        return True

    def _born(self) -> Process:
        kills = self.faults.kills
        ends = kills[self.lives] if self.lives < len(kills) else None
        self._life = Life(ends, after=self.lives % 2 == 1)
        self.lives += 1
        store, messenger = MortalStore(self.open_store(), self._life), MortalMessenger(self.messenger, self._life)
        self._process = Process(store, self.clock, messenger, self.history)  # type: ignore[arg-type]
        return self._process


async def _tick(process: Process) -> None:
    await process.reconciler.go_on()
    await process.tick()


async def lived(world: World, events: list[Spoken], deliveries: list[Delivery]) -> None:
    """Let a story happen: what happens, what is delivered, and the ends of outages, each at its moment."""
    ends = [outage.until for outage in (*world.faults.away, *world.faults.platform)]
    moments: list[tuple[datetime, int, Spoken | None]] = [
        *((event.at, 0, event) for event in events),
        *((delivery.at, 1, delivery.event) for delivery in deliveries),
        *((end, 2, None) for end in ends),
    ]
    for moment, kind, event in sorted(moments, key=lambda each: each[:2]):
        await world.until(moment)
        if event is not None:
            await (world.happens(event) if kind == 0 else world.hears(event))
    await world.until(END)
