"""The whole system with all faults, from a seed (R37). `SEEDS=10000` looks at as many worlds by hand."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from adapters.clocks import HandClock
from adapters.memory.messenger import Posted
from adapters.memory.unit_of_work import Memory
from bot.engine import hours
from bot.engine.hours import quiet
from bot.vocabulary.effects import Nudge, ToPerson
from bot.vocabulary.events import MessagePosted, Spoken
from bot.vocabulary.identity import SETTLED
from bot.vocabulary.model import GapId, MessageId, PersonId
from bot.vocabulary.records import Gap, MessageKept, NudgeKept, Outgoing
from tests.builders import office_hours
from tests.running import Process, team
from tests.simulation.story import answered, delivered, told
from tests.simulation.world import BEGIN, READABLE, Faults, Outage, World, faults, lived

SEEDS = int(os.environ.get("SEEDS", "100"))
BLOCK = 5
"""Worlds looked at by one test."""
STALE = timedelta(minutes=7)
"""What happened so recently may not have been delivered yet: Slack's last ordinary retry comes after six minutes."""
CALENDAR = office_hours()


async def run(seed: int, wrong: Faults) -> tuple[World, list[Spoken]]:
    """A story in a world; what happens while nobody is there and stands in no history does not happen at all."""
    store = Memory()
    events = [
        event
        for event in told(seed)
        if isinstance(event, READABLE) or not any(outage.holds(event.at) for outage in _around(wrong))
    ]
    world = World(lambda: store, wrong)
    await world.begin(*team())
    await lived(world, events, list(delivered(events, seed)))
    return world, events


def _around(wrong: Faults) -> list[Outage]:
    """Outages, with the minutes in which a late delivery would have fallen into them."""
    return [outage._replace(first=outage.first - STALE) for outage in wrong.away]


async def truth(events: Iterable[Spoken]) -> dict[GapId, Gap]:
    """Who waited for whom until when, had everything been heard at once and in order."""
    process = await Process(Memory(), HandClock(BEGIN)).keep(*team())
    for event in sorted(events, key=lambda each: each.at):
        await process.inbox.take([event])
    return await process.gaps()


def nudges(world: World, outgoing: Iterable[Outgoing]) -> list[tuple[Posted, Nudge]]:
    """The nudges on the platform."""
    effects = {each.key: each.effect for each in outgoing}
    return [(each, effect) for each in world.messenger.posted if isinstance(effect := effects[each.key], Nudge)]


async def violations(world: World, events: list[Spoken]) -> list[str]:
    """Everything that must never be, in words."""
    after = Process(world.open_store(), world.clock)
    outgoing: list[Outgoing] = await after.find(Outgoing)
    posted = nudges(world, outgoing)
    return [
        *(f"posted twice: {key}" for key, times in _times(world.messenger.posted).items() if times > 1),
        *(f"no end: {each.key} is {each.state}" for each in outgoing if each.state not in SETTLED),
        *(f"outside hours: {each.to} at {each.at}" for each, _ in posted if not _is_open(each.at)),
        *_too_many(posted),
        *_same_twice(posted, await after.find(NudgeKept)),
        *_stale(posted, events),
        *await _lost(after, events),
    ]


def _times(posted: Iterable[Posted]) -> Counter[str]:
    return Counter(each.key for each in posted)


def _is_open(moment: datetime) -> bool:
    """A slow post may be stored half a minute after it was given up on."""
    return hours.is_open(CALENDAR, moment) or hours.is_open(CALENDAR, moment - timedelta(minutes=1))


def _too_many(posted: list[tuple[Posted, Nudge]]) -> list[str]:
    days = Counter((nudge.to, quiet.local_day(CALENDAR, each.at)) for each, nudge in posted)
    return [f"{times} messages to {to} on {day}" for (to, day), times in days.items() if times > 3]


def _same_twice(posted: list[tuple[Posted, Nudge]], kept: list[NudgeKept]) -> list[str]:
    """What counts is what a message named when it was sent; a matter that had ended was left out of it."""
    named = Counter(
        (nudge.to, about, quiet.local_day(CALENDAR, each.at)) for each, nudge in posted for about in nudge.about
    )
    known = {(each.to, each.about) for each in kept}
    return [f"twice a day: {name}" for name, times in named.items() if times > 1 and name[:2] in known]


def _stale(posted: list[tuple[Posted, Nudge]], events: list[Spoken]) -> list[str]:
    """Nobody is reminded of nothing but what they had answered long before (R9, R44)."""
    found = []
    for each, nudge in posted:
        asked = [about.removeprefix("gap/").partition(">") for about in nudge.about]
        ends = [answered(events, MessageId(message), PersonId(by)) for message, _, by in asked]
        if all(end is not None and end < each.at - STALE for end in ends):
            found.append(f"stale: {nudge} at {each.at}: {ends}")
    return found


async def _lost(after: Process, events: list[Spoken]) -> list[str]:
    kept = {each.heard.message for each in await after.find(MessageKept)}
    posted = {event.message for event in events if isinstance(event, MessagePosted)}
    return [f"lost: {message}" for message in sorted(posted - kept)]


@pytest.mark.parametrize("block", range(0, SEEDS, BLOCK))
async def test_whatever_fails_nobody_is_told_anything_twice_falsely_or_at_night(block: int) -> None:
    """Bars R1 to R4, R6, R9, R22, R26 and R44 at once."""
    for seed in range(block, min(block + BLOCK, SEEDS)):
        world, events = await run(seed, faults(seed))
        assert await violations(world, events) == [], f"seed {seed}: {world.faults}"


@pytest.mark.parametrize("seed", range(5))
async def test_a_seed_replays_exactly(seed: int) -> None:
    first, _ = await run(seed, faults(seed))
    second, _ = await run(seed, faults(seed))
    assert first.messenger.posted == second.messenger.posted
    assert first.lives == second.lives


@pytest.mark.parametrize("seed", range(10))
async def test_each_event_delivered_up_to_four_times_and_late_leaves_the_records_of_once(seed: int) -> None:
    """Bars R3 and R4, through the real inbox."""
    world, events = await run(seed, Faults())
    after = Process(world.open_store(), world.clock)
    assert _settled(await after.gaps()) == _settled(await truth(events))


def _settled(gaps: dict[GapId, Gap]) -> dict[GapId, Gap]:
    """Gaps without their reasons: how sure a reading was may differ with what was known when it was made."""
    return {identity: replace(gap, because=()) for identity, gap in gaps.items()}


async def test_the_world_really_fails() -> None:
    """A simulation that never meets a fault proves nothing."""
    worlds = [(await run(seed, faults(seed)))[0] for seed in range(20)]
    assert sum(world.lives for world in worlds) > 30
    assert sum(len(world.messenger.posted) for world in worlds) > 60
    assert {type(each.to) for world in worlds for each in world.messenger.posted} == {ToPerson}
    assert {PersonId("ana"), PersonId("sam"), PersonId("kim")} == {
        each.to.person for world in worlds for each in world.messenger.posted if isinstance(each.to, ToPerson)
    }
