"""The core of a live process, put together: what its parts share, where records are kept, and who decides on them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from adapters import metrics
from adapters.alarm import Alarm
from adapters.clocks import SystemClock
from adapters.storage import revision
from adapters.storage.database import Database
from adapters.storage.inspector import Inspector
from adapters.storage.unit_of_work import Store
from bot.engine.decision import Decision
from bot.ports import Clock
from bot.ports.surfaces import History, Messenger
from bot.service.answering.counter import Counter
from bot.service.answering.replying import Replies
from bot.service.drawing.cards import Cards
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.service.intake import Intake
from bot.service.judging import log_judgement
from bot.service.outbox import Outbox
from bot.service.reaching import Reaching
from bot.service.reception import Reception
from bot.service.reconcile import Reconciler
from bot.service.retention import EVERY, Retention
from bot.service.running import auditor, probes, supervisor
from bot.service.running.supervisor import in_rounds
from bot.service.running.vitals import Vitals
from bot.service.wakeups import Wakeups
from bot.settings import Settings
from bot.vocabulary.calendar import Holiday
from bot.vocabulary.events import Event
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.report import Chart
from bot.vocabulary.vitals import EVENTS, METRICS
from bot.wording.doctor import ASK_THE_DOCTOR

TICK: Final = timedelta(seconds=1)
"""Between two looks at what is due, and at what is to be posted."""
GLANCE: Final = 5.0
"""Seconds between two looks at whether the inbox goes on, and at what is still to be read back."""
SETTLES_WITHIN: Final = 2.0
"""Seconds for posts under way at the end."""


class House:
    """What every part of one process shares."""

    def __init__(
        self, settings: Settings, seconds: Callable[[], float] | None = None, clock: Clock | None = None
    ) -> None:
        self.settings = settings
        self.until = asyncio.Event()
        self.clock = clock or SystemClock()
        self.seconds = seconds or asyncio.get_running_loop().time
        self.vitals = Vitals(self.seconds)
        self.meter = metrics.Meter(METRICS)
        self.database = Database(settings.database)
        self.store = Store(self.database, holidays=_legal)
        self.gatherer = Gatherer()
        self.inspector = Inspector(self.database)
        self.probes = probes.Probes(self.vitals, self.inspector, self.clock, self.meter)
        self.history: History | None = None
        reaching = Reaching()
        inbox = Inbox(self.store, self.gatherer, self.watch, reaching)
        self.intake = Intake(inbox, self.store)
        counter = Counter(self.store, inbox, self.gatherer, self.watch, reaching, draw)
        self.reception = Reception(self.intake, counter, self.lost_touch, Replies(self.gatherer, counter), self.clock)
        self.decided = 0

    async def lost_touch(self, workspace: WorkspaceId | None = None) -> None:
        """Something may have been missed; where there is a history, it is read back (`out_of_touch`, `catching_up`)."""
        if self.history is not None:
            await _reconciler(self, self.history).lost_touch(workspace)

    def watch(self, event: Event, decision: Decision) -> None:
        """Count what was decided and kept, and tell the log why."""
        self.decided += 1
        log_judgement(event, decision)
        self.meter.count(EVENTS, type(event).__name__)

    async def take(self, events: Sequence[Event]) -> None:
        """Take in what was read back, in its order, by the same door as what is heard; many go into one commit."""
        await asyncio.gather(*map(self.intake.accept, events))


@asynccontextmanager
async def store(house: House) -> AsyncIterator[None]:
    """The database is waited for: the process lives, and says at /readyz that it is not ready."""
    try:
        attempt = partial(_brought_up_to_date, house.database)
        await supervisor.until_it_works("database_not_ready", attempt, house.until, ASK_THE_DOCTOR)
        yield
    finally:
        await house.database.close()


async def _brought_up_to_date(database: Database) -> None:
    """Alembic is imported only where there is something to do for it: most starts are twice as quick without."""
    if not await revision.is_newest(database):
        from adapters.storage import migrating

        await migrating.upgrade(database)


def poster(house: House, messenger: Messenger) -> Outbox:
    """What posts, when it is asked to."""
    return Outbox(house.store, messenger, house.clock, Cards(house.gatherer, draw).drawn)


def ringer(house: House) -> Wakeups:
    """What rings, when it is asked to."""
    return Wakeups(house.store, house.gatherer, house.watch)


@asynccontextmanager
async def outbox(house: House, messenger: Messenger) -> AsyncIterator[None]:
    """Posts what waits. What is under way at the end may finish; otherwise the next process asks what became of it."""
    posting = poster(house, messenger)
    beat = house.vitals.heart("outbox")
    async with in_rounds("outbox", TICK.total_seconds(), posting.deliver, beat, patience=SETTLES_WITHIN):
        yield
    house.vitals.rest("outbox")


@asynccontextmanager
async def ticker(house: House) -> AsyncIterator[None]:
    """Rings what is due; its auditor sees that this, and everything else that was due, is done with."""
    wakeups = ringer(house)
    work = auditor.Auditor(house.inspector, house.clock, house.vitals.heart("auditor", auditor.ALLOWED))

    async def tick(now: datetime) -> None:
        await supervisor.attempted("ticker", partial(wakeups.ring, now))

    async with Alarm(house.clock, tick, house.vitals.heart("ticker"), TICK) as alarm:

        async def audit() -> None:
            alarm.unstick()
            await work.audit()

        async with in_rounds("auditor", auditor.EVERY, audit):
            yield
    for heart in ("auditor", "ticker"):
        house.vitals.rest(heart)


@asynccontextmanager
async def retention(house: House) -> AsyncIterator[None]:
    """Takes away, every hour, what is older than its period, and lets the database see what is left."""
    sweeping = Retention(house.store, house.clock, timedelta(days=house.settings.retention_days))

    async def sweep() -> None:
        await sweeping.sweep()
        await house.database.look_over()

    async with in_rounds("retention", EVERY, sweep):
        yield


@asynccontextmanager
async def inbox(house: House) -> AsyncIterator[None]:
    """Takes in what is heard; at the end, everything that was accepted is kept.

    Its heart beats as long as nobody waits, or something was decided since the last look.
    """
    beat = house.vitals.heart("inbox")
    before = -1

    async def look() -> None:
        nonlocal before
        if house.intake.waiting == 0 or house.decided != before:
            beat()
        before = house.decided

    async with house.intake, in_rounds("inbox", GLANCE, look):
        yield
    house.vitals.rest("inbox")


@asynccontextmanager
async def out_of_touch(house: House, history: History) -> AsyncIterator[None]:
    """Something may have been missed everywhere. Before anything rings or is posted: until it has been read back,
    nothing is said about it (R9).
    """
    house.history = history
    await house.lost_touch()
    yield


@asynccontextmanager
async def catching_up(house: House, history: History) -> AsyncIterator[None]:
    """Reads back what was said while nobody listened, through the inbox."""
    async with in_rounds("catching up", GLANCE, _reconciler(house, history).go_on):
        yield


def _reconciler(house: House, history: History) -> Reconciler:
    return Reconciler(house.store, house.take, history, house.clock)


def draw(chart: Chart) -> str:
    """A chart as SVG; the templates are not loaded before there is one to draw."""
    from adapters.report.picture import alone

    return alone(chart)


def _legal(country: str, years: range) -> tuple[Holiday, ...]:
    """The tables of holidays take a fifth of a second to import, and a country that nobody knows has no days off."""
    from adapters.holidays import Holidays

    try:
        return Holidays().legal(country, years)
    except ValueError:
        return ()
