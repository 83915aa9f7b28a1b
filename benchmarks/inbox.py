"""How many events a second are durable?   python -m benchmarks.inbox [--events 20000] [--batch 500]

Events of a made-up team go through the whole inbox (seen? gather, decide, store, commit) in batches as large as a live
process takes them under load, on SQLite and on PostgreSQL, each commit as safe as in service. Beside it, in the same
run: bare inserts of as many rows of the same size into one plain table, by the driver alone, in as many transactions.
To reach: within 5 times of bare inserts, and 3,000 events a second on SQLite on two cores. The same over a store in
memory tells what deciding alone takes of it.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, NamedTuple

import asyncpg
from sqlalchemy import Table, func, select, text

from adapters.memory.unit_of_work import Memory
from adapters.storage.database import PRAGMAS, Database
from adapters.storage.migrating import upgrade
from adapters.storage.tables import GAPS, MESSAGES, SEEN, WAKEUPS
from adapters.storage.unit_of_work import Store
from benchmarks.databases import postgres_url, sqlite_url
from bot.service.inbox import Inbox
from bot.service.intake import BATCH
from bot.vocabulary.events import Event, MessagePosted
from bot.vocabulary.model import ConversationId, MessageId, Person, PersonId, Side, WorkspaceId
from bot.vocabulary.records import Engagement, EngagementId, Member, MemberState, PersonKept, Record
from bot.wiring.garbage import look_seldom

ACME: Final = WorkspaceId("acme")
BUILD: Final = EngagementId("build")
PLACES: Final = [ConversationId(f"C{number:04}") for number in range(40)]
PEOPLE: Final = [PersonId(f"U{number:04}") for number in range(12)]
START: Final = datetime(2026, 6, 1, 8, tzinfo=UTC)
SAID: Final = (
    "can you look at the header of the landing page today?",
    "I pushed the second draft, it is on staging now",
    "will do",
    "thanks!",
    "the invoice for May is in the folder; I will send the one for June on Monday",
    "should we keep the old logo, or do you want to see the new one first?",
    "yes",
    "we talked about that with the printer yesterday, they need three more days for the boxes",
)


class Measured(NamedTuple):
    """How long it took, how much of that a processor was at work, and what was written."""

    seconds: float
    worked: float
    rows: int
    size: int


def events(count: int) -> list[Event]:
    """What a team says, a message a second: some of it asks, a third stands in threads."""
    chance = Random(1)
    said: list[Event] = []
    for number in range(count):
        where = chance.choice(PLACES)
        message = MessageId(f"{where}/{number:010}.000000")
        root = said[-chance.randint(1, min(60, len(said)))] if said and chance.random() < 0.3 else None
        thread = root.message if isinstance(root, MessagePosted) and root.conversation == where else None
        at, who = START + timedelta(seconds=number), chance.choice(PEOPLE)
        said.append(MessagePosted(ACME, where, message, at, who, chance.choice(SAID), thread))
    return said


def team() -> list[Record]:
    """Everybody has joined: three owners, the others assist."""
    members = [
        Member(ACME, BUILD, who, Side.OWNER if n % 4 == 0 else Side.ASSISTANT, MemberState.JOINED, START)
        for n, who in enumerate(PEOPLE)
    ]
    people = [PersonKept(ACME, Person(who, f"Person {who}", zone="Europe/Berlin")) for who in PEOPLE]
    return [Engagement(ACME, BUILD, "The site", tuple(PLACES), "UTC", START), *members, *people]


async def through_the_inbox(url: str, said: Sequence[Event], batch: int) -> Measured:
    """Take everything in, and see what was written."""
    database = Database(url)
    await upgrade(database)
    store = Store(database)
    async with store.begin() as work:
        await work.remember(team())
        await work.commit()
    inbox = Inbox(store)
    await inbox.take(said[:batch])
    seconds, worked = await _taken(inbox, said[batch:], batch)
    rows, size = await _written(database)
    await database.close()
    return Measured(seconds, worked, rows, size)


async def over_memory(said: Sequence[Event], batch: int) -> float:
    """How long a processor is at work where nothing is written."""
    memory = Memory()
    async with memory.begin() as work:
        await work.remember(team())
        await work.commit()
    return (await _taken(Inbox(memory), said, batch))[1]


async def _taken(inbox: Inbox, said: Sequence[Event], batch: int) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    for start in range(0, len(said), batch):
        await inbox.take(said[start : start + batch])
    return time.perf_counter() - began, time.process_time() - worked


async def _written(database: Database) -> tuple[int, int]:
    """How many rows there are, and how long one is on average, as text."""
    rows = size = 0
    async with database.reading() as connection:
        for table in (SEEN, MESSAGES.table, GAPS.table, WAKEUPS.table):
            count = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            rows += count
            size += count * await _mean(database, table)
    return rows, size // max(rows, 1)


async def _mean(database: Database, table: Table) -> int:
    columns = " + ".join(f'coalesce(length(cast("{column.name}" AS text)), 0)' for column in table.columns)
    async with database.reading() as connection:
        mean = await connection.execute(text(f"SELECT avg({columns}) FROM {table.name}"))  # noqa: S608
        return int(mean.scalar() or 0)


def bare_sqlite(url: str, measured: Measured, batches: int) -> float:
    """The same number of rows of the same size, by the driver alone."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    connection.execute("CREATE TABLE bare (id TEXT PRIMARY KEY, body TEXT NOT NULL)")
    began = time.perf_counter()
    for rows in _rows(measured, batches):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO bare VALUES (?, ?)", rows)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    connection.close()
    return seconds


async def bare_postgres(url: str, measured: Measured, batches: int) -> float:
    """The same number of rows of the same size, by the driver alone."""
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE bare (id text PRIMARY KEY, body text NOT NULL)")
    began = time.perf_counter()
    for rows in _rows(measured, batches):
        async with connection.transaction():
            await connection.executemany("INSERT INTO bare VALUES ($1, $2)", rows)
    seconds = time.perf_counter() - began
    await connection.close()
    return seconds


def _rows(measured: Measured, batches: int) -> list[list[tuple[str, str]]]:
    body, each = "x" * max(measured.size - 16, 1), measured.rows // batches
    return [[(f"{batch:07}-{row:08}", body) for row in range(each)] for batch in range(batches)]


def told(name: str, count: int, measured: Measured, bare: float) -> str:
    """One line."""
    return (
        f"{name:<11}{count / measured.seconds:>7,.0f} events/s through the inbox ({count / measured.worked:,.0f} in a "
        f"second of processor), {count / bare:,.0f} as bare inserts: {measured.seconds / bare:.1f} times "
        f"({measured.rows / count:.1f} rows of {measured.size} bytes an event)"
    )


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--events", type=int, default=20_000)
    wanted.add_argument("--batch", type=int, default=BATCH)
    wish = wanted.parse_args()
    look_seldom()
    said, batches = events(wish.events + wish.batch), wish.events // wish.batch
    decided = asyncio.run(over_memory(said, wish.batch))
    print(f"deciding   {len(said) / decided:>7,.0f} events in a second of processor, with nothing written")
    with sqlite_url() as url:
        measured = asyncio.run(through_the_inbox(url, said, wish.batch))
        print(told("SQLite", wish.events, measured, bare_sqlite(url, measured, batches)))
    with postgres_url() as url:
        measured = asyncio.run(through_the_inbox(url, said, wish.batch))
        print(told("PostgreSQL", wish.events, measured, asyncio.run(bare_postgres(url, measured, batches))))


if __name__ == "__main__":
    main()
