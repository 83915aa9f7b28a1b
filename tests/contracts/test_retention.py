"""Bar S19: over 400 days nothing is ever older than its limit, and what is kept does not grow (R36)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from adapters.clocks import HandClock
from bot.ports import Store
from bot.service.retention import Retention
from bot.vocabulary.agreements import Draft
from bot.vocabulary.effects import gap_matter
from bot.vocabulary.model import EngagementId, MessageId
from bot.vocabulary.records import (
    Engagement,
    Gap,
    GapState,
    HeldBack,
    MessageKept,
    NudgeKept,
    Outgoing,
    OutgoingState,
    Record,
    SetAside,
    Snooze,
    WeekKept,
)
from bot.vocabulary.retention import AGES, before
from tests.kept import ACME, ANA, FACTS, NOW, OTHER, SAM, SITE, engagement, every_record, gap, heard, keep, outgoing

LIMIT, DAY = timedelta(days=30), timedelta(days=1)
SINGLE = (Gap, MessageKept, NudgeKept, Snooze, HeldBack, SetAside)
KINDS = {age.kind for age in AGES}


def of_day(number: int, at: datetime) -> list[Record]:
    """What a day leaves behind."""
    message = MessageId(f"site/{number}")
    matter = gap_matter(gap(message=message).identity)
    return [
        gap(message=message, asked_at=at, due_at=at, state=GapState.ANSWERED if number % 2 else GapState.OPEN),
        MessageKept(ACME, SITE, heard(number)._replace(message=message, at=at)),
        NudgeKept(ACME, SAM, matter, at, 1),
        Snooze(ACME, SAM, matter, at, at + DAY / 2, 1),
        HeldBack(ACME, SAM, matter, at, FACTS),
        SetAside(ACME, f"posted:{number}", SITE, at, "KeyError"),
        Draft(ACME, f"d{number}", ANA, "expect", "", (), at),
        outgoing(f"n{number}", created_at=at, not_before=at, state=OutgoingState.SENT),
        outgoing(f"c{number}", created_at=at, not_before=at, state=OutgoingState.SENT, card=f"expectation/{number}"),
        *([WeekKept(ACME, EngagementId("build"), SAM, f"w{number}", at, 1, 1, 0)] if number % 7 == 0 else []),
    ]


async def everything(store: Store) -> dict[type, list[Any]]:
    async with store.begin(reading=True) as work:
        return {kind: await work.find(kind, ACME) for kind in KINDS}


async def test_over_400_days_nothing_is_older_than_its_limit_and_nothing_grows(store: Store) -> None:
    clock = HandClock(NOW)
    retention = Retention(store, clock, LIMIT)
    sizes, days = set(), []
    for number in range(400):
        clock.move_to(NOW + number * DAY)
        days += of_day(number, clock.now())
        if number % 10 == 9:
            await keep(store, *days)
            await retention.sweep()
            kept, days = await everything(store), []
            sizes |= {sum(len(kept[kind]) for kind in SINGLE)} if number > 40 else set()
            _nothing_is_too_old(kept, clock.now())
    assert sizes == {6 * 31}, "as much as one period holds"
    kept = await everything(store)
    assert len(kept[WeekKept]) == 57, "figures of thirteen months"
    assert len([each for each in kept[Outgoing] if each.card]) == 396


def _nothing_is_too_old(kept: dict[type, list[Any]], now: datetime) -> None:
    for age in AGES:
        held = [each for each in kept[age.kind] if age.cards is None or bool(each.card) is age.cards]
        assert all(_since(age.since, each) >= now - before(age.period, LIMIT) for each in held), age


def _since(path: str, record: Any) -> datetime:
    for name in path.split("."):
        record = getattr(record, name)
    at: datetime = record
    return at


async def test_much_is_taken_away_in_pieces(store: Store) -> None:
    await keep(store, *(gap(message=MessageId(f"site/{number}")) for number in range(25)))
    later = HandClock(NOW + timedelta(days=99))
    async with store.begin() as work:
        assert await work.expire(later.now(), LIMIT, 10) == 10
        await work.commit()
    assert await Retention(store, later, LIMIT, at_once=10).sweep() == 15
    assert (await everything(store))[Gap] == []


async def test_an_engagement_that_ended_long_ago_goes_with_everything_in_it_and_others_stay(store: Store) -> None:
    live = [record for records in every_record(OTHER).values() for record in records]
    ended = [record for records in every_record().values() for record in records]
    ended_at = NOW + timedelta(days=1)
    await keep(store, *live, *ended, engagement(ended_at=ended_at))
    clock = HandClock(ended_at + timedelta(days=394))
    await Retention(store, clock, LIMIT).sweep()
    async with store.begin(reading=True) as work:
        assert await work.find(Engagement, ACME, id=EngagementId("build"))
    clock.move_to(ended_at + timedelta(days=396))
    await Retention(store, clock, LIMIT).sweep()
    async with store.begin(reading=True) as work:
        left: dict[str, list[Any]] = {kind.__name__: await work.find(kind, ACME) for kind in every_record()}
        assert await work.find(Engagement, OTHER, id=EngagementId("build"))
    assert not [
        name for name, records in left.items() for each in records if getattr(each, "engagement", "") == "build"
    ]
    assert left["ExpectationStep"] == []
