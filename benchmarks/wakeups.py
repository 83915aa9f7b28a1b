"""How many moments ring a second, and what does looking cost when millions wait?

    python -m benchmarks.wakeups [--slots 20000] [--waiting 10000 100000 1000000]      (5000000 takes some minutes)

PostgreSQL: processes share one queue; each takes batches, and each moment rings once. To reach: what a look costs does
not grow with what waits, since it reads only what is due.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import text

from adapters.storage.database import Database
from adapters.storage.migrating import upgrade
from adapters.storage.unit_of_work import Store
from benchmarks.databases import postgres_url, sqlite_url
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import Wakeup

NOW: Final = datetime(2026, 6, 1, 10, tzinfo=UTC)
AT_ONCE: Final = 100
LOOKS: Final = 200
RING: Final = "import asyncio, sys; from benchmarks.wakeups import ring_all; asyncio.run(ring_all(sys.argv[1]))"
INTO: Final = "INSERT INTO wakeups (workspace, kind, subject, slot, at) SELECT 'acme', 'nudge', "
FILL: Final = {
    "postgresql": f"{INTO} 'later' || n, 'a', timestamptz '2027-01-01' + n * interval '1 second' "
    "FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n",
    "sqlite": f"{INTO} 'later' || value, 'a', strftime('%Y-%m-%dT%H:%M:%S', 1798761600 + value, 'unixepoch') || "
    "'.000000+00:00' FROM generate_series_ WHERE value BETWEEN :first AND :last",
}
NUMBERS: Final = (
    "CREATE TEMP VIEW generate_series_ AS WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n "
    "WHERE value < 10000000) SELECT value FROM n"
)


async def ring_all(url: str) -> None:
    """One process: ring until nothing is left, and say when it was done."""
    database = Database(url)
    store = Store(database)
    async with store.begin() as work:
        await work.ring(NOW - timedelta(days=999), 1)
    print("here", flush=True)
    sys.stdin.readline()
    count, more = 0, True
    while more:
        async with store.begin() as work:
            rung = await work.ring(NOW, AT_ONCE)
            await work.commit()
        count, more = count + len(rung), bool(rung)
    await database.close()
    print(count)


async def fill(url: str, slots: int) -> None:
    """So many moments are due."""
    database = Database(url)
    await upgrade(database)
    async with Store(database).begin() as work:
        await work.remember([Wakeup(WorkspaceId("acme"), "nudge", f"p{n:07}", "a", NOW) for n in range(slots)])
        await work.commit()
    await database.close()


def together(url: str, processes: int, slots: int) -> float:
    """Moments a second."""
    asyncio.run(fill(url, slots))
    several = [
        subprocess.Popen([sys.executable, "-c", RING, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    for each in several:
        assert each.stdout is not None
        each.stdout.readline()  # it has started, and looked once
    began = time.perf_counter()
    for each in several:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    rung = [int(each.communicate()[0]) for each in several]
    seconds = time.perf_counter() - began
    assert sum(rung) == slots, rung
    return slots / seconds


async def looks(url: str, waiting: list[int]) -> None:
    """What it costs to take ten that are due, while ever more wait."""
    database = Database(url)
    await upgrade(database)
    before = 0
    for count in waiting:
        async with database.writing() as connection:
            if database.is_sqlite:
                await connection.execute(text("DROP VIEW IF EXISTS generate_series_"))
                await connection.execute(text(NUMBERS))
            await connection.execute(text(FILL[database.dialect]), {"first": before + 1, "last": count})
            await connection.commit()
        before = count
        times = [await _look(database, number) for number in range(LOOKS)]
        p99 = statistics.quantiles(times, n=100)[98]
        print(f"{database.dialect:<11}{count:>10,} wait: {statistics.median(times):6.2f} ms a look, p99 {p99:6.2f} ms")
    await database.close()


async def _look(database: Database, number: int) -> float:
    store = Store(database)
    async with store.begin() as work:
        await work.remember([Wakeup(WorkspaceId("acme"), "due", f"{number}/{n}", "a", NOW) for n in range(10)])
        await work.commit()
    began = time.perf_counter()
    async with store.begin() as work:
        assert len(await work.ring(NOW, AT_ONCE)) == 10
        await work.commit()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--slots", type=int, default=20_000)
    wanted.add_argument("--waiting", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    wish = wanted.parse_args()
    with postgres_url() as url:
        for processes in (1, 2, 4):
            rate = together(url, processes, wish.slots)
            print(f"postgresql {processes} processes: {rate:>8,.0f} moments/s, each once")
        asyncio.run(looks(url, wish.waiting))
    with sqlite_url() as url:
        Path(url.removeprefix("sqlite:///")).touch()
        asyncio.run(looks(url, wish.waiting))


if __name__ == "__main__":
    main()
