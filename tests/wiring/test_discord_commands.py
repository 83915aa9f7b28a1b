"""`openline discord sync`, as a whole process, over a Discord of our own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from adapters.discord.permissions import invite
from bot.wording.registering import AS_IT_SHOULD_BE, NOT_LET_IN, NOT_SET_UP, REGISTERED_ANEW
from tests.fake_discord.server import Server, serving
from tests.fake_discord.world import APPLICATION
from tests.wiring.process import openline


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as server:
        yield server


async def synced(server: Server, home: Path, *options: str, token: str = "token") -> CompletedProcess[str]:  # noqa: S107
    """Run it beside the server, which is of this process."""
    settings = {"OPENLINE_DISCORD_TOKEN": token, "OPENLINE_DISCORD_API_URL": server.api}
    return await asyncio.to_thread(openline, home, "discord", "sync", *options, **settings)


async def test_what_changes_is_shown_and_sent_only_when_something_does(server: Server, tmp_path: Path) -> None:
    looked = await synced(server, tmp_path, "--dry-run")
    assert (looked.returncode, looked.stderr, server.world.overwrites) == (0, "", 0)
    assert "+ /openline: " in looked.stdout
    assert looked.stdout.endswith("nothing was sent.\n")
    first = await synced(server, tmp_path)
    assert (first.returncode, server.world.overwrites) == (0, 1)
    again = await synced(server, tmp_path)
    assert (again.stdout, server.world.overwrites) == (f"{AS_IT_SHOULD_BE}\n", 1)
    server.world.commands[0]["options"][0]["description"] = "Something else"
    changed = await synced(server, tmp_path)
    assert "description: Something else → " in changed.stdout
    assert server.world.overwrites == 2
    forced = await synced(server, tmp_path, "--force")
    assert (forced.stdout, server.world.overwrites) == (f"{REGISTERED_ANEW}\n", 3)
    assert server.gateway.identifies == [], "the gateway is not asked, and no session of the day is used"


async def test_what_cannot_be_done_is_one_sentence(server: Server, tmp_path: Path) -> None:
    refused = await synced(server, tmp_path, token="wrong")
    assert (refused.returncode, refused.stderr) == (2, f"{NOT_LET_IN}\n")
    server.world.missing.add("/applications/")
    unknown = await synced(server, tmp_path)
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
    assert "Discord refused (gone)." in unknown.stderr
    without = await asyncio.to_thread(openline, tmp_path, "discord", "sync")
    assert (without.returncode, without.stderr) == (2, f"{NOT_SET_UP}\n")


async def test_the_link_of_the_invitation_is_that_of_the_tokens_application(server: Server, tmp_path: Path) -> None:
    settings = {"OPENLINE_DISCORD_TOKEN": "token", "OPENLINE_DISCORD_API_URL": server.api}
    done = await asyncio.to_thread(openline, tmp_path, "discord", "invite", **settings)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{invite(APPLICATION)}\n", "")


async def test_a_discord_that_is_away_is_told_in_one_sentence(server: Server, tmp_path: Path) -> None:
    server.world.is_down = True
    done = await synced(server, tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Discord could not be reached" in done.stderr
