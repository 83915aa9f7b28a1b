"""Bringing a database to the form that this version of Openline needs, from code: a server has no alembic.ini.

One transaction does it all, and whoever comes second waits for it and finds nothing left to do.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

import migrations
from adapters.storage.database import PATIENCE, Database

LOCK: Final = text("SELECT pg_advisory_xact_lock(7263459)")
"""Any number will do that is the same in every process."""
PAUSE: Final = 0.05


async def upgrade(database: Database, to: str = "head") -> None:
    """Go on to a revision, the newest unless told otherwise."""
    await _alone(database, lambda config: command.upgrade(config, to))


async def downgrade(database: Database, to: str) -> None:
    """Go back to a revision: `-1` is the one before, `base` leaves nothing."""
    await _alone(database, lambda config: command.downgrade(config, to))


async def current(database: Database) -> str | None:
    """The revision a database is at; None where nothing is there yet."""
    async with database.reading() as connection:
        return await connection.run_sync(lambda each: MigrationContext.configure(each).get_current_revision())


def newest() -> str:
    """The revision that this version of Openline needs."""
    return str(ScriptDirectory.from_config(config()).get_current_head())


def knows(revision: str | None) -> bool:
    """Whether this version of Openline has heard of a revision; if not, it is from a newer one."""
    return revision in {each.revision for each in ScriptDirectory.from_config(config()).walk_revisions()}


def config(connection: Connection | None = None) -> Config:
    """What Alembic wants to know."""
    made = Config()
    made.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    made.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    made.attributes["connection"] = connection
    return made


async def _alone(database: Database, what: Callable[[Config], None]) -> None:
    async with _writing(database) as connection:
        await connection.begin()
        if not database.is_sqlite:
            await connection.execute(LOCK)
        await connection.run_sync(lambda each: what(config(each)))
        await connection.commit()


@asynccontextmanager
async def _writing(database: Database) -> AsyncIterator[AsyncConnection]:
    """A connection. Turning a new file into one that has a log (WAL) is the one thing SQLite does not wait for."""
    for _ in range(int(PATIENCE / PAUSE)):
        try:
            async with database.engine.connect():
                break
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            await asyncio.sleep(PAUSE)
    async with database.writing() as connection:
        yield connection
