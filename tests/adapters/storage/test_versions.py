"""Holding conversations on the database itself."""

from __future__ import annotations

import asyncio

from adapters.storage.database import Database
from adapters.storage.versions import SHIFT, Versions
from bot.ports import Place
from tests.kept import ACME, SHOP, SITE

HERE, THERE = Place(ACME, SITE), Place(ACME, SHOP)


async def test_a_version_has_a_part_for_the_workspace(database: Database) -> None:
    async with database.writing() as connection:
        versions = Versions(connection)
        assert await versions.hold([HERE]) == {HERE: 0}
        await versions.touch([], [ACME])
        await connection.commit()
    async with database.writing() as connection:
        assert await Versions(connection).hold([HERE]) == {HERE: SHIFT + 1}


async def test_two_processes_never_wait_for_each_other(database_url: str) -> None:
    """Each asks for both conversations, in another order; without an order of ours one of them would be broken off."""
    several = [Database(database_url) for _ in range(4)]

    async def decide(database: Database, *places: Place) -> None:
        for _ in range(5):
            async with database.writing() as connection:
                await Versions(connection).hold(places)
                await asyncio.sleep(0.001)
                await connection.commit()

    await asyncio.gather(
        *(decide(each, *((HERE, THERE) if n % 2 else (THERE, HERE))) for n, each in enumerate(several))
    )
    async with several[0].writing() as connection:
        assert await Versions(connection).hold([HERE]) == {HERE: 20}
    for each in several:
        await each.close()


async def test_other_conversations_go_on_meanwhile_on_postgresql(postgres: Database) -> None:
    async with postgres.writing() as one, postgres.writing() as other, asyncio.timeout(5):
        await Versions(one).hold([HERE])
        await Versions(other).hold([THERE])


async def test_how_far_a_workspace_has_gone_on_is_read_once(database: Database) -> None:
    async with database.writing() as connection:
        versions = Versions(connection)
        assert await versions.left([ACME]) == {}
        await Versions(connection).touch([], [ACME])
        assert await versions.hold([HERE]) == {HERE: 0}, "as of when it was read: older than what is read after it"
        assert await Versions(connection).hold([HERE]) == {HERE: SHIFT + 1}
