"""SQLite's thread is visited once for each statement.

The driver has a thread for each connection, and goes there four times for one statement: for a cursor, to execute, for
the rows, and to close the cursor. Under load most of the time is spent waiting at that door. Here a statement is one
errand, and comes back with all its rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, Self

import aiosqlite

CHUNK: Final = 64
"""Rows that the driver would fetch at a time where somebody iterates over its own cursors; nobody does."""


class Cursor:
    """What SQLAlchemy asks of a cursor of this driver, but for streaming."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    arraysize: int = 1

    def __init__(self, run: Callable[..., Any], cursor: Callable[[], sqlite3.Cursor]) -> None:
        self._run = run
        self._new = cursor
        self._rows: list[Any] = []

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Self:
        """Execute one statement."""
        await self._run(self._errand, sqlite3.Cursor.execute, statement, parameters)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> Self:
        """Execute one statement for many rows."""
        await self._run(self._errand, sqlite3.Cursor.executemany, statement, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """The rows, which are here already."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """It was closed where it was opened."""

    def _errand(self, execute: Callable[..., object], statement: str, parameters: Sequence[Any]) -> None:
        cursor = self._new()
        try:
            execute(cursor, statement, parameters)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class Connection(aiosqlite.Connection):
    """A connection whose cursors go there once."""

    def cursor(self) -> Cursor:  # type: ignore[override]
        """A cursor, for which nothing is to be done yet."""
        return Cursor(self._execute, self._conn.cursor)


def connected(*where: Any, **how: Any) -> Connection:
    """A connection to be awaited, by the arguments of `sqlite3.connect`. Its thread keeps no process from ending."""
    connection = Connection(partial(sqlite3.connect, *where, **how), CHUNK)
    connection._thread.daemon = True
    return connection
