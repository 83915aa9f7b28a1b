"""The parts of a process together: what is heard is kept, and an end under load loses nothing (R35)."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from structlog.testing import capture_logs

from adapters.clocks import SystemClock
from adapters.memory.history import History
from adapters.memory.messenger import Messenger
from adapters.storage import migrating
from adapters.storage.database import Database
from bot.ports import Place
from bot.service.intake import Closed
from bot.service.running import supervisor
from bot.service.running.supervisor import STOPS_WITHIN, Part
from bot.settings import Settings, load
from bot.vocabulary.calendar import DEFAULT_WEEK, WorkingHours
from bot.vocabulary.events import ConversationSeen, Event, MessagePosted
from bot.vocabulary.model import Conversation, ConversationId, MessageId, PersonId, Side, WorkspaceId
from bot.vocabulary.records import (
    ConversationKept,
    Engagement,
    EngagementId,
    HoursKept,
    Member,
    MemberState,
    MessageKept,
    Reach,
)
from bot.wiring import core
from bot.wiring.core import House
from bot.wiring.live import parts
from bot.wiring.surface import Surface
from bot.wiring.surfaces import Reached

ACME = WorkspaceId("T1")
NOON = SystemClock().now() - timedelta(hours=1)
"""A process keeps nothing that is older than its period: what these tests tell has just been said."""
ROOMS = [ConversationId(f"C{number}") for number in range(5)]

PEOPLE = [PersonId(f"U{number}") for number in range(3)]


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OPENLINE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OPENLINE_PORT", "0")
    if request.param == "postgresql":
        monkeypatch.setenv("DATABASE_URL", request.getfixturevalue("postgres_url"))
    return load(None)


async def engaged(settings: Settings) -> None:
    """Everybody has joined: nothing is kept about anybody else."""
    house = House(settings)
    try:
        await migrating.upgrade(house.database)
        async with house.store.begin() as work:
            names = tuple(ROOMS)
            engagement = Engagement(ACME, EngagementId("E1"), "site", names, "UTC", NOON - timedelta(days=1))
            joined = MemberState.JOINED
            sides = zip(PEOPLE, (Side.OWNER, Side.ASSISTANT, Side.ASSISTANT), strict=True)
            members = [Member(ACME, engagement.id, who, side, joined, engagement.started_at) for who, side in sides]
            await work.remember([engagement, *members])
            await work.commit()
    finally:
        await house.database.close()


async def test_nothing_rings_or_is_posted_before_every_conversation_counts_as_missed(settings: Settings) -> None:
    """Bar R9, from the first moment of a process on."""
    house = House(settings)
    started = [part.name for part in parts(house, [silent(house)])]
    assert started.index("out of touch") < min(started.index("outbox"), started.index("ticker"))
    await migrating.upgrade(house.database)
    try:
        async with house.store.begin() as work:
            await work.remember([Reach(ACME, room, NOON, is_reconciled=True) for room in ROOMS])
            await work.commit()
        async with core.out_of_touch(house, History(house.clock)), house.store.begin(reading=True) as work:
            assert [reach.is_reconciled for reach in await work.reaches()] == [False] * len(ROOMS)
    finally:
        await house.database.close()


async def test_whoever_tells_a_country_has_its_holidays_off_and_an_unknown_one_has_none(settings: Settings) -> None:
    await engaged(settings)
    house = House(settings)
    try:
        async with house.store.begin() as work:
            kept = zip(PEOPLE, ("DE", "ZZ"), strict=False)
            await work.remember([HoursKept(ACME, who, WorkingHours("UTC", DEFAULT_WEEK, code)) for who, code in kept])
            await work.commit()
        async with house.store.begin(reading=True) as work:
            calendars = (await work.known(Place(ACME, ROOMS[0]))).calendars
    finally:
        await house.database.close()
    days = [{holiday.day for holiday in calendars[who].holidays} for who in PEOPLE[:2]]
    assert date(2026, 5, 1) in days[0]
    assert days[1] == set()


def chat() -> Iterator[Event]:
    """Five conversations, in which somebody speaks without end."""
    yield from (ConversationSeen(ACME, Conversation(room, room), NOON) for room in ROOMS)
    number = 0
    while True:
        number += 1
        room, at = ROOMS[number % len(ROOMS)], NOON + timedelta(seconds=number)
        yield MessagePosted(ACME, room, MessageId(f"{room}/{number}"), at, PEOPLE[number % 3], "could you look?")


class Platform:
    """Tells events, some at a time, and notes what was acknowledged, as a real one does."""

    def __init__(self, house: House, events: Iterator[Event], enough: int) -> None:
        self.house = house
        self.wanted = enough
        self.events = events
        self.told: list[Event] = []
        self.acknowledged: list[Event] = []
        self.enough = asyncio.Event()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        speakers = [asyncio.create_task(self._speak()) for _ in range(50)]
        yield
        for speaker in speakers:
            speaker.cancel()
        await asyncio.wait(speakers)

    async def _speak(self) -> None:
        with suppress(Closed):
            for event in self.events:
                self.told.append(event)
                await self.house.intake.accept(event)
                self.acknowledged.append(event)
                if len(self.acknowledged) == self.wanted:
                    self.enough.set()


def silent(house: House, *listeners: Part) -> Reached:
    """A platform of which nothing is heard but by these listeners."""
    return Reached("chat", lambda workspace: True, Surface(Messenger(house.clock), History(house.clock), listeners))


def surface(house: House, platform: Platform) -> Reached:
    return silent(house, Part("platform", platform.listening))


async def lived(settings: Settings, events: Iterator[Event], until: int) -> tuple[Platform, float]:
    """A life that ends in the middle of events, once `until` of them were acknowledged; and how long the end took."""
    house = House(settings)
    platform = Platform(house, events, until)
    living = asyncio.create_task(supervisor.run(parts(house, [surface(house, platform)]), house.until))
    while len(platform.acknowledged) < until and not living.done():  # noqa: ASYNC110 -- it is the platform that counts
        await asyncio.sleep(0.01)
    house.until.set()
    asked = house.seconds()
    await living
    return platform, house.seconds() - asked


async def kept(settings: Settings) -> list[str]:
    house = House(settings)
    try:
        async with house.store.begin(reading=True) as work:
            assert [found.conversation.name for found in await work.find(ConversationKept, ACME)] == ROOMS
            return [str(found.heard.message) for found in await work.find(MessageKept, ACME)]
    finally:
        await house.database.close()


async def test_an_end_under_load_comes_in_time_and_loses_nothing_that_was_acknowledged(settings: Settings) -> None:
    await engaged(settings)
    with capture_logs() as logs:
        platform, took = await lived(settings, chat(), until=500)
    messages = {str(event.message) for event in platform.acknowledged if isinstance(event, MessagePosted)}
    assert took < STOPS_WITHIN
    assert messages <= set(await kept(settings))
    assert not {"part_failed", "part_failed_to_stop", "part_would_not_stop"} & {line["event"] for line in logs}


async def test_what_was_not_acknowledged_is_told_again_and_counts_once(settings: Settings) -> None:
    await engaged(settings)
    with capture_logs():
        platform, _ = await lived(settings, chat(), until=200)
        again, _ = await lived(settings, iter(platform.told), until=len(platform.told))
    messages = sorted(str(event.message) for event in platform.told if isinstance(event, MessagePosted))
    assert len(again.acknowledged) == len(platform.told)
    assert sorted(await kept(settings)) == messages


async def test_a_ticker_that_hangs_in_the_database_is_known_by_its_silence(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "TICK", timedelta(milliseconds=10))
    hand = [0.0]
    settings = load(None).model_copy(
        update={"database_url": SecretStr(postgres_url), "data_dir": tmp_path, "port": 0},
    )
    house = House(settings, lambda: hand[0])
    with capture_logs():
        living = asyncio.create_task(supervisor.run(parts(house), house.until))
        await until_ticking(house)
        async with locked(postgres_url, "wakeups"):
            await asyncio.sleep(0.2)
            hand[0] += 31
            assert "ticker has been silent for 31 s" in (await house.probes.health()).text
        await until_ticking(house)
        assert "ticker" not in (await house.probes.health()).text
        house.until.set()
        await living


async def until_ticking(house: House) -> None:
    """Wait until the ticker has finished a round after this moment of its clock."""
    async with asyncio.timeout(30):
        while not [pulse for pulse in house.vitals.pulses() if pulse.heart == "ticker" and pulse.silent == 0]:  # noqa: ASYNC110 - a heart tells nobody
            await asyncio.sleep(0.01)


@asynccontextmanager
async def locked(url: str, table: str) -> AsyncIterator[None]:
    """Nobody else may touch this table."""
    database = Database(url)
    async with database.writing() as connection:
        await connection.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
        yield
    await database.close()
