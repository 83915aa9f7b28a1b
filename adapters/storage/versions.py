"""Versions of conversations: who decides about one holds it, and everybody else learns that it has gone on.

A version is made of two: that of the workspace (people, engagements, hours) and that of the conversation itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.dialects import inserting
from adapters.storage.tables import PLACES, WORKSPACES
from bot.ports import Place
from bot.vocabulary.model import WorkspaceId

SHIFT: Final = 1 << 32
"""Room for the versions of a conversation below one version of its workspace."""


class Versions:
    """The versions that one transaction holds."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._held: dict[Place, int] = {}

    async def hold(self, places: Collection[Place]) -> dict[Place, int]:
        """Hold conversations until the transaction ends, in one order, so that two never wait for each other.

        Going on counts at once: a transaction that holds a conversation leaves it with the next version, or rolls back.
        """
        fresh = sorted({place for place in places if place not in self._held})
        if fresh:
            await self._hold(fresh)
        return {place: self._held[place] - 1 for place in places}

    async def _hold(self, places: Collection[Place]) -> None:
        after = await self._raise(PLACES, [place._asdict() for place in places])
        shared = await self._of_workspaces({place.workspace for place in places})
        for workspace, conversation, version in after:
            place = Place(workspace, conversation)
            self._held[place] = shared.get(workspace, 0) * SHIFT + version

    async def touch(self, places: Iterable[Place], workspaces: Iterable[WorkspaceId]) -> None:
        """What is known of these has changed in another way than by what was decided there."""
        rows = [place._asdict() for place in sorted(set(places))]
        if rows:
            await self._raise(PLACES, rows)
        shared = [{"workspace": workspace} for workspace in sorted(set(workspaces))]
        if shared:
            await self._raise(WORKSPACES, shared)

    def held(self) -> Mapping[Place, int]:
        """What was held, and under which version what was decided there counts as known."""
        return dict(self._held)

    async def _raise(self, table: Table, rows: list[dict[str, Any]]) -> list[Any]:
        insert = inserting(self._connection.dialect.name, table)
        raised = insert.on_conflict_do_update(
            index_elements=list(table.primary_key.columns), set_={"version": table.c.version + 1}
        ).returning(*table.columns)
        result = await self._connection.execute(raised, [{**row, "version": 1} for row in rows])
        return list(result.all())

    async def _of_workspaces(self, workspaces: Collection[WorkspaceId]) -> dict[WorkspaceId, int]:
        query = select(WORKSPACES).where(WORKSPACES.c.workspace.in_(sorted(workspaces)))
        return {row.workspace: row.version for row in await self._connection.execute(query)}
