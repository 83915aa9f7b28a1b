"""Two platforms in one process: each workspace is reached on its own, and nothing is lost where there is none."""

from __future__ import annotations

import sys
from contextlib import AsyncExitStack
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from adapters.clocks import HandClock
from adapters.memory.history import History
from adapters.memory.messenger import Messenger
from bot.ports import Place
from bot.ports.surfaces import Refused
from bot.service.running.supervisor import Part
from bot.settings import Settings, load
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.model import ConversationId, WorkspaceId
from bot.vocabulary.view import View
from bot.wiring.core import House
from bot.wiring.live import parts
from bot.wiring.surface import Surface
from bot.wiring.surfaces import BUILT_BY, Platform, Reached, Router, configured
from tests.builders import at, sam, says

ACME, GUILD, GONE = WorkspaceId("T1"), WorkspaceId("123"), WorkspaceId("?")
TO, CARD, LATER = ToPerson(sam), View(("Good morning",)), View(("Good evening",))
CLOCK: Final = HandClock(at("mon 9:00"))


def reached(name: str, workspace: WorkspaceId) -> Reached:
    return Reached(name, lambda each: each == workspace, Surface(Messenger(CLOCK), History(CLOCK), ()))


SLACK, DISCORD = reached("slack", ACME), reached("discord", GUILD)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OPENLINE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OPENLINE_DISCORD_TOKEN", "x")
    return load(None)


async def test_a_card_goes_to_the_platform_of_its_workspace_and_is_found_and_changed_there() -> None:
    slack, discord = reached("slack", ACME), reached("discord", GUILD)
    router = Router([slack, discord])
    receipt = await router.post(GUILD, TO, CARD, "key")
    await router.update(GUILD, TO, receipt, LATER)
    assert [each.view for each in discord.surface.messenger.posted] == [LATER]  # type: ignore[attr-defined]
    assert slack.surface.messenger.posted == []  # type: ignore[attr-defined]
    assert await router.find(GUILD, TO, "key", at("mon 8:00")) == receipt
    assert await router.find(ACME, TO, "key", at("mon 8:00")) is None


async def test_a_history_is_read_on_the_platform_of_its_workspace() -> None:
    slack, discord = reached("slack", ACME), reached("discord", GUILD)
    said = says(sam, "hello", "mon 8:30")._replace(workspace=GUILD)
    discord.surface.history.add(said)  # type: ignore[attr-defined]
    router = Router([slack, discord])
    pages = [page async for page in router.since(Place(GUILD, said.conversation), at("mon 8:00"))]
    assert [event for page in pages for event in page.events] == [said]
    pages = [page async for page in router.since(Place(ACME, said.conversation), at("mon 8:00"))]
    assert [event for page in pages for event in page.events] == []


async def test_what_belongs_to_no_platform_of_this_process_waits() -> None:
    router = Router([SLACK, DISCORD])
    for asked in (router.post(GONE, TO, CARD, "key"), router.find(GONE, TO, "key", at("mon 8:00"))):
        with pytest.raises(Refused) as refused:
            await asked
        assert refused.value.retry_after is not None, "it is tried again, not given up"
    with pytest.raises(Refused):
        async for _ in router.since(Place(GONE, ConversationId("C1")), at("mon 8:00")):
            pass


def test_the_pace_is_that_of_the_slowest() -> None:
    crawling = Messenger(CLOCK, gap=at("mon 9:01") - at("mon 9:00"))
    slow = DISCORD._replace(surface=DISCORD.surface._replace(messenger=crawling))
    assert Router([SLACK, slow]).pace(TO) == crawling.pace(TO)
    assert Router([]).pace(TO).total_seconds() == 0


async def test_only_what_is_set_up_is_imported_and_built(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[House] = []

    def build(house: House) -> Surface:
        built.append(house)
        return DISCORD.surface

    module = ModuleType("bot.wiring.made_up")
    module.surface = build  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bot.wiring.made_up", module)
    house = House(settings)
    made_up = {
        "discord": Platform(lambda each: each.has_discord, DISCORD.owns, "bot.wiring.made_up"),
        "slack": Platform(lambda each: each.has_slack, SLACK.owns, "bot.wiring.nowhere"),
    }
    assert configured(house, made_up) == (Reached("discord", DISCORD.owns, DISCORD.surface),)
    assert built == [house]
    await house.database.close()


async def test_listeners_of_all_platforms_come_last(settings: Settings) -> None:
    house = House(settings)
    ears = [
        each._replace(surface=each.surface._replace(listeners=(Part(each.name, AsyncExitStack),)))
        for each in (SLACK, DISCORD)
    ]
    started = [part.name for part in parts(house, ears)]
    assert started[-2:] == ["slack", "discord"]
    assert started.count("outbox") == 1
    assert [part.name for part in parts(house)] == ["pages", "store", "time", "ticker", "retention", "inbox"]
    await house.database.close()


def test_both_platforms_have_their_line() -> None:
    assert set(BUILT_BY) == {"slack", "discord"}


@pytest.mark.parametrize(
    ("workspace", "platform"), [("T012AB3C4", "slack"), ("E01", "slack"), ("81384788765712384", "discord")]
)
def test_an_id_tells_whose_a_workspace_is(workspace: str, platform: str) -> None:
    assert [name for name, each in BUILT_BY.items() if each.owns(WorkspaceId(workspace))] == [platform]
