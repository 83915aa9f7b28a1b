"""Taking away what is older than its period, some rows at a time, so that nobody has to wait for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.tables import ALL, ENGAGEMENTS, SEEN
from bot.vocabulary.identity import part
from bot.vocabulary.retention import AGES, FIGURES_FOR, PARENTS, SEEN_FOR, Age, before


async def expire(connection: AsyncConnection, now: datetime, events: timedelta, limit: int) -> int:
    """At most `limit` rows of each type; returns how many went."""
    gone = await _delete(connection, SEEN, SEEN.c.at < now - SEEN_FOR, limit)
    for age in AGES:
        gone += await _delete(connection, ALL[age.kind].table, _is_old(age, now, events), limit)
    return gone + await _ended(connection, now - FIGURES_FOR, limit)


def _is_old(age: Age, now: datetime, events: timedelta) -> ColumnElement[bool]:
    rows = ALL[age.kind].table.c
    is_old = rows[part(age.since)] < now - before(age.period, events)
    if age.cards is None:
        return is_old
    return and_(is_old, rows.card != "" if age.cards else rows.card == "")


async def _delete(connection: AsyncConnection, table: Table, which: ColumnElement[bool], limit: int) -> int:
    key = tuple(table.primary_key.columns)
    some = select(*key).where(which).limit(limit)
    return int((await connection.execute(delete(table).where(tuple_(*key).in_(some)))).rowcount)


async def _ended(connection: AsyncConnection, ended_before: datetime, limit: int) -> int:
    """Engagements that ended so long ago go with everything in them."""
    rows = ENGAGEMENTS.table.c
    query = select(rows.workspace, rows.id).where(rows.ended_at < ended_before).limit(limit)
    found = (await connection.execute(query)).all()
    for workspace, engagement in found:
        await _with_everything(connection, workspace, engagement)
    return len(found)


async def _with_everything(connection: AsyncConnection, workspace: str, engagement: str) -> None:
    for kind, (name, parent) in PARENTS.items():
        inside = _of(ALL[parent].table, workspace, engagement)
        which = select(ALL[parent].table.c.id).where(inside)
        rows = ALL[kind].table.c
        await connection.execute(delete(ALL[kind].table).where(rows.workspace == workspace, rows[name].in_(which)))
    for kept in ALL.values():
        if "engagement" in kept.table.c:
            await connection.execute(delete(kept.table).where(_of(kept.table, workspace, engagement)))
    rows = ENGAGEMENTS.table.c
    await connection.execute(delete(ENGAGEMENTS.table).where(rows.workspace == workspace, rows.id == engagement))


def _of(table: Table, workspace: str, engagement: str) -> Any:
    return and_(table.c.workspace == workspace, table.c.engagement == engagement)
