"""Whether a database has the form that this version needs, told without Alembic.

A process that starts finds it so nearly always, and Alembic takes as long to import as everything else of the store.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

import migrations
from adapters.storage.database import Database
from bot.ports import Unavailable

STEPS = Path(migrations.__file__).parent / "versions"
STORED = text("SELECT version_num FROM alembic_version")


def newest() -> str:
    """The last of the steps, which are numbered."""
    return max(path.name.partition("_")[0] for path in STEPS.glob("[0-9]*.py"))


async def is_newest(database: Database) -> bool:
    """Whether no step is left to take. False as well where that cannot be read: the table is not there yet, or SQLite
    is just making the file.
    """
    try:
        async with database.reading() as connection:
            return (await connection.execute(STORED)).scalars().all() == [newest()]
    except (OperationalError, ProgrammingError, Unavailable):
        return False
