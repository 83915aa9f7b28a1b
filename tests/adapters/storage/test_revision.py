"""Whether a database has the form that this version needs."""

from __future__ import annotations

from pathlib import Path

from adapters.storage import migrating
from adapters.storage.database import Database
from adapters.storage.revision import is_newest, newest


def test_the_newest_step_is_alembics() -> None:
    assert newest() == migrating.newest()


async def test_only_the_newest_is_new_enough(database: Database) -> None:
    assert await is_newest(database)
    await migrating.downgrade(database, "-1")
    assert not await is_newest(database)
    await migrating.upgrade(database)
    assert await is_newest(database)


async def test_a_database_that_is_not_there_yet_is_not(tmp_path: Path) -> None:
    missing = Database(f"sqlite:///{tmp_path / 'new' / 'openline.db'}")
    assert not await is_newest(missing)
    await migrating.upgrade(missing)
    assert await is_newest(missing)
    await missing.close()
