"""When the store is gone or has no room, nothing is acknowledged, nothing set aside, and it goes on by itself."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory, Work
from bot.ports import Unavailable
from bot.service.intake import BATCH, Intake
from bot.vocabulary.records import MessageKept, SetAside
from tests.builders import at
from tests.running import Process, team
from tests.service.failing import Commits, accept_all, said


@pytest.fixture
async def process() -> Process:
    return await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())


async def test_when_the_database_is_gone_nothing_is_acknowledged_or_set_aside(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = Commits(monkeypatch)
    commits.fails = lambda _: True
    messages = said(5)
    async with Intake(process.inbox, process.store, pause=0) as intake:
        outcomes = await asyncio.gather(*map(intake.accept, messages), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [ConnectionError] * 5
        commits.fails = lambda _: False
        await accept_all(intake, messages)
    assert await process.find(SetAside) == []
    assert len(await process.find(MessageKept)) == 5


async def test_where_a_full_disk_has_room_for_little_nothing_is_set_aside_in_its_place(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bar R31: the store answers, and would have room for saying that it refused."""
    remember, is_full = Work.remember, [True]

    async def refuses(work: Work, records: list[object]) -> None:
        if is_full[0] and any(isinstance(record, MessageKept) for record in records):
            raise Unavailable("OperationalError")
        await remember(work, records)  # type: ignore[arg-type]

    monkeypatch.setattr(Work, "remember", refuses)
    messages = said(3)
    async with Intake(process.inbox, process.store, pause=0) as intake:
        outcomes = await asyncio.gather(*map(intake.accept, messages), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [Unavailable] * 3
        is_full[0] = False
        await accept_all(intake, messages)
    assert await process.find(SetAside) == []
    assert len(await process.find(MessageKept)) == 3


async def test_when_the_database_is_back_all_that_waits_is_decided_in_the_order_of_its_moments(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = Commits(monkeypatch)
    commits.fails = lambda _: True
    messages = said(BATCH + 50)
    async with Intake(process.inbox, process.store, pause=0) as intake:
        with pytest.raises(ConnectionError):
            await intake.accept(messages[0])
        commits.fails, before = lambda _: False, commits.count
        await asyncio.gather(*map(intake.accept, reversed(messages)))
    assert commits.count == before + 1
    assert len(await process.find(MessageKept)) == len(messages)


async def test_the_log_says_once_that_the_database_is_gone_and_once_that_it_is_back(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = Commits(monkeypatch)
    commits.fails = lambda _: True
    (message,) = said(1)
    with capture_logs() as logs:
        async with Intake(process.inbox, process.store, pause=0) as intake:
            for _ in range(3):
                with pytest.raises(ConnectionError):
                    await intake.accept(message)
            commits.fails = lambda _: False
            await intake.accept(message)
    assert [(line["event"], line.get("refused")) for line in logs if line["event"].startswith("store")] == [
        ("store_gone", None),
        ("store_back", 3),
    ]
