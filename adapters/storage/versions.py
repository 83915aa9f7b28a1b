"""Versions of conversations: who decides about one holds it, and everybody else learns that it has gone on.

A version is made of two: that of the workspace (people, engagements, hours) and that of the conversation itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Table, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.dialects import inserting
from adapters.storage.tables import PLACES, WORKSPACES
from bot.ports import Place
from bot.vocabulary.model import WorkspaceId

SHIFT: Final = 1 << 32
"""Room for the versions of a conversation below one version of its workspace."""

THESE_WORKSPACES: Final = select(WORKSPACES).where(WORKSPACES.c.workspace.in_(bindparam("these", expanding=True)))


class Versions:
    """The versions that one transaction holds."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._held: dict[Place, int] = {}
        self._shared: dict[WorkspaceId, int] = {}
        self._left: dict[WorkspaceId, datetime] = {}

    async def hold(self, places: Collection[Place]) -> dict[Place, int]:
        """Hold conversations until the transaction ends, in one order, so that two never wait for each other.

        Going on counts at once: a transaction that holds a conversation leaves it with the next version, or rolls back.
        """
        fresh = sorted({place for place in places if place not in self._held})
        if fresh:
            await self._hold(fresh)
        return {place: self._held[place] - 1 for place in places}

    async def _hold(self, places: Collection[Place]) -> None:
        await self.left({place.workspace for place in places})
        raising = _raising(self._connection.dialect.name, PLACES, tells=True)
        for workspace, conversation, version in await self._raise(raising, [each._asdict() for each in places]):
            self._held[Place(workspace, conversation)] = self._shared[workspace] * SHIFT + version

    async def left(self, workspaces: Collection[WorkspaceId]) -> dict[WorkspaceId, datetime]:
        """Which workspaces were left, and when last; how far they have gone on is known from then on.

        What is read after a version is never older than it, so whoever has gone on since is noticed the next time.
        Nobody else purges a workspace that this transaction shares, so it is read once.
        """
        if unknown := sorted(set(workspaces) - self._shared.keys()):
            rows = (await self._connection.execute(THESE_WORKSPACES, {"these": unknown})).all()
            self._shared |= dict.fromkeys(unknown, 0) | {row.workspace: row.version for row in rows}
            self._left |= {row.workspace: row.left_at for row in rows if row.left_at is not None}
        return {workspace: self._left[workspace] for workspace in workspaces if workspace in self._left}

    def forget(self) -> None:
        """This transaction itself has left a workspace."""
        self._shared.clear()
        self._left.clear()

    async def touch(self, places: Iterable[Place], workspaces: Iterable[WorkspaceId]) -> None:
        """What is known of these has changed in another way than by what was decided there."""
        dialect = self._connection.dialect.name
        rows = [place._asdict() for place in sorted(set(places))]
        if rows:
            await self._raise(_raising(dialect, PLACES), rows)
        shared = [{"workspace": workspace} for workspace in sorted(set(workspaces))]
        if shared:
            await self._raise(_raising(dialect, WORKSPACES), shared)

    def held(self) -> Mapping[Place, int]:
        """What was held, and under which version what was decided there counts as known."""
        return dict(self._held)

    async def _raise(self, raising: Any, rows: list[dict[str, Any]]) -> Any:
        return await self._connection.execute(raising, [{**row, "version": 1} for row in rows])


@cache
def _raising(dialect: str, table: Table, tells: bool = False) -> Any:
    insert = inserting(dialect, table)
    raising = insert.on_conflict_do_update(
        index_elements=list(table.primary_key.columns), set_={"version": table.c.version + 1}
    )
    return raising.returning(*table.c) if tells else raising
