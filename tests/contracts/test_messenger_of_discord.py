"""The contract of `ports.Messenger`, kept by Discord's over a Discord of our own. What is stored is counted there."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from adapters.clocks import HandClock
from adapters.discord.sending import mark
from adapters.memory.messenger import Trouble
from bot.ports.surfaces import Messenger
from bot.vocabulary.effects import Address, InConversation, ToPerson
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId
from bot.vocabulary.view import View
from tests.adapters.discord import tower as towers
from tests.adapters.discord.tower import Tower, standing
from tests.builders import SITE, ana, at, sam
from tests.contracts import test_messenger as contract
from tests.fake_discord import world as discord
from tests.fake_discord.world import World

globals().update({name: test for name, test in vars(contract).items() if name.startswith("test_")})
"""Each test of the contract, on the stage below."""

TROUBLES: Final = {
    Trouble.ANSWER_LOST: discord.Trouble.STORED_THEN_GONE,
    Trouble.NOT_STORED: discord.Trouble.NOT_STORED_GONE,
    Trouble.SLOW: discord.Trouble.STORED_LATER,
    Trouble.RATE_LIMITED: discord.Trouble.TOO_FAST,
    Trouble.FORBIDDEN: discord.Trouble.NO_ACCESS,
    Trouble.REFUSED: discord.Trouble.NOT_ACCEPTED,
}
WHERE: Final = WorkspaceId(discord.GUILD)
PLACES: Final = {SITE: ConversationId(discord.SITE)}
PEOPLE: Final = {ana: PersonId(discord.ANA), sam: PersonId(discord.SAM)}
THREADS: Final = {f"{SITE}/1": MessageId("103735883630395400")}


class Numbered:
    """Discord's messenger for the contract's people and places, which Discord knows by numbers."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self.keys: dict[int, str] = {}

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> str:
        self.keys[mark(key)] = key
        return await self._messenger.post(WHERE, _numbered(to), view, key)

    async def find(self, workspace: WorkspaceId, to: Address, key: str, since: datetime) -> str | None:
        return await self._messenger.find(WHERE, _numbered(to), key, since)

    async def update(self, workspace: WorkspaceId, to: Address, receipt: str, view: View) -> None:
        await self._messenger.update(WHERE, _numbered(to), receipt, view)

    def pace(self, to: Address) -> timedelta:
        return self._messenger.pace(_numbered(to))


class Clock(HandClock):
    """One time for both sides."""

    def __init__(self, world: World) -> None:
        super().__init__(world.now)
        self._world = world

    def move_to(self, at: datetime) -> None:
        super().move_to(at)
        self._world.pass_time(at - self._world.now)


class AtDiscord:
    """Discord, and whatever befalls a post there. Nobody has a room, so there is no way but the one that is tried."""

    def __init__(self, tower: Tower) -> None:
        self.clock = tower.clock
        self.messenger = Numbered(tower.messenger)
        self._world = tower.world
        tower.rooms.clear()

    def befall(self, trouble: Trouble) -> None:
        self._world.troubles.append(TROUBLES[trouble])

    def go_away(self, is_down: bool) -> None:
        self._world.is_down = is_down

    def stored(self) -> list[str]:
        return [self.messenger.keys[each["components"][0]["id"]] for each in self._ours()]

    def shown(self) -> list[str]:
        return [towers.shown(each) for each in self._ours()]

    def delete(self, receipt: str) -> None:
        channel, own, _ = receipt.split("/")
        del self._world.messages[channel][own]

    def _ours(self) -> list[dict[str, Any]]:
        return [each for channel in list(self._world.messages) for each in self._world.by_bot(channel)]


@pytest.fixture
async def stage() -> AsyncIterator[AtDiscord]:
    world = World(now=at("mon 9:00")).furnish()
    async with standing(world, clock=Clock(world)) as tower:
        yield AtDiscord(tower)


@pytest.fixture
def began(stage: AtDiscord) -> datetime:
    return stage.clock.now()


def _numbered(to: Address) -> Address:
    if isinstance(to, ToPerson):
        return ToPerson(PEOPLE[to.person])
    return InConversation(PLACES[to.conversation], THREADS[to.thread] if to.thread else None)
