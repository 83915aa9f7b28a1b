"""What goes into a column comes out of it, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from adapters.storage.columns import Choice, Json, Moment, Words
from adapters.storage.database import Database
from bot.vocabulary.calendar import ALWAYS
from bot.vocabulary.model import Side
from bot.vocabulary.signals import Reason

TABLE = Table(
    "columns_tried",
    MetaData(),
    Column("word", Words),
    Column("side", Choice(Side)),
    Column("at", Moment),
    Column("why", Json(Reason)),
)
MANILA = timezone(timedelta(hours=8))


async def through(database: Database, **values: object) -> list[object]:
    """Keep values, and read them again."""
    async with database.writing() as connection:
        await connection.run_sync(TABLE.create)
        await connection.execute(insert(TABLE).values(**values))
        return list((await connection.execute(select(TABLE))).one())


async def test_values_come_back(database: Database) -> None:
    began = datetime(2026, 6, 1, 9, tzinfo=MANILA)
    word, side, at, why = await through(database, word="Ünïcode ✅", side=Side.OWNER, at=began, why=Reason("a", (1,)))
    assert (word, side, why) == ("Ünïcode ✅", Side.OWNER, Reason("a", (1,)))
    assert isinstance(side, Side)
    assert at == began
    assert isinstance(at, datetime)
    assert at.tzinfo is UTC


async def test_nothing_stays_nothing(database: Database) -> None:
    assert await through(database, word=None, side=None, at=None, why=None) == [None] * 4


async def test_the_beginning_of_time_can_be_kept(database: Database) -> None:
    assert (await through(database, at=ALWAYS))[2] == ALWAYS


async def test_a_moment_without_its_zone_is_an_error(database: Database) -> None:
    with pytest.raises(StatementError, match="without its zone"):
        await through(database, at=datetime(2026, 6, 1))  # noqa: DTZ001 - the mistake itself


async def test_words_are_ordered_by_their_code_points(database: Database) -> None:
    words = ["a", "B", "ä", "Z", "_", "1", "ab", "aB", "✅", "😀"]
    async with database.writing() as connection:
        await connection.run_sync(TABLE.create)
        await connection.execute(insert(TABLE), [{"word": word} for word in words])
        ordered = await connection.execute(select(TABLE.c.word).order_by(TABLE.c.word))
        assert list(ordered.scalars()) == sorted(words)


def test_columns_are_written_into_migrations_by_their_names() -> None:
    assert [repr(each) for each in (Words(), Choice(Side), Moment(), Json(Reason))] == [
        "Words()",
        "Choice()",
        "Moment()",
        "Json()",
    ]
