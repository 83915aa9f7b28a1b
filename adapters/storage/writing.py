"""Many rows of one type at once: their statement is put together once, and they go to the driver as they are.

SQLAlchemy would look at every value of every row once more, which takes longer than building the row did; messages
come in hundreds of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.mapping import Kept

HELD: Final = 256
"""Statements that are held, of all types and databases."""
Row = tuple[Any, ...]


class Bulk(NamedTuple):
    """A statement as the driver wants it, and how a record becomes a row of it."""

    text: str
    row: Callable[[Any], Row]


async def write(connection: AsyncConnection, kept: Kept, statement: Any, records: Iterable[Any]) -> None:
    """Keep records by an INSERT of all columns of their table that has no other parameters."""
    bulk = _bulk(kept, statement, connection.dialect)
    await connection.exec_driver_sql(bulk.text, list(map(bulk.row, records)))


@lru_cache(HELD)
def _bulk(kept: Kept, statement: Any, dialect: Dialect) -> Bulk:
    compiled = statement.compile(dialect=dialect)
    if tuple(compiled.positiontup) != kept.columns:
        raise TypeError(f"Not one parameter a column: {compiled}")
    types = [kept.table.c[name].type.dialect_impl(dialect) for name in kept.columns]
    changes = [(number, each.bind_processor(dialect)) for number, each in enumerate(types)]
    return Bulk(compiled.string, _row(kept.values, [(number, change) for number, change in changes if change]))


def _row(values: Callable[[Any], Row], changed: list[tuple[int, Callable[[Any], Any]]]) -> Callable[[Any], Row]:
    def row(record: Any) -> Row:
        """The values as they are, but for those that the database takes in another form."""
        data = list(values(record))
        for number, change in changed:
            data[number] = change(data[number])
        return tuple(data)

    return row
