"""SQLite's thread is visited once for each statement, and what comes back is what the driver itself would tell."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.storage.errands import Connection, connected


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Connection]:
    opened = connected(tmp_path / "tried.db", isolation_level=None)
    await opened
    await _execute(opened, "CREATE TABLE tried (id INTEGER PRIMARY KEY, word TEXT)")
    yield opened
    await opened.close()


async def _execute(connection: Connection, statement: str, *parameters: object) -> list[object]:
    cursor = await connection.cursor().__aenter__()
    await cursor.execute(statement, parameters)
    return await cursor.fetchall()


async def test_rows_come_back_with_the_statement(connection: Connection) -> None:
    cursor = connection.cursor()
    await cursor.executemany("INSERT INTO tried (word) VALUES (?)", [("one",), ("two",)])
    assert (cursor.rowcount, cursor.description, await cursor.fetchall()) == (2, None, [])
    await cursor.execute("SELECT word FROM tried ORDER BY id")
    assert [column[0] for column in cursor.description] == ["word"]
    assert await cursor.fetchall() == [("one",), ("two",)]
    assert await cursor.fetchall() == []


async def test_what_was_inserted_is_told(connection: Connection) -> None:
    cursor = connection.cursor()
    await cursor.execute("INSERT INTO tried (id, word) VALUES (7, 'seven') RETURNING word")
    assert (cursor.lastrowid, await cursor.fetchall()) == (7, [("seven",)])
    await cursor.close()


async def test_a_mistake_is_raised_where_it_was_made_and_leaves_nothing_open(connection: Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await _execute(connection, "INSERT INTO tried VALUES (1, 'a'), (1, 'b')")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await _execute(connection, "SELECT * FROM nowhere")
    assert await _execute(connection, "SELECT count(*) FROM tried") == [(0,)]


async def test_its_thread_keeps_no_process_from_ending(connection: Connection) -> None:
    others = [each for each in threading.enumerate() if each is not threading.main_thread()]
    assert all(each.daemon for each in others)
