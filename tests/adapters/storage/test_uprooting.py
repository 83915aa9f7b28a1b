"""A purged workspace leaves no row in any table, also where others keep something at the same time (S18)."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from adapters.storage.database import Database
from adapters.storage.tables import metadata
from adapters.storage.unit_of_work import Store
from bot.ports import Place
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId
from bot.vocabulary.tenancy import Purged
from tests.kept import ACME, ANA, SITE, every_record, gap, keep, later


def posted(at: float) -> MessagePosted:
    return MessagePosted(ACME, SITE, MessageId(f"site/{at}"), later(at), ANA, "hello")


async def filled(database: Database) -> Store:
    store = Store(database)
    await keep(store, *(record for records in every_record().values() for record in records))
    async with store.begin() as work:
        await work.unseen([posted(1)])
        await work.versions([Place(ACME, SITE)])
        await work.commit()
    return store


async def tables_with_rows(database: Database) -> set[str]:
    async with database.reading() as connection:
        rows = {
            name: await connection.scalar(select(func.count()).where(table.c.workspace == ACME))
            for name, table in metadata.tables.items()
        }
    return {name for name, count in rows.items() if count}


async def test_no_table_has_a_row_of_a_purged_workspace_but_that_it_left(database: Database) -> None:
    store = await filled(database)
    assert await tables_with_rows(database) == set(metadata.tables)
    await keep(store, Purged(ACME, later(9)))
    assert await tables_with_rows(database) == {"workspaces"}


@pytest.mark.postgres
async def test_whoever_keeps_something_meanwhile_is_waited_for_and_nothing_slips_in(postgres: Database) -> None:
    store = await filled(postgres)
    async with store.begin() as slow:
        assert await slow.unseen([posted(2)])
        purging = asyncio.create_task(keep(store, Purged(ACME, later(9))))
        done, _ = await asyncio.wait([purging], timeout=0.3)
        assert not done, "who began before is waited for"
        await slow.remember([gap(7)])
        await slow.commit()
    await purging
    assert await tables_with_rows(postgres) == {"workspaces"}
