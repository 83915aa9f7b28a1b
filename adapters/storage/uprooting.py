"""What concerns all records of a workspace or a conversation at once: purged, or under another name from now on."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Table, delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.columns import Words
from adapters.storage.dialects import inserting
from adapters.storage.mapping import Kept
from adapters.storage.tables import ALL, OUTGOING, WAKEUPS, WORKSPACES, metadata
from bot.vocabulary.identity import identify
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.rekeying import Rename, rekeyed
from bot.vocabulary.tenancy import Purged, Rekeyed

QUEUES: Final = (WAKEUPS.table, OUTGOING.table)
SHARED: Final = text("SELECT pg_advisory_xact_lock_shared(hashtextextended(:name, 1))")
ALONE: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 1))")
"""Whoever keeps something about a workspace shares it; whoever purges it has it alone, so nothing slips in behind."""


async def share(connection: AsyncConnection, workspace: WorkspaceId) -> None:
    """Let nobody purge a workspace before this transaction ends. SQLite has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        await connection.execute(SHARED, {"name": workspace})


async def purge(connection: AsyncConnection, purged: Purged) -> None:
    """Delete every row of a workspace, in every table there is; the queues first, from which others may have taken."""
    if connection.dialect.name == "postgresql":
        await connection.execute(ALONE, {"name": purged.workspace})
    others = [table for table in metadata.sorted_tables if table is not WORKSPACES and table not in QUEUES]
    for table in (*QUEUES, *others):
        await connection.execute(delete(table).where(table.c.workspace == purged.workspace))
    row = {"workspace": purged.workspace, "version": 1, "left_at": purged.at}
    insert = inserting(connection.dialect.name, WORKSPACES)
    leaves = insert.on_conflict_do_update(
        index_elements=[WORKSPACES.c.workspace],
        set_={"version": WORKSPACES.c.version + 1, "left_at": insert.excluded.left_at},
    )
    await connection.execute(leaves, [row])


async def rekey(connection: AsyncConnection, moved: Rekeyed) -> None:
    """Put everything that mentions a conversation under its new id; what stands there already is replaced."""
    rename = rekeyed(moved.conversation, moved.now)
    for kept in ALL.values():
        await _rekey(connection, kept, moved, rename)


async def _rekey(connection: AsyncConnection, kept: Kept, moved: Rekeyed, rename: Rename) -> None:
    rows = kept.table.c
    query = select(*kept.fields).where(rows.workspace == moved.workspace)
    if isinstance(getattr(rows.get("conversation"), "type", None), Words):
        query = query.where(rows.conversation == moved.conversation)
    await rewrite(connection, kept, query, rename)


async def rewrite(connection: AsyncConnection, kept: Kept, query: Any, rename: Rename) -> None:
    """Change the records that a query of all fields finds, their names too."""
    before = kept.records((await connection.execute(query)).all())
    pairs = [(each, rename(each)) for each in before]
    changed = [(each, later) for each, later in pairs if each != later]
    if changed:
        gone = [each for pair in changed for each in pair]
        await connection.execute(kept.by_key(delete(kept.table)), kept.keys(gone))
        named = {identify(kept.kind)(later): later for _, later in changed}
        await connection.execute(_inserting(kept.table), kept.rows(named.values()))


def _inserting(table: Table) -> Any:
    return table.insert()
