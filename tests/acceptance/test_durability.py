"""What was acknowledged survives, and nothing of what was said is ever written down."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from adapters.clocks import HandClock
from adapters.storage.database import Database
from adapters.storage.inspector import Inspector
from adapters.storage.unit_of_work import Store
from bot.service.intake import Intake
from bot.service.running.auditor import Auditor
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId, MessageId
from bot.vocabulary.records import MessageKept
from tests.builders import ana, asks, at, edits, kim, sam, says
from tests.running import Process, team
from tests.stores import migrated

MESSAGES = 10_000


def canaries(count: int) -> list[MessagePosted]:
    """Messages, each with words that nobody else says."""
    people = (ana, sam, kim)
    return [
        says(people[number % 3], f"can you look at canary{number:05}lark, @{people[(number + 1) % 3]}?", "mon 9:00")
        for number in range(count)
    ]


@pytest.mark.slow
async def test_of_ten_thousand_messages_no_word_is_in_the_file(tmp_path: Path) -> None:
    """Bar S16: the bytes of the database, its journal included, while it is open and after."""
    url = f"sqlite:///{tmp_path / 'openline.db'}"
    await migrated(url)
    database = Database(url)
    process = await Process(Store(database), HandClock(at("mon 9:00"))).keep(*team())
    messages = canaries(MESSAGES)
    for start in range(0, MESSAGES, 500):
        await process.inbox.take(messages[start : start + 500])
    await process.inbox.take([edits(messages[-1], "canary99999lark, can you look at it now?", "mon 9:01")])
    await process.until(at("wed 12:00"))
    assert b"lark" not in _bytes(tmp_path)
    await database.close()
    assert b"lark" not in _bytes(tmp_path)
    with sqlite3.connect(tmp_path / "openline.db") as looked_at:
        assert looked_at.execute("SELECT count(*) FROM messages").fetchone() == (MESSAGES,)
    looked_at.close()


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_at_each_acknowledgement_the_row_is_there_for_another_connection(database_url: str) -> None:
    """Bar R2."""
    ours, theirs = Database(database_url), Database(database_url)
    process = await Process(Store(ours), HandClock(at("mon 9:00"))).keep(*team())
    platform = Process(Store(theirs), process.clock)
    async with Intake(process.inbox, process.store) as intake:
        for message in canaries(30):
            await intake.accept(message)
            assert len(await platform.find(MessageKept, heard_message=message.message)) == 1
    await ours.close()
    await theirs.close()


async def test_a_nudge_decided_by_one_process_is_posted_once_by_whichever_comes_first(database_url: str) -> None:
    """Two processes on one database look at the same moments and post the same things."""
    one, other = Database(database_url), Database(database_url)
    first = await Process(Store(one), HandClock(at("mon 0:00"))).keep(*team())
    second = Process(Store(other), first.clock, first.messenger, first.history)
    await first.hears(asks(ana, of=sam, at="mon 10:00"), _in_shop(asks(kim, of=ana, at="mon 11:00")))
    for when in ("tue 10:00", "tue 11:00", "wed 9:00", "thu 9:00", "thu 10:00"):
        first.clock.move_to(at(when))
        await second.tick()
        await first.tick()
    keys = [each.key for each in first.posted]
    assert len(keys) == len(set(keys)) == 6
    await one.close()
    await other.close()


def _in_shop(message: MessagePosted) -> MessagePosted:
    return message._replace(conversation=ConversationId("shop"), message=MessageId("shop/1"))


async def test_a_nudge_without_an_end_stops_the_heart_until_it_has_one(database_url: str) -> None:
    """Bar R41: every nudge that was due for over five minutes has an end state, or this process counts as dead."""
    database = Database(database_url)
    process = await Process(Store(database), HandClock(at("mon 0:00"))).keep(*team())
    await process.hears(asks(ana, of=sam, at="mon 10:00"))
    beats: list[None] = []
    auditor = Auditor(Inspector(database), process.clock, lambda: beats.append(None))
    process.clock.move_to(at("tue 10:00"))
    await process.wakeups.ring(process.clock.now())
    await auditor.audit()
    process.clock.move_to(at("tue 10:06"))
    await auditor.audit()
    seen_late = len(beats)
    for _ in range(3):
        await auditor.audit()
    stuck = len(beats)
    await process.outbox.deliver()
    await auditor.audit()
    await database.close()
    assert (stuck, len(beats)) == (seen_late, seen_late + 1)
