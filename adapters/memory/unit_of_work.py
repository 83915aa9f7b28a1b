"""A store that forgets when the process ends."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from adapters.memory import queues
from adapters.memory.expiring import expire
from adapters.memory.knowing import desk_of, gaps_of, known_of
from adapters.memory.shelves import Desktop, Shelves
from bot.ports import Known, Place, Question, UnitOfWork
from bot.vocabulary.agreements import Erased
from bot.vocabulary.calendar import Calendar, default_calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.events import Event
from bot.vocabulary.identity import SHARED
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import GapId, GroupId, PersonId, Side, WorkspaceId
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import ConversationKept, Forgotten, Gap, MessageKept, Outgoing, Reach, Record, Wakeup
from bot.vocabulary.roster import Legal, Roster
from bot.vocabulary.tenancy import Purged, Rekeyed

Kind = TypeVar("Kind", bound=Record)
SEEN_FOR: Final = timedelta(hours=26)
"""How long a fact is told apart from its repetition; Slack's slowest retries end after 24 h and 6 min."""
SHIFT: Final = 1 << 32
"""Room for the versions of a conversation below one version of its workspace."""


@dataclass(slots=True)
class Memory:
    """`ports.Store` in dictionaries. `keep_messages` also keeps each message heard (an archive has millions).

    An archive tells `calendars`, `sides`, `groups` and who `joined` here; live, they follow from the records.
    """

    policy: Policy = field(default_factory=Policy)
    calendar: Calendar = field(default_factory=default_calendar)
    calendars: Mapping[PersonId, Calendar] | None = None
    sides: Mapping[PersonId, Side] = field(default_factory=dict)
    groups: Mapping[GroupId, frozenset[PersonId]] = field(default_factory=dict)
    joined: frozenset[PersonId] = frozenset()
    keep_messages: bool = True
    holidays: Legal | None = None
    shelves: Shelves = field(default_factory=Shelves)
    seen: OrderedDict[tuple[str, str], datetime] = field(default_factory=OrderedDict)
    left: dict[WorkspaceId, datetime] = field(default_factory=dict)
    places: dict[Place, int] = field(default_factory=dict)
    workspaces: dict[WorkspaceId, int] = field(default_factory=dict)
    rosters: dict[WorkspaceId, tuple[int, Roster]] = field(default_factory=dict)
    pen: asyncio.Lock = field(default_factory=asyncio.Lock)

    def begin(self, reading: bool = False) -> UnitOfWork:
        """Start one piece of work; those that write come one after the other."""
        return Work(self, reading)

    @property
    def gaps(self) -> dict[tuple[WorkspaceId, GapId], Gap]:
        """Every gap, under its workspace and identity."""
        return {(name[0], name[1]): gap for name, gap in self.shelves.every(Gap)}

    def every_gap(self) -> Iterator[Gap]:
        """Every gap, one after the other."""
        return (gap for _, gap in self.shelves.every(Gap))

    @property
    def messages(self) -> dict[Place, dict[str, MessageKept]]:
        """Every message that is kept, by conversation."""
        found: dict[Place, dict[str, MessageKept]] = {}
        for (_, message), kept in self.shelves.every(MessageKept):
            found.setdefault(Place(kept.workspace, kept.conversation), {})[message] = kept
        return found

    def version(self, place: Place) -> int:
        """Which state of a conversation and its workspace this is."""
        return self.workspaces.get(place.workspace, 0) * SHIFT + self.places.get(place, 0)


class Work:
    """One piece of work on a `Memory`; nothing of it is there before `commit`."""

    def __init__(self, memory: Memory, reading: bool = False) -> None:
        self._memory = memory
        self._desktop = Desktop(memory.shelves, () if memory.keep_messages else (MessageKept,))
        self._seen: dict[tuple[str, str], datetime] = {}
        self._held: dict[Place, int] = {}
        self._decided: set[Place] = set()
        self._retold: set[Place] = set()
        self._shared: set[WorkspaceId] = set()
        self._purged: dict[WorkspaceId, datetime] = {}
        self._is_reading = reading
        self._exit = AsyncExitStack()

    async def __aenter__(self) -> Self:
        if not self._is_reading:
            await self._exit.enter_async_context(self._memory.pen)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._exit.aclose()

    async def unseen(self, events: Sequence[Event]) -> list[Event]:
        """Mark events as seen, and return those that were not."""
        known, marked, left = self._memory.seen, self._seen, self._memory.left
        fresh: list[Event] = []
        for event in events:
            key = (event.workspace, event.key)
            if left and event.workspace in left and event.at <= left[event.workspace]:
                continue
            if key not in known and key not in marked:
                marked[key] = event.at
                fresh.append(event)
        return fresh

    async def versions(self, places: Collection[Place]) -> Mapping[Place, int]:
        """The versions of conversations; going on with them counts as the next."""
        for place in places:
            self._held.setdefault(place, self._memory.version(place) + 1)
        return {place: self._held[place] - 1 for place in places}

    async def known(self, place: Place) -> Known:
        """What is kept about a conversation."""
        return known_of(self._desktop, self._memory, place)

    async def remember(self, records: Sequence[Record]) -> None:
        """Keep records from `commit` on."""
        for record in records:
            self._note(record)
            self._desktop.keep(record)

    async def find(self, kind: type[Kind], workspace: WorkspaceId, **equals: object) -> list[Kind]:
        """Records of one kind, in the order of their identity, whose fields equal what is given."""
        return self._desktop.find(kind, workspace, **equals)

    async def find_each(self, workspace: WorkspaceId, questions: Sequence[Question]) -> list[list[Any]]:
        """Each question answered as `find` would."""
        return [self._desktop.find(kind, workspace, **equals) for kind, equals in questions]

    async def commit(self) -> Mapping[Place, int]:
        """Make it last; returns the versions under which what was gathered and decided counts as known."""
        memory = self._memory
        memory.seen.update(self._seen)
        for workspace, at in self._purged.items():
            self._leave(workspace, at)
        if self._seen:
            _let_go(memory.seen, max(self._seen.values()) - SEEN_FOR)
        self._desktop.commit()
        for place in (*self._held, *(self._decided - self._held.keys() | self._retold)):
            memory.places[place] = memory.places.get(place, 0) + 1
        for workspace in self._shared:
            memory.workspaces[workspace] = memory.workspaces.get(workspace, 0) + 1
        return self._held

    async def desk(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> Desk:
        """What is that person's turn."""
        return desk_of(self._desktop, self._memory, workspace, person, now)

    async def ring(self, now: datetime, limit: int) -> list[Wakeup]:
        """Take wakeups that are due, oldest first."""
        return queues.ring(self._desktop, now, limit)

    async def take_outgoing(self, now: datetime, limit: int) -> list[Outgoing]:
        """Take what is to be posted now."""
        return queues.take_outgoing(self._desktop, now, limit)

    async def expire(self, now: datetime, events: timedelta, limit: int) -> int:
        """Take away what is older than its period, of all workspaces."""
        return expire(self._desktop, now, events, limit)

    async def once(self, workspace: WorkspaceId, name: str, at: datetime) -> bool:
        """Whether this is the first time that something is done."""
        key = (workspace, f"once:{name}")
        is_first = key not in self._memory.seen and key not in self._seen
        self._seen.setdefault(key, at)
        return is_first

    async def installations(self) -> list[Installation]:
        """Every installation of every workspace, in the order of their ids."""
        return sorted(self._desktop.every(Installation), key=lambda each: each.workspace)

    async def reaches(self, workspace: WorkspaceId | None = None) -> list[Reach]:
        """How far each conversation is known."""
        found = self._desktop.every(Reach) if workspace is None else self._desktop.find(Reach, workspace)
        return sorted(found, key=lambda reach: (reach.workspace, reach.conversation))

    async def gaps(
        self,
        workspace: WorkspaceId,
        owed_by: PersonId | None = None,
        asked_by: PersonId | None = None,
        since: datetime | None = None,
    ) -> list[Gap]:
        """Gaps of a workspace: those that wait, and those that ended after `since`; oldest first."""
        return gaps_of(self._desktop, workspace, owed_by, asked_by, since)

    def _leave(self, workspace: WorkspaceId, at: datetime) -> None:
        memory = self._memory
        memory.left[workspace] = at
        for key in [key for key in memory.seen if key[0] == workspace]:
            del memory.seen[key]

    def _note(self, record: Record) -> None:
        """What of the versions changes with a record."""
        if isinstance(record, Gap | MessageKept | Forgotten):
            self._decided.add(Place(record.workspace, record.conversation))
        elif isinstance(record, ConversationKept):
            self._retold.add(Place(record.workspace, record.conversation.id))
        elif isinstance(record, Purged):
            self._purged[record.workspace] = record.at
            self._shared.add(record.workspace)
        elif isinstance(record, Erased | Rekeyed) or (type(record) in SHARED and self._desktop.changes(record)):
            self._shared.add(record.workspace)


def _let_go(seen: OrderedDict[tuple[str, str], datetime], before: datetime) -> None:
    while seen and next(iter(seen.values())) < before:
        seen.popitem(last=False)
