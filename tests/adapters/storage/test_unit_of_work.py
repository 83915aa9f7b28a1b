"""What only a database can get wrong: locks, leaks into its file, and how often it is asked."""

from __future__ import annotations

import asyncio
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import event, text

from adapters.storage.database import Database
from adapters.storage.tables import metadata
from adapters.storage.unit_of_work import Store
from bot.service.inbox import Inbox
from bot.vocabulary.events import ConversationSeen, Event, MessageEdited, MessagePosted
from bot.vocabulary.model import Conversation, MessageId, Side
from bot.vocabulary.records import Gap, MessageKept, Record
from tests.kept import ACME, ANA, KIM, NOW, SAM, SITE, engagement, gap, heard, keep, later, member, wakeup

TEAM: list[Record] = [engagement(), member(ANA, Side.OWNER), member(SAM, Side.ASSISTANT), member(KIM, Side.ASSISTANT)]
CANARIES = 2_000


def ask(number: int, words: str = "") -> MessagePosted:
    """Ana asks something, in her own words."""
    text = f"@sam can you look at the {words or 'header'} of page {number}?"
    return MessagePosted(ACME, SITE, MessageId(f"site/{number:06}"), later(number / 3600), ANA, text, mentions=(SAM,))


@pytest.fixture
def file_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A file with all its tables."""
    return f"sqlite:///{copyfile(sqlite_template, tmp_path / 'openline.db')}"


async def test_eight_writers_a_scheduler_and_an_export_are_never_locked_out(file_url: str) -> None:
    """R30. Each has an engine of its own, as ten processes would have."""
    several = [Database(file_url) for _ in range(10)]
    stores = [Store(each) for each in several]
    await keep(stores[0], *(wakeup(str(number)) for number in range(60)))
    rung: list[str] = []

    async def write(name: int) -> None:
        for number in range(12):
            async with stores[name].begin() as work:
                await work.find(Gap, ACME, owed_by=SAM)  # reads first: the trap of a deferred BEGIN
                await work.remember([gap(name * 100 + number)])
                await work.commit()

    async def schedule() -> None:
        for _ in range(20):
            async with stores[8].begin() as work:
                rung.extend(each.slot for each in await work.ring(NOW, 5))
                await work.commit()

    async def export() -> None:
        for _ in range(10):
            async with stores[9].begin(reading=True) as work:
                await work.find(Gap, ACME)
                await asyncio.sleep(0.005)

    await asyncio.gather(*map(write, range(8)), schedule(), export())
    async with stores[0].begin(reading=True) as work:
        assert len(await work.find(Gap, ACME)) == 96
    assert sorted(rung, key=int) == [str(number) for number in range(60)]
    for each in several:
        await each.close()


async def test_a_batch_of_two_hundred_events_asks_the_database_few_times(database: Database) -> None:
    store, asked = Store(database), []
    await keep(store, *TEAM)
    inbox = Inbox(store)
    await inbox.take([ask(0)])
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *rest: asked.append(statement),
    )
    await inbox.take([ask(number) for number in range(1, 201)])
    asked = [each for each in asked if not each.startswith("BEGIN")]
    assert len(asked) <= 8, asked


async def test_no_word_of_a_message_is_in_the_database(database: Database, database_url: str) -> None:
    """S16: each message has a word of its own; not one of them is anywhere, not even in the log of SQLite."""
    store = Store(database)
    await keep(store, *TEAM)
    inbox = Inbox(store)
    words = [f"canary{number:05}x" for number in range(CANARIES)]
    events: list[Event] = [ask(number, word) for number, word in enumerate(words)]
    events += [MessageEdited(ask(number, f"canaryedit{number}"), later(number + 1)) for number in range(50)]
    for start in range(0, len(events), 250):
        await inbox.take(events[start : start + 250])
    async with store.begin(reading=True) as work:
        assert len(await work.find(MessageKept, ACME)) == CANARIES
    assert b"canary" not in await _bytes(database, database_url)


async def _bytes(database: Database, url: str) -> bytes:
    """Everything in the database: the file and its log, or each row as text."""
    if database.is_sqlite:
        return b"".join(path.read_bytes() for path in Path(url.removeprefix("sqlite:///")).parent.iterdir())
    async with database.reading() as connection:
        rows = [
            str(row)
            for table in metadata.sorted_tables
            for row in await connection.execute(text(f"SELECT t::text FROM {table.name} AS t"))  # noqa: S608
        ]
    return "\n".join(rows).encode()


async def test_a_desk_is_held_by_one_at_a_time_on_postgresql(postgres: Database) -> None:
    store = Store(postgres)
    async with store.begin() as one, store.begin() as other, store.begin(reading=True) as looking:
        await one.desk(ACME, SAM, NOW)
        await other.desk(ACME, ANA, NOW)
        await looking.desk(ACME, SAM, NOW)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await other.desk(ACME, SAM, NOW)


async def test_a_conversation_told_anew_is_read_anew_by_every_process(database: Database) -> None:
    inboxes = [Inbox(Store(database)) for _ in range(2)]
    await keep(Store(database), *TEAM)
    await inboxes[0].take([ask(1)])
    await inboxes[1].take([ask(2)])
    await inboxes[1].take([ConversationSeen(ACME, Conversation(SITE, "new", members=frozenset({ANA, SAM})), later(1))])
    await inboxes[0].take([MessagePosted(ACME, SITE, MessageId("site/9"), later(2), SAM, "it is done")])
    async with Store(database).begin() as work:
        assert [each.is_waiting for each in await work.find(Gap, ACME)] == [False]


async def test_messages_of_the_same_moment_keep_their_order(database: Database) -> None:
    store = Store(database)
    same = [heard(number)._replace(at=NOW) for number in (3, 1, 2)]
    await keep(store, *(MessageKept(ACME, SITE, each) for each in same))
    async with store.begin() as work:
        latest = await work.find(MessageKept, ACME)
    assert [each.heard.message for each in latest] == sorted(each.message for each in same)
