"""Several processes at the two queues of one PostgreSQL (R24)."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.storage.database import Database
from adapters.storage.queues import taking_due
from adapters.storage.unit_of_work import Store
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.records import OutgoingState, SetAside, Wakeup
from tests.kept import ACME, KIM, NOW, keep, outgoing, wakeup

SLOTS = 10_000
AT_ONCE = 100
WORK = "import asyncio, sys; from tests.adapters.storage.test_queues import work; asyncio.run(work(*sys.argv[1:]))"


async def work(url: str, name: str, dies: str = "") -> None:
    """A process that rings until nothing is left, and tells when it has begun.

    One that `dies` does so when it is told to, with its third batch in its hands.
    """
    database, rounds = Database(url), 0
    store = Store(database)
    while rung := await _ring(store, f"{name}/{rounds}", dies == "dies" and rounds == 2):
        rounds += 1
        assert len(rung) <= AT_ONCE
        if rounds == 1 and dies != "dies":
            print("begun", flush=True)
    await database.close()


async def _ring(store: Store, name: str, dies: bool) -> list[Wakeup]:
    async with store.begin() as work:
        rung = await work.ring(NOW, AT_ONCE)
        await work.remember([SetAside(ACME, f"{name}/{each.slot}", None, NOW, each.slot) for each in rung])
        if dies:
            print("begun", flush=True)
            sys.stdin.readline()
            os.kill(os.getpid(), signal.SIGKILL)
        await work.commit()
    return rung


async def test_ten_thousand_moments_ring_once_each_though_one_process_is_killed(postgres_filled_url: str) -> None:
    database = Database(postgres_filled_url)
    store = Store(database)
    await keep(store, *(wakeup(f"{number:05}") for number in range(SLOTS)))
    several = [await _process(postgres_filled_url, "0", "dies")]
    await _begun(several[0])
    several += [await _process(postgres_filled_url, str(number)) for number in range(1, 4)]
    await asyncio.gather(*map(_begun, several[1:]))
    ended = await asyncio.gather(several[0].communicate(b"now\n"), *(each.communicate() for each in several[1:]))
    assert [each.returncode for each in several] == [-signal.SIGKILL, 0, 0, 0], [said for _, said in ended]
    await work(postgres_filled_url, "the next to start")
    async with store.begin(reading=True) as looking:
        fired = Counter(each.failure for each in await looking.find(SetAside, ACME))
    await database.close()
    assert len(fired) == SLOTS
    assert set(fired.values()) == {1}


async def _process(url: str, *words: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORK, url, *words, cwd=Path(__file__).parents[3],
        stdin=PIPE, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip


async def _begun(process: asyncio.subprocess.Process) -> None:
    """Wait until a process holds a batch. One that found nothing left has ended, and says nothing."""
    assert process.stdout is not None
    assert await process.stdout.readline() in (b"begun\n", b"")


async def test_what_another_process_holds_is_passed_over_and_never_waited_for(postgres: Database) -> None:
    store = Store(postgres)
    await keep(store, *(wakeup(str(number)) for number in range(4)))
    await keep(store, outgoing("a"), outgoing("b", to=ToPerson(KIM)))
    async with store.begin() as one, store.begin() as other, asyncio.timeout(5):
        assert [each.slot for each in await one.ring(NOW, 3)] == ["0", "1", "2"]
        assert [each.slot for each in await other.ring(NOW, 3)] == ["3"]
        assert [each.key for each in await one.take_outgoing(NOW, 1)] == ["a"]
        assert [each.key for each in await other.take_outgoing(NOW, 9)] == ["b"]


async def test_processes_take_the_posts_of_an_address_one_after_the_other(postgres_filled_url: str) -> None:
    several = [Store(Database(postgres_filled_url)) for _ in range(3)]
    await keep(several[0], *(outgoing(f"{n:03}", created_at=NOW.replace(microsecond=n)) for n in range(40)))
    posted: list[str] = []

    async def post(store: Store) -> None:
        while len(posted) < 40:
            async with store.begin() as work:
                taken = await work.take_outgoing(NOW.replace(minute=1), 5)
                await work.commit()
            posted.extend(each.key for each in taken)
            await keep(store, *(replace(each, state=OutgoingState.SENT) for each in taken))

    await asyncio.gather(*map(post, several))
    for store in several:
        await store.close()
    assert posted == [f"{n:03}" for n in range(40)]


@pytest.mark.parametrize("count", [200, 20_000])
async def test_ringing_reads_only_what_is_due(postgres: Database, count: int) -> None:
    fill = text(
        "INSERT INTO wakeups SELECT 'acme', 'nudge', n::text, 'a', timestamptz '2027-01-01' + n * interval '1 minute'"
        " FROM generate_series(1, :count) AS n"
    )
    async with postgres.writing() as connection:
        await connection.execute(fill, {"count": count})
        await connection.commit()
    await keep(Store(postgres), wakeup("due"))
    asked = taking_due("postgresql").compile(dialect=postgres.engine.dialect)
    told = {"now": NOW, "many": 100}
    async with postgres.engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.exec_driver_sql("VACUUM ANALYZE wakeups")  # of what other tests have deleted
    async with postgres.writing() as connection:
        values = tuple(told[name] for name in asked.positiontup or ())
        plan = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {asked}", values)
        (found,) = plan.scalar_one()
    pages = found["Plan"]["Shared Hit Blocks"] + found["Plan"]["Shared Read Blocks"]
    assert found["Plan"]["Actual Rows"] == 1
    assert pages < 20
