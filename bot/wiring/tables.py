"""The tables of the database, put together: brought up to date, taken back, compared."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final, TextIO

from adapters.logs import kinds
from adapters.storage import migrating
from adapters.storage.database import Database, reachable
from bot.settings import WrongSettings, load
from bot.wording import tables as wording

DONE: Final = 0
UNUSABLE: Final = 2
"""Exit statuses of `openline db`."""


def upgraded(out: TextIO, err: TextIO) -> int:
    """Bring the tables up to date and say so; returns the exit status."""

    async def work(database: Database) -> str:
        before = await migrating.current(database)
        await migrating.upgrade(database)
        return wording.upgraded(before, await migrating.current(database))

    return _told(work, out, err)


def downgraded(revision: str, out: TextIO, err: TextIO) -> int:
    """Take the tables back and say so; returns the exit status."""

    async def work(database: Database) -> str:
        await migrating.downgrade(database, revision)
        return wording.downgraded(await migrating.current(database))

    return _told(work, out, err)


def compared(out: TextIO, err: TextIO) -> int:
    """Say where the tables are, and where they should be; returns the exit status."""

    async def work(database: Database) -> str:
        return wording.compared(await migrating.current(database), migrating.newest())

    return _told(work, out, err)


def shown(url: str) -> str:
    """The address of a database without its password."""
    parts = reachable(url)
    return parts.set(drivername=parts.get_backend_name()).render_as_string(hide_password=True)


def file(url: str) -> Path | None:
    """The file of a SQLite database."""
    parts = reachable(url)
    return Path(parts.database) if parts.get_backend_name() == "sqlite" and parts.database else None


def _told(work: Callable[[Database], Coroutine[Any, Any, str]], out: TextIO, err: TextIO) -> int:
    try:
        url = load().database
    except WrongSettings as wrong:
        err.write(f"{wrong}\n")
        return UNUSABLE
    try:
        out.write(f"{asyncio.run(_with(url, work))}\n")
    except Exception as failure:  # of any driver; its words may hold the address with its password
        err.write(f"{wording.failed(shown(url), kinds(failure))}\n")
        return UNUSABLE
    return DONE


async def _with(url: str, work: Callable[[Database], Coroutine[Any, Any, str]]) -> str:
    database = Database(url)
    try:
        return await work(database)
    finally:
        await database.close()
