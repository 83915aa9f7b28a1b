"""Which facts are new."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from adapters.storage.database import Database
from adapters.storage.seen import unseen
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId, WorkspaceId
from tests.kept import ACME, ANA, NOW, SITE


def said(number: int, workspace: WorkspaceId = ACME) -> MessagePosted:
    """Somebody said something."""
    return MessagePosted(workspace, SITE, MessageId(f"s/{number}"), NOW + timedelta(seconds=number), ANA, "")


async def test_a_fact_is_new_once_and_those_that_are_keep_their_order(database: Database) -> None:
    async with database.writing() as connection:
        assert await unseen(connection, [said(3), said(1), said(3)], {}) == [said(3), said(1)]
        assert await unseen(connection, [said(2), said(1), said(0)], {}) == [said(2), said(0)]
        assert await unseen(connection, [], {}) == []


async def test_the_same_key_elsewhere_is_another_fact(database: Database) -> None:
    other = WorkspaceId('o"ther, {✅}')
    async with database.writing() as connection:
        assert await unseen(connection, [said(1), said(1, other)], {}) == [said(1), said(1, other)]
        assert await unseen(connection, [said(1, other)], {}) == []


async def test_a_thousand_at_once_are_one_statement(database: Database) -> None:
    many = [said(number) for number in range(1000)]
    async with database.writing() as connection:
        assert await unseen(connection, many, {}) == many


async def test_of_two_who_take_the_same_fact_at_once_one_has_it(database: Database) -> None:
    async def take() -> int:
        async with database.writing() as connection:
            new = await unseen(connection, [said(number) for number in range(50)], {})
            await connection.commit()
            return len(new)

    assert sorted(await asyncio.gather(take(), take())) == [0, 50]
