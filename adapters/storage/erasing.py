"""Taking away what is kept about a person: everywhere, or in one engagement and its conversations.

Where records of others mention them, these no longer say who it was.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Text, cast, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.mapping import Kept
from adapters.storage.tables import ALL, ENGAGEMENTS, EXPECTATIONS, STEPS
from adapters.storage.uprooting import rewrite
from bot.vocabulary.agreements import Erased
from bot.vocabulary.identity import MENTIONING
from bot.vocabulary.model import ConversationId
from bot.vocabulary.rekeying import forgotten


async def erase(connection: AsyncConnection, erased: Erased) -> None:
    """Delete every row that is about that person; what was said about their expectations goes with these."""
    places = await _conversations(connection, erased)
    theirs = {kept.kind: where for kept in ALL.values() if (where := _about(kept, erased, places)) is not None}
    which = select(EXPECTATIONS.table.c.id).where(*theirs[EXPECTATIONS.kind])
    steps = STEPS.table.c
    await connection.execute(
        delete(STEPS.table).where(steps.workspace == erased.workspace, steps.expectation.in_(which))
    )
    for kind, where in theirs.items():
        await connection.execute(delete(ALL[kind].table).where(*where))
    for kind, name in MENTIONING.items():
        await _mention_nobody(connection, ALL[kind], name, erased, places)


async def _mention_nobody(
    connection: AsyncConnection, kept: Kept, name: str, erased: Erased, places: tuple[ConversationId, ...]
) -> None:
    columns = kept.table.c
    query = select(*kept.fields).where(
        columns.workspace == erased.workspace, cast(columns[name], Text).contains(erased.person, autoescape=True)
    )
    if erased.engagement is not None:
        query = query.where(columns.conversation.in_(places))
    await rewrite(connection, kept, query, forgotten(erased.person))


async def _conversations(connection: AsyncConnection, erased: Erased) -> tuple[ConversationId, ...]:
    if erased.engagement is None:
        return ()
    table = ENGAGEMENTS.table.c
    query = select(table.conversations).where(table.workspace == erased.workspace, table.id == erased.engagement)
    return (await connection.execute(query)).scalar() or ()


def _about(kept: Kept, erased: Erased, places: tuple[ConversationId, ...]) -> list[ColumnElement[bool]] | None:
    """Which rows of a table go; None where none do."""
    columns = kept.table.c
    if not kept.persons:
        return None
    where: list[ColumnElement[bool]] = [
        columns.workspace == erased.workspace,
        or_(*(columns[name] == erased.person for name in kept.persons)),
    ]
    if erased.engagement is None:
        return where
    if "engagement" in columns:
        return [*where, columns.engagement == erased.engagement]
    return [*where, columns.conversation.in_(places)] if "conversation" in columns else None
