"""Rows that go to the driver as they are are the rows that SQLAlchemy would have written."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database import Database
from adapters.storage.mapping import Kept
from adapters.storage.tables import ALL, GAPS, MESSAGES
from adapters.storage.writing import write
from tests.kept import ACME, SITE, every_record, gap


async def rows(connection: AsyncConnection, kept: Kept) -> list[tuple[object, ...]]:
    """Everything in a table."""
    return [tuple(row) for row in await connection.execute(select(kept.table).order_by(*kept.key))]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
async def test_a_row_is_the_same_either_way(database: Database, kind: type) -> None:
    kept, records = ALL[kind], every_record()[kind]
    async with database.writing() as connection:
        await connection.execute(insert(kept.table), kept.rows(records))
        slowly = await rows(connection, kept)
        await connection.execute(kept.table.delete())
        await write(connection, kept, insert(kept.table), records)
        assert await rows(connection, kept) == slowly != []


async def test_many_rows_go_at_once(database: Database) -> None:
    async with database.writing() as connection:
        await write(connection, GAPS, insert(GAPS.table), [gap(number) for number in range(300)])
        assert len(await rows(connection, GAPS)) == 300


async def test_a_statement_that_asks_for_anything_else_is_refused(database: Database) -> None:
    async with database.writing() as connection:
        with pytest.raises(TypeError, match="Not one parameter a column"):
            await write(connection, MESSAGES, update(MESSAGES.table).values(conversation=SITE), [ACME])
