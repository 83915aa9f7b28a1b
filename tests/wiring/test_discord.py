"""`openline run` as a process of its own, with a Discord of our own: it hears, answers, posts and ends well."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.replies import MODAL
from tests.adapters.discord.tower import custom_ids, shown
from tests.fake_discord.server import Server, serving
from tests.fake_discord.world import ANA, SAM, SITE, Json
from tests.wiring.process import LIMIT, surroundings


@asynccontextmanager
async def running(server: Server, home: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`openline run`, connected."""
    env = surroundings(home, OPENLINE_DISCORD_TOKEN="canary-token", OPENLINE_DISCORD_API_URL=server.api, **settings)
    pipe, command = asyncio.subprocess.PIPE, (sys.executable, "-m", "bot", "run")
    process = await asyncio.create_subprocess_exec(*command, cwd=home, env=env, stdout=pipe, stderr=pipe)
    try:
        await asyncio.wait_for(server.gateway.connected.wait(), LIMIT)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def answered(server: Server, told: Json) -> Json:
    """The first answer to an interaction."""
    async with asyncio.timeout(LIMIT):
        while told["id"] not in server.world.callbacks:  # noqa: ASYNC110 - another process tells nobody
            await asyncio.sleep(0.02)
    return server.world.callbacks[told["id"]]


async def log(process: asyncio.subprocess.Process) -> list[dict[str, Any]]:
    """Ask it to end, and read what it logged."""
    process.send_signal(signal.SIGTERM)
    out, err = await asyncio.wait_for(process.communicate(), 10)
    assert err.decode() == ""
    assert process.returncode == 0
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.skipif(os.name == "nt", reason="signals")
async def test_a_process_registers_answers_posts_and_ends_well(tmp_path: Path) -> None:
    async with serving() as server, running(server, tmp_path) as process:
        assert "Nothing waits for you." in shown((await answered(server, await server.gives(ANA, "mine")))["data"])
        invitation = await answered(server, await server.gives(ANA, "start", people=[SAM], name="the site"))
        assert "the site" in shown(invitation["data"])
        form = await answered(server, await server.gives(SAM, "join"))
        typed: dict[str, str | list[str]] = {"zone": "Europe/Berlin", "hours": "Mon-Fri 9-17"}
        await answered(server, await server.sends(SAM, form["data"]["custom_id"], typed))
        async with asyncio.timeout(LIMIT):
            while len(server.world.by_bot(SITE)) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        posted = "\n".join(shown(each) for each in server.world.by_bot(SITE))
        lines = await log(process)
    assert "has joined" in posted
    actions = [line["action"] for line in lines]
    assert not {"library", "crashed", "part_failed", "round_failed"} & set(actions), lines
    assert "commands_registered" in actions
    assert actions[-1] == "stopped"
    assert "canary-token" not in str(lines)


async def test_a_session_that_was_lost_with_a_kill_is_begun_anew_and_everything_is_still_there(tmp_path: Path) -> None:
    async with serving() as server:
        async with running(server, tmp_path) as process:
            invitation = await answered(server, await server.gives(ANA, "start", people=[SAM], name="the site"))
            process.kill()
            await process.wait()
        server.gateway.connected.clear()
        async with running(server, tmp_path) as process:
            home = await answered(server, await server.gives(ANA, "home"))
            pressed = [await server.presses(SAM, own) for own in custom_ids(invitation["data"])]
            join, *_ = [await answered(server, each) for each in pressed]
            await log(process)
    assert server.world.overwrites == 1, "commands that did not change are not registered again"
    assert home["data"]
    assert (join["type"], join["data"]["title"]) == (MODAL, "Join"), "a button of before the restart does what it did"
