"""How the database is reached, and how the two kinds are set up."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from adapters.storage.database import Database, default_url, reachable
from adapters.storage.unit_of_work import Store
from bot.ports import Unavailable
from bot.vocabulary.model import PersonId
from tests.kept import gap, keep
from tests.stores import migrated


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:///data/openline.db", "sqlite+aiosqlite:///data/openline.db"),
        ("postgres://me:pw@db:5433/line", "postgresql+asyncpg://me:pw@db:5433/line"),
        ("postgresql://db/line", "postgresql+asyncpg://db/line"),
        ("postgresql+asyncpg://db/line", "postgresql+asyncpg://db/line"),
        ("postgresql://db/line?sslmode=require", "postgresql+asyncpg://db/line?ssl=require"),
    ],
)
def test_what_people_write_is_understood(written: str, meant: str) -> None:
    assert reachable(written).render_as_string(hide_password=False) == meant


def test_without_a_setting_there_is_a_file_in_the_place_for_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url().startswith("sqlite:///")
    assert default_url().endswith("openline.db")


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'new.db'}")
    async with database.reading() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar() == 1
    await database.close()
    assert (tmp_path / "a" / "b" / "new.db").exists()


async def test_sqlite_keeps_what_was_acknowledged_through_a_power_cut(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    async with database.writing() as connection:
        said = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    await database.close()
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60_000}


async def test_a_reading_cannot_write_on_postgresql(postgres: Database) -> None:
    async with postgres.reading() as connection:
        with pytest.raises(DBAPIError, match="read-only"):
            await connection.execute(text("DELETE FROM seen"))


async def test_a_reading_sees_one_moment(database: Database) -> None:
    count, add = text("SELECT count(*) FROM places"), text("INSERT INTO places VALUES ('acme', 'site', 1)")
    async with database.reading() as reading:
        assert (await reading.execute(count)).scalar() == 0
        async with database.writing() as writing:
            await writing.execute(add)
            await writing.commit()
        assert (await reading.execute(count)).scalar() == 0
    async with database.reading() as reading:
        assert (await reading.execute(count)).scalar() == 1


async def test_nothing_is_left_open(database: Database) -> None:
    async with asyncio.TaskGroup() as several:
        for _ in range(5):
            several.create_task(_look(database))
    await database.close()
    gc.collect()  # whatever was not closed says so, and warnings are errors


async def _look(database: Database) -> None:
    async with database.reading() as connection:
        await connection.execute(text("SELECT 1"))


async def test_a_full_disk_is_told_apart_from_a_mistake(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'small.db'}")
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE some (words TEXT)"))
        await connection.commit()

    async def fill(pages: int, table: str) -> None:
        async with database.writing() as connection:
            await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            await connection.execute(text(f"INSERT INTO {table} VALUES (zeroblob(1000000))"))  # noqa: S608
            await connection.commit()

    with pytest.raises(Unavailable, match="OperationalError"):
        await fill(20, "some")
    with pytest.raises(OperationalError, match="no such table"):
        await fill(20, "nowhere")
    await fill(100_000, "some")
    await database.close()


@pytest.mark.parametrize(("state", "kind"), [("53100", Unavailable), ("57P01", Unavailable), ("22023", DBAPIError)])
async def test_so_it_is_on_postgresql(postgres: Database, state: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        async with postgres.writing() as connection:
            await connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$")


async def test_what_waits_is_found_by_its_index_once_sqlite_was_looked_over(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'openline.db'}"
    await migrated(url)
    for is_counted in (False, True):
        database = Database(url)
        if is_counted:
            await keep(Store(database), *(gap(number, owed_by=PersonId(f"p{number}")) for number in range(300)))
            await database.look_over()
        async with database.reading() as connection:
            plan = await connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT * FROM gaps "
                "WHERE workspace = 'acme' AND state IN ('open', 'acknowledged') AND owed_by = 'sam'"
            )
            assert ("ix_gaps_workspace_owed_by" in str(plan.all())) is is_counted
        await database.close()
