"""kill -9 at random points of a replay, on databases that outlive it (R1). `SEEDS=200` kills as often by hand.

Everything in memory is dropped, connections included, and another process begins on the same database. What was not
acknowledged is delivered again, as platforms do.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from adapters.memory.unit_of_work import Memory
from adapters.storage.database import Database
from adapters.storage.unit_of_work import Store
from bot.ports import Store as AnyStore
from bot.vocabulary.events import Spoken
from bot.vocabulary.records import Gap, MessageKept, NudgeKept, Outgoing
from bot.vocabulary.signals import Link, Reason
from tests.running import SENT, Process, team
from tests.simulation.story import delivered, told
from tests.simulation.world import Faults, World, lived

KILLS = int(os.environ.get("SEEDS", "20"))
A_RUN = 5
"""Kills of one run; each run is another story."""
STEPS = 250
"""These stories take more than a thousand steps; each process dies within so many of its birth."""


@dataclass(slots=True)
class Machine:
    """A database, opened anew for each process."""

    url: str
    opened: list[Database] = field(default_factory=list)

    def open(self) -> AnyStore:
        database = Database(self.url)
        self.opened.append(database)
        return Store(database)

    async def off(self) -> None:
        """Let go of what is left of all processes."""
        for database in self.opened:
            await database.close()


async def run(url: str, seed: int, kills: tuple[int, ...]) -> tuple[World, dict[str, Any]]:
    """A story on a database; returns what is kept afterwards."""
    machine = Machine(url)
    events = story(seed)
    world = World(machine.open, Faults(kills))
    await world.begin(*team())
    await lived(world, events, list(delivered(events, seed)))
    kept = await _kept(Process(machine.open(), world.clock))
    await machine.off()
    return world, kept


def story(seed: int) -> list[Spoken]:
    """What happened; somebody's marks are part of it, also on what ended before the process began."""
    return told(seed, count=24)


async def _kept(after: Process) -> dict[str, Any]:
    outgoing: list[Outgoing] = await after.find(Outgoing)
    return {
        "gaps": await after.find(Gap),
        "messages": [_without_words(each) for each in await after.find(MessageKept)],
        "nudges": await after.find(NudgeKept),
        "outgoing": {each.key for each in outgoing},
        "sent": {each.key for each in outgoing if each.state in SENT},
    }


def _without_words(kept: MessageKept) -> MessageKept:
    """Without what was judged by words: those of earlier messages end with the process that heard them."""
    heard = kept.heard
    reading = heard.reading._replace(words=())
    return kept._replace(heard=heard._replace(link=Link(None, 0.0, Reason("judged")), reading=reading))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(max(1, KILLS // A_RUN)))
async def test_killed_anywhere_nothing_is_lost_posted_twice_or_kept_differently(database_url: str, seed: int) -> None:
    """Bar R1."""
    chance = Random(f"kills {seed}")
    kills = tuple(chance.randrange(1, STEPS) for _ in range(A_RUN))
    world, kept = await run(database_url, seed, kills)
    assert world.lives == A_RUN + 1
    times = Counter(each.key for each in world.messenger.posted)
    assert [key for key, number in times.items() if number > 1] == []
    assert set(times) == kept.pop("sent")
    unharmed = (await in_memory(seed))[1]
    del unharmed["sent"]  # a minute later, who was away may be back: then there is nothing to tell any more
    assert kept == unharmed


async def in_memory(seed: int) -> tuple[World, dict[str, Any]]:
    """The same story without a kill, on the store that keeps nothing: the same records on every store (R34)."""
    memory = Memory()
    events = story(seed)
    world = World(lambda: memory, Faults())
    await world.begin(*team())
    await lived(world, events, list(delivered(events, seed)))
    return world, await _kept(Process(memory, world.clock))
