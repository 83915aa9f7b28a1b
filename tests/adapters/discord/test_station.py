"""Logging in, sharding: with whatever a server answers, or does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from adapters.discord import connection, station
from adapters.discord.permissions import readable
from adapters.discord.station import Station
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import WorkspaceId
from tests.adapters.discord.tower import Tower, working
from tests.fake_discord.server import serving
from tests.fake_discord.world import ANA, APPLICATION, GUILD, HISTORY, SITE, World


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(connection, "APART", 0.01)
    monkeypatch.setattr(station, "REFUSED_FOR", 0.05)


@asynccontextmanager
async def started(world: World, **changes: object) -> AsyncIterator[Tower]:
    """A tower whose way to Discord is another than usual."""
    async with serving(world) as server:
        tower = Tower(server)
        access = replace(tower.access, **changes)  # type: ignore[arg-type]
        tower.station = Station(access, tower.wire, tower.listener.hear, tower._beat)
        async with tower.listener.listening(), working(tower):
            yield tower


@pytest.mark.parametrize(
    "missing", ["/oauth2/", "/gateway/bot", f"/applications/{APPLICATION}/commands", "/channels/", "/guilds/"]
)
async def test_what_a_server_does_not_have_keeps_nobody_from_being_heard(missing: str) -> None:
    world = World().furnish()
    world.missing.add(missing)
    async with serving(world) as server:
        tower = Tower(server)
        tower.station = Station(
            replace(tower.access, gateway=server.gateway.url), tower.wire, tower.listener.hear, tower._beat
        )
        async with tower.listener.listening(), working(tower):
            await server.gateway.connected.wait()
            await server.says(ANA, "hello")
            await tower.until(lambda: [each for each in tower.reception.kept if isinstance(each, MessagePosted)])
            await tower.answered(await server.gives(ANA, "mine"))


async def test_the_gateway_that_is_set_is_never_left() -> None:
    async with serving() as server:
        tower = Tower(server)
        access = replace(tower.access, gateway=server.gateway.url)
        tower.station = Station(access, tower.wire, tower.listener.hear, tower._beat)
        here = server.gateway.url
        async with tower.listener.listening(), working(tower):
            await server.gateway.connected.wait()
            server.gateway.url = "ws://127.0.0.1:9/nowhere/"
            await server.gateway.drop(4000)
            await tower.until(lambda: server.gateway.resumes)
        server.gateway.url = here


async def test_several_shards_are_one_process_when_discord_recommends_it() -> None:
    world = World(shards=2).furnish()
    other = str(int(GUILD) + (1 << 22))
    world.guild(other, "Another")
    world.channel("900", "elsewhere", guild=other)
    world.member(ANA, "ana", other)
    async with started(world) as tower:
        await tower.until(lambda: len(tower.server.gateway.sessions) == 2)
        await tower.until(lambda: tower.places.channels(other) and tower.places.channels(GUILD))  # type: ignore[arg-type]
        await tower.server.says(ANA, "here", SITE)
        await tower.server.says(ANA, "there", "900")
        await tower.until(lambda: len(tower.reception.kept) == 2)
        shards = sorted(each["shard"] for each in tower.server.gateway.identifies)
    assert shards == [[0, 2], [1, 2]]
    assert {each.workspace for each in tower.reception.kept} == {GUILD, other}


@asynccontextmanager
async def two_shards() -> AsyncIterator[tuple[Tower, WorkspaceId]]:
    """A process with both of two shards, each with a guild."""
    world = World(shards=2).furnish()
    other = WorkspaceId(str(int(GUILD) + (1 << 22)))
    world.guild(other, "Another")
    world.channel("900", "elsewhere", guild=other)
    world.member(ANA, "ana", other)
    async with started(world) as tower:
        await tower.until(lambda: tower.places.channels(other) and tower.places.channels(WorkspaceId(GUILD)))
        yield tower, other


async def test_what_we_may_read_is_known_in_the_guilds_of_every_shard() -> None:
    async with two_shards() as (tower, other):
        await tower.until(lambda: readable(tower.wire, other) and readable(tower.wire, WorkspaceId(GUILD)))
        before = len(tower.reception.missed)
        await tower.server.gateway.tell("CHANNEL_UPDATE", tower.world.deny("900", HISTORY))
        await tower.until(lambda: tower.reception.missed[before:] == [other])
        assert readable(tower.wire, other) == frozenset()
        assert SITE in (readable(tower.wire, WorkspaceId(GUILD)) or ())


async def test_a_shard_that_loses_its_session_reads_back_its_own_guilds_and_the_other_resumes() -> None:
    async with two_shards() as (tower, other):
        gateway, before = tower.server.gateway, len(tower.reception.missed)
        shard = (int(other) >> 22) % 2
        (lost,) = (own for own, each in gateway.sessions.items() if each.shard == (shard, 2))
        sessions = list(gateway.sessions.values())
        del gateway.sessions[lost]
        for each in sessions:
            assert each.socket is not None
            await each.socket.close(code=4000)
        await tower.until(lambda: len(gateway.identifies) == 3 and len(gateway.resumes) == 2)
        await tower.until(lambda: tower.reception.missed[before:])
        await tower.server.says(ANA, "here", SITE)
        await tower.server.says(ANA, "there", "900")
        await tower.until(lambda: len(tower.reception.kept) == 2)
        missed = set(tower.reception.missed[before:])
    assert gateway.identifies[-1]["shard"] == [shard, 2]
    assert missed == {other}, "only what was told in the session that is gone has to be read back"


async def test_what_goes_wrong_in_one_shard_is_not_the_end_of_another() -> None:
    async with two_shards() as (tower, _):
        for session in tower.server.gateway.sessions.values():
            if session.shard == (1, 2) and session.socket is not None:
                await session.socket.send_str("nonsense")
                await session.socket.send_str('{"op": 0, "t": "GUILD_CREATE", "s": 90, "d": {"id": {}}}')
        await tower.server.says(ANA, "here", SITE)
        await tower.server.says(ANA, "there", "900")
        await tower.until(lambda: len(tower.reception.kept) == 2)
        assert len(tower.server.gateway.identifies) == 2
        assert not tower.server.gateway.resumes


async def test_a_process_holds_the_shards_that_are_set() -> None:
    async with started(World().furnish(), shards=(1,), shard_count=3) as tower:
        await tower.until(lambda: tower.server.gateway.identifies)
    assert [each["shard"] for each in tower.server.gateway.identifies] == [[1, 3]]


async def test_a_refused_token_is_tried_again_after_a_long_pause() -> None:
    world = World().furnish()
    async with started(world, token="wrong") as tower:
        await tower.until(lambda: world.requests.count(("GET", "/users/@me")) >= 2)
        assert tower.beats > 0
        assert tower.server.gateway.identifies == []


async def test_intents_an_application_may_not_use_are_not_asked_for() -> None:
    async with started(World(flags=1 << 15).furnish()) as tower:
        await tower.server.gateway.connected.wait()
    (identified,) = tower.server.gateway.identifies
    assert identified["intents"] & (1 << 15) == 0
    assert identified["intents"] & (1 << 1)


async def test_when_the_server_fails_at_login_it_is_raised_for_whoever_supervises() -> None:
    world = World(is_down=True).furnish()
    async with serving(world) as server:
        tower = Tower(server)
        with pytest.raises(Exception, match=r"disconnect|connect|reset|closed"):
            await asyncio.wait_for(tower.station.work(), 10)
        assert tower.wire.client is None
