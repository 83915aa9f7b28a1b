"""What the doctor learns of Discord, over our own."""

from __future__ import annotations

from adapters.discord.examination import examined
from bot.vocabulary.doctor import DiscordSeen
from tests.fake_discord.server import serving
from tests.fake_discord.world import World


async def test_a_token_that_is_taken_and_what_the_application_may_be_told() -> None:
    async with serving(World(flags=1 << 19, identifies_left=7).furnish()) as server:
        assert await examined(server.api, "token") == DiscordSeen(True, True, True, False, 7)


async def test_a_token_that_is_refused() -> None:
    async with serving() as server:
        seen = await examined(server.api, "wrong")
    assert (seen.is_reachable, seen.is_token_good) == (True, False)


async def test_a_server_that_does_not_answer() -> None:
    async with serving() as server:
        api = server.api
    seen = await examined(api, "canary")
    assert not seen.is_reachable
    assert "canary" not in str(seen)


async def test_a_server_that_says_little_is_taken_at_its_word() -> None:
    world = World().furnish()
    world.missing |= {"/oauth2", "/gateway"}
    async with serving(world) as server:
        assert await examined(server.api, "token") == DiscordSeen(True, True, True, True, None)
