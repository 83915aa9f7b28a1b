"""The tables of the database, put together: brought up to date, taken back, compared."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TextIO

from adapters.logs import kinds
from adapters.storage import migrating
from adapters.storage.database import reachable
from bot.settings import WrongSettings, load
from bot.wording import tables as wording

DONE, UNUSABLE = 0, 2

upgrade = migrating.upgrade
current = migrating.current
newest = migrating.newest
is_known = migrating.is_known


def upgraded(out: TextIO, err: TextIO) -> int:
    """Bring the tables up to date and say so; returns the exit status."""

    async def work(url: str) -> str:
        before = await migrating.current(url)
        await migrating.upgrade(url)
        return wording.upgraded(before, await migrating.current(url))

    return _told(work, out, err)


def downgraded(revision: str, out: TextIO, err: TextIO) -> int:
    """Take the tables back and say so; returns the exit status."""

    async def work(url: str) -> str:
        await migrating.downgrade(url, revision)
        return wording.downgraded(await migrating.current(url))

    return _told(work, out, err)


def compared(out: TextIO, err: TextIO) -> int:
    """Say where the tables are, and where they should be; returns the exit status."""

    async def work(url: str) -> str:
        return wording.compared(await migrating.current(url), migrating.newest())

    return _told(work, out, err)


def shown(url: str) -> str:
    """The address of a database without its password."""
    parts = reachable(url)
    return parts.set(drivername=parts.get_backend_name()).render_as_string(hide_password=True)


def file(url: str) -> Path | None:
    """The file of a SQLite database."""
    parts = reachable(url)
    return Path(parts.database) if parts.get_backend_name() == "sqlite" and parts.database else None


def _told(work: Callable[[str], Coroutine[Any, Any, str]], out: TextIO, err: TextIO) -> int:
    try:
        url = load().database
        out.write(f"{asyncio.run(work(url))}\n")
    except WrongSettings as wrong:
        err.write(f"{wrong}\n")
    except Exception as failure:  # of any driver; its words may hold the address with its password
        err.write(f"{wording.failed(shown(url), kinds(failure))}\n")
    else:
        return DONE
    return UNUSABLE
