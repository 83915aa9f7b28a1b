"""One transaction on the database, as the services see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import queues
from adapters.storage.asking import find_each
from adapters.storage.database import Database
from adapters.storage.expiring import expire
from adapters.storage.knowing import Knowledge, Usual
from adapters.storage.repositories import DONE_AT_ONCE, Records
from adapters.storage.seen import marked, unseen
from adapters.storage.tables import GAPS, INSTALLATIONS
from adapters.storage.uprooting import share
from adapters.storage.versions import Versions
from bot.ports import Known, Place, Question, UnitOfWork
from bot.vocabulary.calendar import Calendar, default_calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.events import Event
from bot.vocabulary.identity import SHARED
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import Gap, Outgoing, Reach, Record, Wakeup
from bot.vocabulary.roster import Legal

Kind = TypeVar("Kind", bound=Record)


class Store:
    """`ports.Store` over a database. `holidays` tells the legal days off of a country."""

    def __init__(
        self,
        database: Database,
        policy: Policy | None = None,
        calendar: Calendar | None = None,
        holidays: Legal | None = None,
    ) -> None:
        self._database = database
        self._usual = Usual(policy or Policy(), calendar or default_calendar(), holidays)

    def begin(self, reading: bool = False) -> UnitOfWork:
        """Start one piece of work."""
        return Work(self._database, self._usual, reading)

    async def close(self) -> None:
        """Let go of the database."""
        await self._database.close()


class Work:
    """`ports.UnitOfWork` as one transaction."""

    _connection: AsyncConnection
    _records: Records
    _versions: Versions
    _knowledge: Knowledge

    def __init__(self, database: Database, usual: Usual, reading: bool = False) -> None:
        self._database = database
        self._usual = usual
        self._is_reading = reading
        self._shared: set[WorkspaceId] = set()
        self._lent: AbstractAsyncContextManager[AsyncConnection] = database.reading() if reading else database.writing()

    async def __aenter__(self) -> Self:
        self._connection = await self._lent.__aenter__()
        self._records = Records(self._connection)
        self._versions = Versions(self._connection)
        self._knowledge = Knowledge(self._connection, self._records, self._usual)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._lent.__aexit__(kind, error, trace)

    async def unseen(self, events: Sequence[Event]) -> list[Event]:
        """Mark events as seen, and return those that were not; in order, each fact once."""
        workspaces = sorted({event.workspace for event in events})
        for workspace in workspaces:
            await self._share(workspace)
        return await unseen(self._connection, events, await self._versions.left(workspaces))

    async def versions(self, places: Collection[Place]) -> Mapping[Place, int]:
        """The versions of conversations, held still until this work ends; new ones begin."""
        return await self._versions.hold(places)

    async def known(self, place: Place) -> Known:
        """What is kept about a conversation."""
        return await self._knowledge.known(place)

    async def remember(self, records: Sequence[Record]) -> None:
        """Keep records; each takes the place of the one with the same identity."""
        if records:
            for workspace in sorted({record.workspace for record in records}):
                await self._share(workspace)
            await self._records.remember(records)
            if not HELD_ALIKE.isdisjoint(map(type, records)):
                self._knowledge.forget()
                self._versions.forget()

    async def find(self, kind: type[Kind], workspace: WorkspaceId, **equals: object) -> list[Kind]:
        """Records of one kind, in the order of their identity, whose fields equal what is given."""
        await self._share(workspace)
        return await self._records.find(kind, workspace, **equals)

    async def find_each(self, workspace: WorkspaceId, questions: Sequence[Question]) -> list[list[Any]]:
        """Each question answered as `find` would, by one statement."""
        await self._share(workspace)
        return await find_each(self._connection, workspace, questions)

    async def commit(self) -> Mapping[Place, int]:
        """Make it last; returns the versions under which what was gathered and decided counts as known."""
        held, records = self._versions.held(), self._records
        await self._versions.touch(records.places - held.keys() | records.retold, records.workspaces)
        await self._connection.commit()
        return held

    async def desk(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> Desk:
        """What is that person's turn, held still until this work ends."""
        if not self._is_reading and self._database.dialect == "postgresql":
            await self._connection.execute(HOLD, {"name": f"desk/{workspace}/{person}"})
        return await self._knowledge.desk(workspace, person, now)

    async def ring(self, now: datetime, limit: int) -> list[Wakeup]:
        """Take wakeups that are due, oldest first."""
        return await queues.ring(self._connection, now, limit)

    async def take_outgoing(self, now: datetime, limit: int) -> list[Outgoing]:
        """Take what is to be posted now."""
        return await queues.take_outgoing(self._connection, now, limit)

    async def expire(self, now: datetime, events: timedelta, limit: int) -> int:
        """Take away what is older than its period, of all workspaces."""
        return await expire(self._connection, now, events, limit)

    async def once(self, workspace: WorkspaceId, name: str, at: datetime) -> bool:
        """Whether this is the first time that something is done."""
        return bool(await marked(self._connection, {(workspace, f"once:{name}"): at}))

    async def installations(self) -> list[Installation]:
        """Every installation of every workspace, in the order of their ids."""
        query = select(*INSTALLATIONS.fields).order_by(*INSTALLATIONS.key)
        return await self._records.fetch(INSTALLATIONS, query)

    async def reaches(self, workspace: WorkspaceId | None = None) -> list[Reach]:
        """How far each conversation is known."""
        return await self._knowledge.reaches(workspace)

    async def gaps(
        self,
        workspace: WorkspaceId,
        owed_by: PersonId | None = None,
        asked_by: PersonId | None = None,
        since: datetime | None = None,
    ) -> list[Gap]:
        """Gaps of a workspace: those that wait, and those that ended after `since`; oldest first."""
        rows = GAPS.table.c
        wanted = ((rows.owed_by, owed_by), (rows.asked_by, asked_by))
        conditions = [column == person for column, person in wanted if person is not None]
        return await self._knowledge.gaps(workspace, *conditions, since=since)

    async def _share(self, workspace: WorkspaceId) -> None:
        if workspace not in self._shared and not self._is_reading:
            self._shared.add(workspace)
            await share(self._connection, workspace)


HELD_ALIKE = SHARED | {*DONE_AT_ONCE}
"""What a roster is made of, and what takes some of it away."""
HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
"""Holds a person's turn without keeping a row about them."""
