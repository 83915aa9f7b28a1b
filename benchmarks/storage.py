"""What does each thing a store does cost?   python -m benchmarks.storage [--times 50]

The median of each, on SQLite, on PostgreSQL and in memory, with a conversation of the size that is read back after a
restart.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from adapters.memory.unit_of_work import Memory
from adapters.storage.database import Database
from adapters.storage.migrating import upgrade
from adapters.storage.unit_of_work import Store
from benchmarks.databases import postgres_url, sqlite_url
from bot import ports
from bot.ports import Place, UnitOfWork
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId
from bot.vocabulary.records import Gap, MessageKept
from tests.kept import ACME, ANA, NOW, SAM, SITE, every_record, gap, heard

Deed = Callable[[UnitOfWork, int], Awaitable[object]]
HERE = Place(ACME, SITE)
COUNT = 200


async def _unseen(work: UnitOfWork, turn: int) -> object:
    numbers = range(turn * COUNT, (turn + 1) * COUNT)
    return await work.unseen([MessagePosted(ACME, SITE, MessageId(f"s/{n}"), NOW, ANA, "") for n in numbers])


async def _messages(work: UnitOfWork, turn: int) -> None:
    numbers = range(turn * COUNT, (turn + 1) * COUNT)
    await work.remember([MessageKept(ACME, SITE, heard(n)) for n in numbers])


async def _gaps(work: UnitOfWork, turn: int) -> None:
    numbers = range(turn * COUNT, (turn + 1) * COUNT)
    ended = NOW + timedelta(days=400)
    await work.remember([gap(n % 500, closed_at=ended if n % 5 else None) for n in numbers])


DEEDS: dict[str, Deed] = {
    f"mark {COUNT} facts as seen": _unseen,
    f"remember {COUNT} messages": _messages,
    f"remember {COUNT} gaps": _gaps,
    "hold a conversation": lambda work, turn: work.versions([HERE]),
    "read a conversation": lambda work, turn: work.known(HERE),
    "read a desk": lambda work, turn: work.desk(ACME, SAM, NOW),
    "find one gap": lambda work, turn: work.find(Gap, ACME, identity=gap(1).identity),
    "ring, nothing due": lambda work, turn: work.ring(NOW - timedelta(days=9), 100),
    "nothing but a commit": lambda work, turn: asyncio.sleep(0),
}


async def measure(store: ports.Store, times: int) -> dict[str, float]:
    """The median of each deed with its commit, in milliseconds."""
    async with store.begin() as work:
        await work.remember([record for records in every_record().values() for record in records])
        await work.commit()
    found = {}
    for name, deed in DEEDS.items():
        found[name] = statistics.median([await _once(store, deed, turn) for turn in range(times)])
    return found


async def _once(store: ports.Store, deed: Deed, turn: int) -> float:
    began = time.perf_counter()
    async with store.begin() as work:
        await deed(work, turn)
        await work.commit()
    return (time.perf_counter() - began) * 1000


async def on(url: str, times: int) -> dict[str, float]:
    """The same on a database."""
    database = Database(url)
    await upgrade(database)
    found = await measure(Store(database), times)
    await database.close()
    return found


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--times", type=int, default=50)
    times = wanted.parse_args().times
    columns = [asyncio.run(measure(Memory(), times))]
    for lent in (sqlite_url, postgres_url):
        with lent() as url:
            columns.append(asyncio.run(on(url, times)))
    print(f"{'ms, the median of ' + str(times):<28}{'memory':>9}{'SQLite':>9}{'PostgreSQL':>12}")
    for name in DEEDS:
        memory, sqlite, postgres = (column[name] for column in columns)
        print(f"{name:<28}{memory:>9.2f}{sqlite:>9.2f}{postgres:>12.2f}")


if __name__ == "__main__":
    main()
