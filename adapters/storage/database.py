"""The database of a process: how it is reached, and how it is let go.

SQLite is a file of one machine: many may read, one may write, and who writes says so at once (BEGIN IMMEDIATE; a
transaction that began by reading is refused the pen with "database is locked", however long it would wait). PostgreSQL
serves any number of processes.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

import orjson
from platformdirs import user_data_path
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from adapters.storage.errands import connected
from bot.ports import Unavailable

PATIENCE: Final = 60.0
"""Seconds to wait for another process that is writing to the same file."""
CONNECTIONS: Final = 10
"""Connections of one process. PostgreSQL takes 100 in all unless told otherwise; each takes 10 MB there."""
PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -16000",
)
COUNTED: Final = 1_000
"""Rows of each index that are looked at to know how they are spread."""
REOPENED: Final = 3_600
"""Seconds after which a connection to SQLite is opened anew, and learns what was counted meanwhile."""
POSTGRES: Final = {
    "application_name": "openline",
    "timezone": "UTC",  # a moment as text reads the same whatever the server was set up for
    "datestyle": "ISO",
    "jit": "off",  # our questions are short; compiling them takes longer than answering
    "idle_in_transaction_session_timeout": "60s",  # a process that hangs must not hold others up for ever
}

IN_SQLITE: Final = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
)
IN_POSTGRES: Final = ("53", "57P", "58")
"""Insufficient resources, an operator's intervention, a failure of the system: https://www.sqlite.org/rescode.html, and
appendix A of PostgreSQL's manual. What waits for a lock that somebody holds is not among them."""


class Database:
    """An engine, and whose turn it is to write."""

    def __init__(self, url: str | None = None) -> None:
        self.url = reachable(url or default_url())
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgres(self.url)
        self._pen = asyncio.Lock()

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that may write; rolled back unless it is committed inside.

        Within this process, writers of SQLite wait in line: fairer than asking the file again and again.
        """
        async with self._pen if self.is_sqlite else nullcontext():
            with _told_apart():
                async with self.engine.connect() as connection:
                    yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one moment, and keeps no writer waiting."""
        with _told_apart():
            async with self.engine.connect() as connection:
                yield await connection.execution_options(**_reading(self.is_sqlite))

    async def look_over(self) -> None:
        """Let SQLite count how its rows are spread: without that it takes an index for no better than reading a whole
        workspace. Some milliseconds, now and then; PostgreSQL counts by itself.
        """
        if self.is_sqlite:
            async with self.writing() as connection:
                await connection.exec_driver_sql(f"PRAGMA analysis_limit = {COUNTED}")
                await connection.exec_driver_sql("ANALYZE")
                await connection.commit()

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()


@contextmanager
def _told_apart() -> Iterator[None]:
    """What is the matter with the database itself is raised as such, by its kind."""
    try:
        yield
    except DBAPIError as error:
        if _is_unavailable(error.orig):
            raise Unavailable(type(error.orig).__name__) from error
        raise


def _is_unavailable(error: object) -> bool:
    code, state = getattr(error, "sqlite_errorcode", 0), getattr(error, "sqlstate", None) or ""
    return code & 0xFF in IN_SQLITE or state.startswith(IN_POSTGRES)


def default_url() -> str:
    """A file in this machine's place for data."""
    return f"sqlite:///{user_data_path('openline', appauthor=False) / 'openline.db'}"


def reachable(url: str) -> URL:
    """What people write into DATABASE_URL, as the driver wants it."""
    parts = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    if parts.get_backend_name() == "sqlite":
        return parts.set(drivername="sqlite+aiosqlite")
    mode = parts.query.get("sslmode")
    parts = parts.difference_update_query(["sslmode"])
    if mode is not None:  # libpq's word; asyncpg calls it ssl
        parts = parts.update_query_dict({"ssl": mode})
    return parts.set(drivername="postgresql+asyncpg")


def _sqlite(url: URL) -> AsyncEngine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    told = {"timeout": PATIENCE, "async_creator_fn": connected}
    engine = create_async_engine(url, connect_args=told, pool_size=CONNECTIONS, pool_recycle=REOPENED)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _postgres(url: URL) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"server_settings": POSTGRES, "timeout": 10},
        json_serializer=_json,
        json_deserializer=orjson.loads,
    )


def _prepare(connection: Any, record: object) -> None:
    """Our transactions are our own (sqlite3 would begin them by itself, and late)."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    is_reading = connection.get_execution_options().get("openline_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _reading(is_sqlite: bool) -> dict[str, Any]:
    if is_sqlite:
        return {"openline_reading": True}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
