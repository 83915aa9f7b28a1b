"""The steps of the database: from nothing to now and back, the same as the tables say, once however many start."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from adapters.storage.database import Database
from adapters.storage.migrating import config, current, downgrade, newest, upgrade
from adapters.storage.tables import metadata
from adapters.storage.unit_of_work import Store
from bot.vocabulary.records import Gap
from tests.kept import ACME, every_record, gap, keep

STEPS = [step.revision for step in ScriptDirectory.from_config(config()).walk_revisions()][::-1]
START = "import asyncio, sys; from tests.migrations.test_versions import start; asyncio.run(start(sys.argv[1]))"


async def start(url: str) -> None:
    """What each process does first."""
    database = Database(url)
    await upgrade(database)
    await keep(Store(database), gap())
    await database.close()


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    database = Database(empty_url)
    yield database
    await database.close()


async def tables(database: Database) -> set[str]:
    async with database.reading() as connection:
        return set(await connection.run_sync(lambda each: inspect(each).get_table_names()))


async def shape(database: Database) -> set[str]:
    """Every column of every table."""
    async with database.reading() as connection:
        return await connection.run_sync(columns)


def columns(connection: Connection) -> set[str]:
    found = inspect(connection)
    return {f"{table}.{each['name']}" for table in found.get_table_names() for each in found.get_columns(table)}


async def test_from_nothing_to_now_every_record_has_its_place(empty: Database) -> None:
    assert await current(empty) is None
    await upgrade(empty)
    assert await current(empty) == newest()
    await keep(Store(empty), *(record for records in every_record().values() for record in records))


async def test_the_database_is_what_the_tables_say(empty: Database) -> None:
    await upgrade(empty)
    async with empty.writing() as connection:
        assert await connection.run_sync(differences) == []


def differences(connection: Connection) -> list[object]:
    """All but defaults: the database has some for rows from before a column was added, the tables have none."""
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": False})
    return list(compare_metadata(context, metadata))


async def test_each_step_goes_back_and_on_again(empty: Database) -> None:
    for step in STEPS:
        await upgrade(empty, step)
        there = await shape(empty)
        await downgrade(empty, "-1")
        assert await shape(empty) != there
        await upgrade(empty, step)
        assert await shape(empty) == there
    await downgrade(empty, "base")
    assert await tables(empty) == {"alembic_version"}


async def test_what_was_kept_before_the_last_step_is_there_after_it(empty: Database) -> None:
    await upgrade(empty)
    await keep(Store(empty), gap())
    await downgrade(empty, STEPS[-2])
    await upgrade(empty)
    async with Store(empty).begin() as work:
        assert await work.find(Gap, ACME) == [gap()]


async def test_a_step_that_fails_leaves_the_database_as_it_was(empty: Database) -> None:
    await upgrade(empty, "0002")
    before = await tables(empty)
    async with empty.writing() as connection:
        await connection.execute(text("CREATE TABLE wakeups (mine INTEGER)"))
        await connection.commit()
    with pytest.raises(Exception, match="wakeups"):
        await upgrade(empty)
    assert (await tables(empty), await current(empty)) == (before | {"wakeups"}, "0002")


async def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    several = [await _process(empty_url) for _ in range(4)]
    ended = await asyncio.gather(*(each.communicate() for each in several))
    assert [each.returncode for each in several] == [0] * 4, [said.decode()[-800:] for _, said in ended]
    database = Database(empty_url)
    assert await current(database) == newest()
    await database.close()


async def _process(url: str) -> asyncio.subprocess.Process:
    root = Path(__file__).parents[2]
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", START, url), cwd=root, stderr=asyncio.subprocess.PIPE
    )


def test_the_steps_are_one_line() -> None:
    script = ScriptDirectory.from_config(config())
    assert len(script.get_heads()) == 1, "Two migrations follow the same one: let one follow the other"
    assert sorted(STEPS) == STEPS
