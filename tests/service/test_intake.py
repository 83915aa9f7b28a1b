"""Whoever hears something waits until it is kept; only then is it acknowledged."""

from __future__ import annotations

import asyncio

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory, Work
from bot.engine.decide import decide
from bot.service import inbox as inbox_room
from bot.service.intake import BATCH, Closed, Intake
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId
from bot.vocabulary.records import MessageKept, SetAside
from tests.builders import SITE, ana, at, sam, says
from tests.running import Process, team
from tests.service.failing import Commits, accept_all, said

POISON = MessageId("site/poison")


@pytest.fixture
async def process() -> Process:
    return await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())


def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine fails at one message."""

    def fails(event: MessagePosted, situation: object) -> object:
        if event.message == POISON:
            raise ZeroDivisionError("secret words of the message")
        return decide(event, situation)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox_room, "decide", fails)


async def test_what_is_accepted_is_kept_when_accept_returns(process: Process) -> None:
    """Bar R2."""
    async with Intake(process.inbox, process.store) as intake:
        for message in said(3):
            await intake.accept(message)
            assert len(await process.find(MessageKept, heard_message=message.message)) == 1


async def test_what_comes_in_during_one_commit_goes_into_the_next(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = Commits(monkeypatch)
    messages = said(300)
    async with Intake(process.inbox, process.store) as intake:
        await asyncio.gather(*map(intake.accept, messages))
    assert commits.count <= 2
    assert [each.heard.message for each in await process.find(MessageKept)] == [each.message for each in messages]


async def test_events_of_a_conversation_are_decided_in_the_order_of_their_acceptance(
    process: Process,
) -> None:
    heard: list[str] = []
    process.inbox._watch = lambda event, _: heard.append(event.key)
    messages = said(50)
    async with Intake(process.inbox, process.store) as intake:
        await accept_all(intake, messages)
    assert heard == [message.key for message in messages]


async def test_of_many_events_each_is_told_what_kept_it_from_being_kept(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = said(2)
    async with Intake(process.inbox, process.store, pause=0) as intake:
        assert await intake.accept_each([first, second]) == [None, None]
        commits = Commits(monkeypatch)
        commits.fails = lambda count: True
        (failure,) = await intake.accept_each([first._replace(message=MessageId("another"))])
        assert isinstance(failure, ConnectionError)
    assert [type(each) for each in await intake.accept_each([first])] == [Closed]
    assert [each.heard.message for each in await process.find(MessageKept)] == [first.message, second.message]


async def test_the_queue_is_bounded_and_whoever_hears_more_waits(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bar R14: a burst far over capacity."""
    commits = Commits(monkeypatch)
    commits.gate = asyncio.Event()
    async with Intake(process.inbox, process.store, room=10) as intake:
        waiting = [asyncio.create_task(intake.accept(message)) for message in said(BATCH)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert intake.waiting <= 10
        assert not any(task.done() for task in waiting)
        commits.gate.set()
        await asyncio.gather(*waiting)
    assert len(await process.find(MessageKept)) == BATCH


async def test_a_poisonous_event_is_set_aside_and_the_others_are_kept(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned(monkeypatch)
    before, poison, after = said(3)
    poison = poison._replace(message=POISON, text="secret words of the message")
    async with Intake(process.inbox, process.store) as intake:
        await accept_all(intake, [before, poison, after])
        await intake.accept(poison)
    (aside,) = await process.find(SetAside)
    assert (aside.failure, aside.conversation, aside.at) == ("ZeroDivisionError at MessagePosted", SITE, poison.at)
    assert "secret" not in repr(aside)
    assert [each.heard.message for each in await process.find(MessageKept)] == [before.message, after.message]


async def test_what_is_told_again_in_any_order_is_decided_in_the_order_of_its_moments(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided: list[MessageId] = []

    def notes(event: MessagePosted, situation: object) -> object:
        decided.append(event.message)
        return decide(event, situation)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox_room, "decide", notes)
    messages = said(9)
    await process.inbox.take([*messages[5:], *messages[:5]])
    assert decided == [message.message for message in messages]


async def test_a_database_that_stumbles_once_is_tried_again(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    commits = Commits(monkeypatch)
    commits.fails = lambda count: count == 1
    async with Intake(process.inbox, process.store) as intake:
        await accept_all(intake, said(5))
    assert len(await process.find(MessageKept)) == 5
    assert await process.find(SetAside) == []


async def test_what_the_store_refuses_again_and_again_although_it_answers_is_set_aside(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember = Work.remember

    async def refuses(work: Work, records: list[object]) -> None:
        if any(isinstance(record, MessageKept) and record.heard.message == POISON for record in records):
            raise ValueError("a text that PostgreSQL does not take")
        await remember(work, records)  # type: ignore[arg-type]

    monkeypatch.setattr(Work, "remember", refuses)
    first, second = said(2)
    async with Intake(process.inbox, process.store) as intake:
        await accept_all(intake, [first, second._replace(message=POISON)])
    assert [aside.failure for aside in await process.find(SetAside)] == ["ValueError at MessagePosted"]
    assert len(await process.find(MessageKept)) == 1


async def test_whoever_gives_up_waiting_loses_nothing(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    commits = Commits(monkeypatch)
    commits.gate = asyncio.Event()
    messages = said(3)
    async with Intake(process.inbox, process.store) as intake:
        tasks = [asyncio.create_task(intake.accept(message)) for message in messages]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.sleep(0)
        commits.gate.set()
        await asyncio.wait(tasks)
    assert len(await process.find(MessageKept)) == 3


async def test_closing_keeps_what_was_accepted_and_refuses_what_comes_after(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bar R35: SIGTERM under load; each event is either kept, or its platform hears that it was not."""
    intake = await Intake(process.inbox, process.store, room=20).__aenter__()
    messages = said(200)
    tasks = [asyncio.create_task(intake.accept(message)) for message in messages]
    await asyncio.sleep(0)
    await intake.close()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    kept = {each.heard.message for each in await process.find(MessageKept)}
    told = {message.message for message, outcome in zip(messages, outcomes, strict=True) if outcome is None}
    assert told == kept
    assert {type(outcome) for outcome in outcomes if outcome is not None} <= {Closed}
    with pytest.raises(Closed):
        await intake.accept(messages[0])
    await intake.close()


async def test_nothing_waits_for_ever_when_the_work_itself_is_cancelled(process: Process) -> None:
    intake = await Intake(process.inbox, process.store).__aenter__()
    tasks = [asyncio.create_task(intake.accept(message)) for message in said(3)]
    assert intake._worker is not None
    intake._worker.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} <= {Closed, type(None)}


async def test_each_event_delivered_up_to_four_times_counts_once(process: Process) -> None:
    """Bar R3."""
    question = says(ana, f"@{sam} can you look at the header?", "mon 10:00", to=(sam,))
    messages = [question, *said(20)]
    async with Intake(process.inbox, process.store) as intake:
        for _ in range(4):
            await accept_all(intake, [message for message in messages for _ in range(2)])
    assert len(await process.find(MessageKept)) == 21
    assert len(await process.gaps()) == 1
