"""A pretend world: the core of a live process on a SQLite file, a pretend chat, and a clock that can be moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from pydantic import SecretStr

from adapters.clocks import HandClock
from adapters.playground import cast, story
from adapters.playground.history import History
from adapters.playground.listener import Listener
from adapters.playground.messenger import Messenger
from adapters.playground.player import Player
from adapters.playground.stage import CannotLoad, Due, Note, Scene
from adapters.playground.workspace import Workspace
from bot.engine.decision import Decision
from bot.service.answering.keeping import plain
from bot.service.journal import Journal
from bot.service.walking import Walk
from bot.settings import Settings
from bot.vocabulary.coverage import NotAnExport
from bot.vocabulary.events import Event, MessagePosted
from bot.vocabulary.identity import IDENTITY
from bot.vocabulary.records import HeldBack, Record
from bot.wiring import core
from bot.wiring.core import House
from bot.wording import journal as wording
from bot.wording.judgements import because

DATABASE: Final = "openline-demo.db"


class Watched(House):
    """A process that notes what it decides, and why."""

    def __init__(self, settings: Settings, clock: HandClock) -> None:
        self.journal = Journal()
        super().__init__(settings, clock=clock)

    def watch(self, event: Event, decision: Decision) -> None:
        """Count and note what was decided and kept."""
        super().watch(event, decision)
        self.journal.watch(event, decision)


class World:
    """One pretend workspace and everything behind it, from its beginning to its end. Use with `async with`."""

    def __init__(self, file: Path, workspace: Workspace, began: datetime) -> None:
        self.workspace = workspace
        self.clock = HandClock(began)
        # Whatever the environment says is for the real thing.
        self.house = Watched(Settings.model_construct(database_url=SecretStr(f"sqlite:///{file}")), self.clock)
        self.house.history = History(workspace, self.clock)
        posting = core.poster(self.house, Messenger(workspace, self.clock))
        ringing = core.ringer(self.house)
        self.walk = Walk(self.house.store, workspace.id, self.clock, ringing.ring, posting.deliver)
        self.listener = Listener(workspace, self.house.reception, self.clock, self.walk.settle)
        self._life = AsyncExitStack()

    async def __aenter__(self) -> World:
        await self._life.enter_async_context(core.store(self.house))
        await self._life.enter_async_context(core.inbox(self.house))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.house.until.set()
        await self._life.aclose()

    async def keep(self, records: Sequence[Record]) -> None:
        """Keep records as they are, before anything happens."""
        async with self.house.store.begin() as work:
            await work.remember(records)
            await work.commit()

    async def live(self, events: Sequence[Event]) -> None:
        """Let something of an export happen, time passing until then: what Openline would have said, it says."""
        from bot.wiring import exported

        await self.walk.until(events[-1].at)
        for event in events:
            exported.stands(event, self.workspace)
        await self.house.take(events)


class Demo:
    """`adapters.playground.stage.Stage`: a world that can be begun anew. Use with `async with`."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or Path(mkdtemp(prefix="openline-")) / DATABASE
        self._is_ours = file is None
        self._next = 0
        self._world = self._anew()

    async def __aenter__(self) -> Demo:
        await self._world.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._world.__aexit__()
        if self._is_ours:
            self._remove()
            self._file.parent.rmdir()

    @property
    def workspace(self) -> Workspace:
        """The pretend chat."""
        return self._world.workspace

    @property
    def listener(self) -> Listener:
        """Where what is done at a seat is heard."""
        return self._world.listener

    def now(self) -> datetime:
        """What the clock of the pretend world shows."""
        return self._world.clock.now()

    async def until(self, moment: datetime) -> None:
        """Let time pass up to a moment."""
        await self._world.walk.until(moment)
        self.workspace.moved()

    async def next_moment(self) -> datetime | None:
        """The next moment at which something is due."""
        return await self._world.walk.next_moment()

    async def due(self) -> Sequence[Due]:
        """What is due later, soonest first."""
        wakeups, outgoing = await self._world.walk.waiting()
        rings = (Due(each.at, each.kind, wording.due(each), each.subject) for each in wakeups)
        posts = (Due(each.not_before, "post", wording.waits(each), each.lane) for each in outgoing)
        return sorted((*rings, *posts), key=lambda each: each.at)

    async def held_back(self) -> Sequence[Note]:
        """What was not said, and why; the latest first."""
        async with self._world.house.store.begin(reading=True) as work:
            held = await work.find(HeldBack, self.workspace.id)
        held.sort(key=lambda each: each.at, reverse=True)
        return [
            Note(number, each.at, each.why.code, wording.led_to(each), each.to, because=(because(each.why),))
            for number, each in enumerate(held)
        ]

    def journal(self) -> Sequence[Note]:
        """What was decided, and why; the latest first."""
        return [
            Note(each.number, each.at, each.kind, each.happened, each.person, each.place, each.led_to, each.because)
            for each in self._world.house.journal.latest()
        ]

    async def records(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Everything that Openline keeps, by the names of its kinds."""
        async with self._world.house.store.begin(reading=True) as work:
            found: dict[str, list[Any]] = {kind.__name__: await work.find(kind, self.workspace.id) for kind in IDENTITY}
        return {name: [plain(each) for each in rows] for name, rows in found.items() if rows}

    async def reset(self) -> None:
        """Begin anew, with nothing kept."""
        await self._begin(self._anew)

    async def load(self, export: Path) -> int:
        """Begin anew with an export, played through the front door. Raises CannotLoad.

        What reads exports takes a while to import, and most playgrounds never load one.
        """
        from bot.wiring import exported

        try:
            found = exported.read(export)
        except NotAnExport as problem:
            raise CannotLoad(str(problem)) from None
        await self._begin(lambda: World(self._file, found.workspace, found.began))
        await self._world.keep(found.agreed)
        for events in found.hours():
            await self._world.live(events)
        self.workspace.moved()
        return sum(isinstance(each, MessagePosted) for each in found.events)

    def scene(self) -> Scene:
        """How far the story is."""
        last = story.STORY[self._next - 1] if self._next else None
        return Scene(self._next, len(story.STORY), last.caption if last else "", last.looks if last else {})

    async def play(self) -> Scene:
        """Play the next step of the story; the first one begins anew. Raises OtherwiseThanTold."""
        if self._next >= len(story.STORY):
            return self.scene()
        if self._next == 0:
            await self.reset()
        step = story.STORY[self._next]
        await self.until(step.moment)
        player = Player(self.workspace, self.listener)
        if step.act is not None:
            await step.act(player)
        for told in step.sees:
            player.check(told)
        self._next += 1
        self.workspace.moved()
        return self.scene()

    async def _begin(self, world: Callable[[], World]) -> None:
        """Another world in place of this one; whoever looks goes on looking."""
        moved, self._next = self._world.workspace.moved, 0
        await self._world.__aexit__()
        self._remove()
        self._world = world()
        await self._world.__aenter__()
        self._world.workspace.moved = moved
        moved()

    def _anew(self) -> World:
        return World(self._file, cast.workspace(), cast.BEGINNING)

    def _remove(self) -> None:
        """The file, with what SQLite writes beside it."""
        for each in (self._file, *(self._file.with_name(f"{self._file.name}-{tail}") for tail in ("wal", "shm"))):
            each.unlink(missing_ok=True)
