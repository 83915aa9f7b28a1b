"""Slack in a whole process of its own: `openline run` against a Slack on this machine."""

import asyncio
import hashlib
import hmac
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

import aiohttp

from adapters.clocks import SystemClock
from adapters.secrets import new_key
from tests.adapters.slack.fake import ANA, SAM, SITE, Slack
from tests.adapters.slack.people_at_slack import People, labels
from tests.adapters.slack.servers import serving
from tests.adapters.slack.town import ID, NORTH, SECRET, SIGNING, Browser, Town
from tests.wiring.process import surroundings

LIMIT = 120


@asynccontextmanager
async def living(home: Path) -> AsyncIterator[tuple[People, asyncio.subprocess.Process]]:
    """A process, and the people of the workspace it is installed in."""
    async with serving(Slack(clock=SystemClock())) as slack:  # type: ignore[arg-type]
        told = {
            "OPENLINE_SLACK_APP_TOKEN": "xapp-1",
            "OPENLINE_SLACK_BOT_TOKEN": "xoxb-1",
            "OPENLINE_SLACK_API_URL": f"{slack.url}/api/",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=home, env=surroundings(home, **told), stdout=asyncio.subprocess.PIPE
        )
        people = People(slack, LIMIT)  # a machine that is busy with other tests starts a process slowly
        try:
            await people.connected(1)
            yield people, process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def test_two_people_begin_to_work_together_in_slack(tmp_path: Path) -> None:
    async with living(tmp_path) as (people, process):
        await people.commands(ANA, f"start <@{SAM}|sam> the new shop")
        await people.until(lambda: len(people.slack.posts) == 1)
        (invitation,) = people.slack.posts
        assert "the new shop" in invitation["text"]
        await people.presses(SAM, labels(invitation)[0], invitation)
        await people.until(lambda: len(people.slack.views) == 1)
        wrong = await people.submits(SAM, people.slack.views[0], zone="Nowhere")
        assert [*wrong["errors"]] == ["zone"]
        assert await people.submits(SAM, people.slack.views[0], zone="UTC", hours="Mon-Sun 0-24") == {}
        await people.until(lambda: len(people.slack.posts) == 2)
        await people.says(ANA, f"<@{SAM}> can you send me the draft?", SITE)
        assert "One thing is your turn" in (await people.commands(SAM, "mine"))["text"]
        process.send_signal(signal.SIGTERM)
        out, _ = await asyncio.wait_for(process.communicate(), LIMIT)
        assert process.returncode == os.EX_OK
        log = [json.loads(line) for line in out.splitlines()]
        assert not [line for line in log if line["level"] == "error"], log
        assert b"draft" not in out
        assert b"xoxb" not in out


async def test_over_http_a_signed_command_is_answered_and_another_is_not(tmp_path: Path) -> None:
    async with serving(Slack(clock=SystemClock())) as slack:  # type: ignore[arg-type]
        told = {
            "OPENLINE_SLACK_SIGNING_SECRET": "secret",
            "OPENLINE_SLACK_BOT_TOKEN": "xoxb-1",
            "OPENLINE_SLACK_API_URL": f"{slack.url}/api/",
            "OPENLINE_SLACK_LISTEN": "127.0.0.1:0",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=tmp_path,
            env=surroundings(tmp_path, **told),
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(LIMIT), aiohttp.ClientSession() as session:
                address = await _said(process, "slack_listening")
                raw = urlencode(People(slack).command(ANA, "help")).encode()
                answers = [
                    await _sent(session, f"{address}/slack/events", raw, secret) for secret in ("secret", "guess")
                ]
        finally:
            process.kill()
            await process.wait()
    assert answers[0][0] == 200
    assert "What you can do" in answers[0][1]
    assert answers[1] == (401, "")


async def test_a_workspace_installs_it_by_itself_and_no_token_is_told_to_anybody(tmp_path: Path) -> None:
    async with serving(Town(clock=SystemClock())) as town:  # type: ignore[arg-type]
        assert isinstance(town, Town)
        told = {
            "OPENLINE_SLACK_CLIENT_ID": ID,
            "OPENLINE_SLACK_CLIENT_SECRET": SECRET,
            "OPENLINE_SLACK_SIGNING_SECRET": SIGNING,
            "OPENLINE_SECRET_KEY": new_key("k1"),
            "OPENLINE_SLACK_API_URL": f"{town.url}/api/",
            "OPENLINE_SLACK_LISTEN": "127.0.0.1:0",
        }
        process = await _begun(tmp_path, told, "run")
        try:
            async with asyncio.timeout(LIMIT), aiohttp.ClientSession() as session:
                browser = Browser(await _said(process, "slack_listening"), town, session)
                assert (await browser.installs(NORTH))[0] == 200
                state = await browser.begins()
                assert (await browser.returns(state=state, code="code-canary"))[0] == 401
                people = People(town.workspaces[NORTH])
                answer = await browser.commands(people, ANA, "help", SITE)
                assert "What you can do" in answer["text"]
                doctor = await _begun(tmp_path, told, "doctor")
                examined, _ = await doctor.communicate()
                process.send_signal(signal.SIGTERM)
                out, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    assert b"1 workspace lets us do all we need" in examined
    assert b"not_installed" in out
    for each in (out, examined, (tmp_path / "openline.db").read_bytes()):
        assert b"canary" not in each


async def _begun(home: Path, told: dict[str, str], command: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, cwd=home, env=surroundings(home, **told), stdout=asyncio.subprocess.PIPE
    )


async def _said(process: asyncio.subprocess.Process, action: str) -> str:
    assert process.stdout is not None
    async for line in process.stdout:
        told = json.loads(line)
        if told["action"] == action:
            return str(told["address"])
    raise AssertionError(f"it ended without {action}")


async def _sent(session: aiohttp.ClientSession, url: str, raw: bytes, secret: str) -> tuple[int, str]:
    seconds = str(int(SystemClock().now().timestamp()))
    digest = hmac.new(secret.encode(), f"v0:{seconds}:".encode() + raw, hashlib.sha256).hexdigest()
    headers = {
        "X-Slack-Request-Timestamp": seconds,
        "X-Slack-Signature": f"v0={digest}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    async with session.post(url, data=raw, headers=headers) as answer:
        return answer.status, await answer.text()
