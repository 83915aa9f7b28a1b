"""The parts of a process together: what is heard is kept, and an end under load loses nothing (R35)."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.ports import Place
from bot.service import supervisor
from bot.service.intake import Closed
from bot.service.supervisor import STOPS_WITHIN, Part
from bot.settings import Settings, load
from bot.vocabulary.events import ConversationSeen, Event, MessagePosted
from bot.vocabulary.model import Conversation, ConversationId, MessageId, PersonId, WorkspaceId
from bot.vocabulary.records import MessageKept
from bot.wiring.core import House
from bot.wiring.live import parts

ACME = WorkspaceId("T1")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROOMS = [ConversationId(f"C{number}") for number in range(5)]


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OPENLINE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OPENLINE_PORT", "0")
    if request.param == "postgresql":
        monkeypatch.setenv("DATABASE_URL", request.getfixturevalue("postgres_url"))
    return load(None)


def chat() -> Iterator[Event]:
    """Five conversations, in which somebody speaks without end."""
    yield from (ConversationSeen(ACME, Conversation(room, room), NOON) for room in ROOMS)
    number = 0
    while True:
        number += 1
        room, at = ROOMS[number % len(ROOMS)], NOON + timedelta(seconds=number)
        yield MessagePosted(
            ACME, room, MessageId(f"{room}/{number}"), at, PersonId(f"U{number % 3}"), "could you look?"
        )


class Platform:
    """Tells events, some at a time, and notes what was acknowledged, as a real one does."""

    def __init__(self, house: House, events: Iterator[Event]) -> None:
        self.house = house
        self.events = events
        self.told: list[Event] = []
        self.acknowledged: list[Event] = []

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


async def lived(settings: Settings, events: Iterator[Event], until: int) -> tuple[Platform, float]:
    """A life that ends in the middle of events, once `until` of them were acknowledged; and how long the end took."""
    house = House(settings)
    platform = Platform(house, events)
    living = asyncio.create_task(supervisor.run(parts(house, [Part("platform", platform.listening)]), house.until))
    while len(platform.acknowledged) < until and not living.done():  # noqa: ASYNC110 -- it is the platform that counts
        await asyncio.sleep(0.01)
    house.until.set()
    asked = house.seconds()
    await living
    return platform, house.seconds() - asked


async def kept(settings: Settings) -> list[str]:
    house = House(settings)
    async with house.store.begin(reading=True) as work:
        found = [str(record.heard.message) for record in await work.find(MessageKept, ACME)]
        names = [(await work.known(Place(ACME, room))).conversation.name for room in ROOMS]
        assert names == list(ROOMS)
    await house.database.close()
    return found


async def test_an_end_under_load_comes_in_time_and_loses_nothing_that_was_acknowledged(settings: Settings) -> None:
    with capture_logs() as logs:
        platform, took = await lived(settings, chat(), until=500)
    messages = {str(event.message) for event in platform.acknowledged if isinstance(event, MessagePosted)}
    assert took < STOPS_WITHIN
    assert messages <= set(await kept(settings))
    assert not {"part_would_not_stop", "part_failed", "part_failed_to_stop"} & {line["event"] for line in logs}


async def test_what_was_not_acknowledged_is_told_again_and_counts_once(settings: Settings) -> None:
    with capture_logs():
        platform, _ = await lived(settings, chat(), until=200)
        again, _ = await lived(settings, iter(platform.told), until=len(platform.told))
    messages = sorted(str(event.message) for event in platform.told if isinstance(event, MessagePosted))
    assert len(again.acknowledged) == len(platform.told)
    assert sorted(await kept(settings)) == messages
