"""Parts start in order and stop in the reverse order, whatever happens to one of them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Literal

import pytest
from structlog.testing import capture_logs

from bot.service.running.supervisor import LONGEST_PAUSE, Part, going_on, in_rounds, run, until_it_works
from bot.vocabulary.vitals import RESTARTS, Metric

ORDER = ["store", "outbox", "ticker", "inbox", "listening"]


class Diary:
    """Parts that write down when they start and stop."""

    def __init__(self) -> None:
        self.entries: list[str] = []

    def part(self, name: str, stop: Callable[[], object] = lambda: None, patience: float = 1.0) -> Part:
        @asynccontextmanager
        async def opened() -> AsyncIterator[None]:
            self.entries.append(f"+{name}")
            yield
            result = stop()
            if asyncio.iscoroutine(result):
                await result
            self.entries.append(f"-{name}")

        return Part(name, opened, patience)


class Counts:
    """A meter that only counts restarts."""

    def __init__(self) -> None:
        self.restarts: list[str] = []

    def count(self, metric: Metric, *labels: str, by: float = 1) -> None:
        assert metric is RESTARTS
        self.restarts.extend(labels)

    def show(self, metric: Metric, value: float, *labels: str) -> None: ...

    def observe(self, metric: Metric, value: float, *labels: str) -> None: ...


class at_once(asyncio.Event):  # noqa: N801 - said like the moment it stands for
    """Asked to end as soon as everything has started."""

    async def wait(self) -> Literal[True]:
        return True


def fail() -> None:
    raise RuntimeError


async def test_parts_stop_in_the_reverse_order_of_their_start() -> None:
    diary = Diary()
    await run([diary.part(name) for name in ORDER], at_once())
    assert diary.entries == [*(f"+{name}" for name in ORDER), *(f"-{name}" for name in reversed(ORDER))]


async def test_everything_has_started_when_it_is_said_so() -> None:
    diary = Diary()
    await run([diary.part(name) for name in ORDER], at_once(), lambda: diary.entries.append("started"))
    assert diary.entries[len(ORDER)] == "started"


async def test_nothing_stops_before_it_is_asked_to() -> None:
    diary, until = Diary(), asyncio.Event()
    task = asyncio.create_task(run([diary.part("store")], until))
    for _ in range(5):
        await asyncio.sleep(0)
    assert diary.entries == ["+store"]
    until.set()
    await task
    assert diary.entries == ["+store", "-store"]


async def test_a_part_that_would_not_stop_keeps_nobody_else_from_it() -> None:
    diary = Diary()
    stuck = diary.part("ticker", stop=lambda: asyncio.Event().wait(), patience=0.01)
    with capture_logs() as logs:
        await run([diary.part("store"), stuck, diary.part("inbox")], at_once())
    assert diary.entries == ["+store", "+ticker", "+inbox", "-inbox", "-store"]
    assert {"part_would_not_stop"} <= {line["event"] for line in logs}


async def test_a_part_that_fails_in_stopping_keeps_nobody_else_from_it() -> None:
    diary = Diary()
    with capture_logs() as logs:
        await run([diary.part("store"), diary.part("ticker", stop=fail)], at_once())
    assert diary.entries[-1] == "-store"
    assert "part_failed_to_stop" in {line["event"] for line in logs}


async def test_a_part_that_cannot_start_ends_the_process_and_stops_the_others() -> None:
    diary = Diary()

    def broken() -> AbstractAsyncContextManager[object]:
        raise OSError("taken")

    with pytest.raises(OSError, match="taken"):
        await run([diary.part("store"), Part("web", broken)], at_once())
    assert diary.entries == ["+store", "-store"]


async def test_work_that_fails_or_ends_is_started_again_after_longer_and_longer_pauses() -> None:
    counts, pauses, tries = Counts(), list[float](), 0
    enough = asyncio.Event()

    async def work() -> None:
        nonlocal tries
        tries += 1
        if tries % 2:
            raise RuntimeError

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 8:
            enough.set()
            await asyncio.Event().wait()

    with capture_logs() as logs:
        async with going_on("slack", work, counts, sleep):
            await enough.wait()
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]
    assert counts.restarts == ["slack"] * 8
    assert [line["part"] for line in logs] == ["slack"] * 8


async def test_work_that_goes_on_is_ended_with_the_part() -> None:
    ended = list[str]()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("work")

    async with going_on("slack", work, Counts()):
        await asyncio.sleep(0)
        assert ended == []
    assert ended == ["work"]


async def test_who_is_asked_to_end_while_starting_starts_nothing_more() -> None:
    diary, until = Diary(), asyncio.Event()
    until.set()
    await run([diary.part("store"), diary.part("inbox")], until, lambda: diary.entries.append("started"))
    assert diary.entries == ["+store", "-store"]


async def test_what_cannot_be_done_without_is_tried_until_it_works() -> None:
    failures = iter([OSError(), OSError()])

    async def attempt() -> None:
        if failure := next(failures, None):
            raise failure

    with capture_logs() as logs:
        await until_it_works("database_not_ready", attempt, asyncio.Event(), "Wait.", first=0.001)
    assert [line["again_in"] for line in logs] == [0.001, 0.002]


async def test_it_is_tried_no_longer_when_the_process_is_asked_to_end() -> None:
    until = asyncio.Event()

    async def attempt() -> None:
        asyncio.get_running_loop().call_soon(until.set)
        raise OSError

    with capture_logs() as logs:
        await until_it_works("database_not_ready", attempt, until, "Wait.", first=60)
    assert len(logs) == 1


async def test_a_heart_beats_after_every_round_also_after_one_that_failed() -> None:
    told: list[str] = []
    failures = iter([None, OSError(), None])
    enough = asyncio.Event()

    async def work() -> None:
        if failure := next(failures):
            raise failure
        told.append("work")

    def beat() -> None:
        told.append("beat")
        if told.count("beat") == 3:
            enough.set()

    with capture_logs() as logs:
        async with in_rounds("ticker", 0.001, work, beat, patience=1):
            await enough.wait()
    assert told[:5] == ["work", "beat", "beat", "work", "beat"]
    assert logs[0]["event"] == "round_failed"


async def test_a_heart_stays_silent_during_a_round_that_never_ends() -> None:
    beaten: list[None] = []
    async with in_rounds("ticker", 0, asyncio.Event().wait, lambda: beaten.append(None)):
        await asyncio.sleep(0.01)
    assert beaten == []


async def test_a_round_under_way_may_finish_at_the_end() -> None:
    finished: list[str] = []

    async def work() -> None:
        await asyncio.sleep(0.02)
        finished.append("round")

    async with in_rounds("outbox", 60, work, patience=1):
        await asyncio.sleep(0)
    assert finished == ["round"]
