"""Write the next step of the database, from what `adapters/storage/tables.py` says now.

python -m migrations "Keep what the weather was."
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile

from alembic import command

from adapters.storage.database import Database
from adapters.storage.migrating import config, newest, upgrade


async def write(words: str) -> None:
    """Compare an empty database, brought to the newest step, with the tables; the difference is the next step."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/empty.db")
        await upgrade(database)
        async with database.writing() as connection:
            number = f"{int(newest()) + 1:04}"
            await connection.run_sync(
                lambda each: command.revision(config(each), words, autogenerate=True, rev_id=number)
            )
        await database.close()


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("words", help="what the step does, as a sentence")
    asyncio.run(write(wanted.parse_args().words))
