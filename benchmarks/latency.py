"""How long does whoever tells something wait until it is kept?   python -m benchmarks.latency [--seconds 10]

Events of a made-up team come in at a steady rate, each as its own delivery, through the intake of a live process (group
commit) on SQLite and on PostgreSQL; each commit is as safe as in service. The wait of an event is counted from the
moment at which it was due, so that a jam is not hidden by what could not be told meanwhile. To reach (R13): p99 below
500 ms at 500 events a second, and none above 2.5 s: a platform gives three.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Sequence
from typing import Final

from adapters.storage.database import Database
from adapters.storage.migrating import upgrade
from adapters.storage.unit_of_work import Store
from benchmarks.databases import postgres_url, sqlite_url
from benchmarks.inbox import events, team
from bot.service.inbox import Inbox
from bot.service.intake import Intake
from bot.vocabulary.events import Event

RATES: Final = (100, 500, 2_000)
WARM: Final = 500
"""Events before anything is counted."""


async def waits(url: str, rate: int, seconds: float) -> list[float]:
    """The wait of each event, in seconds, at so many events a second."""
    database = Database(url)
    await upgrade(database)
    store = Store(database)
    async with store.begin() as work:
        await work.remember(team())
        await work.commit()
    said = events(WARM + int(rate * seconds))
    async with Intake(Inbox(store), store) as intake:
        await intake.accept_each(said[:WARM])
        taken = await _at_a_rate(intake, said[WARM:], rate)
    await database.close()
    return taken


async def _at_a_rate(intake: Intake, said: Sequence[Event], rate: int) -> list[float]:
    began, waited, telling = time.perf_counter(), [0.0] * len(said), set[asyncio.Task[None]]()

    async def tell(number: int, due: float) -> None:
        await intake.accept(said[number])
        waited[number] = time.perf_counter() - due

    for number in range(len(said)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        telling.add(asyncio.create_task(tell(number, due)))
    await asyncio.gather(*telling)
    return waited


def told(name: str, rate: int, waited: Sequence[float]) -> str:
    """One line."""
    ordered = sorted(waited)
    p50, p99 = (ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 for share in (0.5, 0.99))
    return f"{name:<11}{rate:>6,} events/s: p50 {p50:8.1f} ms, p99 {p99:8.1f} ms, longest {ordered[-1] * 1000:8.1f} ms"


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--seconds", type=float, default=10.0)
    wanted.add_argument("--rates", type=int, nargs="*", default=list(RATES))
    wish = wanted.parse_args()
    for name, lent in (("SQLite", sqlite_url), ("PostgreSQL", postgres_url)):
        for rate in wish.rates:
            with lent() as url:
                print(told(name, rate, asyncio.run(waits(url, rate, wish.seconds))), flush=True)


if __name__ == "__main__":
    main()
