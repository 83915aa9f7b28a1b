"""The log tells what was done, and never what was said (S15)."""

import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
import structlog
from aiohttp import web
from pydantic import SecretStr

from adapters import logs

CANARY = "canary7f3a"
TOKEN = "-".join(("xoxb", CANARY, "1234567890"))  # in parts, so that no scanner takes it for a real one
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """A log at DEBUG, libraries too; afterwards everything is as it was."""
    root, before = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    out = io.StringIO()
    logs.configure("DEBUG", out, libraries=logging.DEBUG)
    yield out
    logging.captureWarnings(False)
    root.handlers, root.level = handlers, level
    sys.excepthook, sys.unraisablehook, threading.excepthook = before
    structlog.reset_defaults()


@pytest.fixture
def lines(stream: io.StringIO) -> Lines:
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_its_action_its_level_and_its_moment(lines: Lines) -> None:
    structlog.get_logger().info("migrated", revision="0001", took=timedelta(seconds=2))
    (line,) = lines()
    assert (line["action"], line["level"], line["revision"], line["took"]) == ("migrated", "info", "0001", 2.0)
    assert datetime.fromisoformat(line["at"]).tzinfo is not None


@pytest.mark.parametrize("key", ["text", "body", "payload", "blocks", "name", "token", "message", "view"])
def test_keys_that_would_hold_words_are_left_out(lines: Lines, key: str) -> None:
    structlog.get_logger().info("heard", **{key: CANARY, "conversation": "C1"})
    (line,) = lines()
    assert CANARY not in str(line)
    assert line["conversation"] == "C1"


def test_where_it_is_tested_such_a_key_is_a_mistake(stream: io.StringIO) -> None:
    logs.configure("DEBUG", stream, strict=True)
    with pytest.raises(logs.TellsTooMuch, match="text"):
        structlog.get_logger().info("heard", text=CANARY)
    with pytest.raises(logs.TellsTooMuch):
        structlog.get_logger().info(f"heard {CANARY}")


@pytest.mark.parametrize(
    "value",
    [f"{CANARY} and more", f"two\n{CANARY}", TOKEN, SecretStr(CANARY), {"a": CANARY}, CANARY.encode(), object()],
)
def test_values_that_might_be_words_or_secrets_are_dots(lines: Lines, value: object) -> None:
    structlog.get_logger().info("kept", thing=value, things=[value])
    (line,) = lines()
    assert CANARY not in str(line)
    assert line["thing"] == "…"


def test_an_action_is_a_word_and_not_a_sentence(lines: Lines) -> None:
    structlog.get_logger().info(f"heard {CANARY}")
    assert [line["action"] for line in lines()] == ["unnamed"]


def test_people_are_told_apart_and_not_known(lines: Lines) -> None:
    for person in ("U1", "U2", "U1"):
        structlog.get_logger().info("nudged", person=person)
    marks = [line["person"] for line in lines()]
    assert marks[0] == marks[2] != marks[1]
    assert "U1" not in str(marks)


def test_plain_values_stay_as_they_are(lines: Lines) -> None:
    class State(StrEnum):
        SENT = "sent"

    at = datetime(2026, 3, 29, 1, tzinfo=UTC)
    structlog.get_logger().info("sent", state=State.SENT, tries=2, at_work=True, due=at, error=ValueError(CANARY))
    (line,) = lines()
    assert line["state"] == "sent"
    assert (line["tries"], line["at_work"], line["due"]) == (2, True, "2026-03-29T01:00:00+00:00")
    assert line["error"] == "ValueError"


def _stumble() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        raise RuntimeError(f"could not read {CANARY}") from error


def test_an_exception_is_its_kinds_and_places_without_its_words(lines: Lines) -> None:
    try:
        _stumble()
    except RuntimeError:
        structlog.get_logger().exception("failed")
        logging.getLogger("library").exception("it said %s", CANARY)
    ours, theirs = lines()
    assert CANARY not in f"{ours} {theirs}"
    assert ours["error"] == theirs["error"] == "RuntimeError < ValueError"
    assert ours["traceback"][-1].endswith(" _stumble")
    assert theirs["template"] == "it said %s"


def test_what_nobody_caught_is_told_without_its_words(lines: Lines) -> None:
    try:
        _stumble()
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=_stumble)
        thread.start()
        thread.join()
    assert [line["action"] for line in lines()] == ["crashed", "crashed"]
    assert CANARY not in str(lines())


def test_warnings_and_odd_levels_come_through(lines: Lines) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(CANARY, stacklevel=1)
    logging.getLogger("library").log(25, "odd")
    logging.getLogger("library").log(60, "loud")
    assert [(line["logger"], line["level"]) for line in lines()] == [
        ("py.warnings", "warning"),
        ("library", "info"),
        ("library", "critical"),
    ]
    assert CANARY not in str(lines())


def test_libraries_stay_quiet_whatever_is_set(stream: io.StringIO, lines: Lines) -> None:
    logs.configure("DEBUG", stream)
    logging.getLogger("slack_sdk").debug("a frame")
    logging.getLogger("slack_bolt").info("a body")
    structlog.get_logger().debug("ours")
    assert [line["action"] for line in lines()] == ["ours"]


async def test_slack_bolt_prints_no_body_when_a_signature_is_wrong(stream: io.StringIO) -> None:
    from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

    app = AsyncApp(token=TOKEN, signing_secret=CANARY, request_verification_enabled=True)
    body = json.dumps({"type": "event_callback", "event": {"type": "message", "text": CANARY}})
    headers: dict[str, str | Sequence[str]] = {
        "x-slack-signature": f"v0={CANARY}",
        "x-slack-request-timestamp": "1",
    }
    answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
    assert answer.status == 401
    assert "slack_bolt" in stream.getvalue()
    assert CANARY not in stream.getvalue()


async def test_slack_sdk_prints_no_token_and_no_text(stream: io.StringIO) -> None:
    from slack_sdk.errors import SlackApiError
    from slack_sdk.web.async_client import AsyncWebClient

    async with _answering({"ok": False, "error": "invalid_auth", "needed": CANARY}) as address:
        client = AsyncWebClient(token=TOKEN, base_url=f"{address}/", retry_handlers=[])
        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel="C1", text=CANARY)
    assert "slack_sdk" in stream.getvalue()
    assert CANARY not in stream.getvalue()


async def test_discord_prints_no_token_and_no_text(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    import discord
    from discord.http import Route

    me = {"id": "1", "username": CANARY, "discriminator": "0", "avatar": None, "content": CANARY}
    async with _answering(me) as address:
        monkeypatch.setattr(Route, "BASE", address)
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.http.static_login(CANARY)
            await client.http.request(Route("POST", "/channels/1/messages"), json={"content": CANARY})
    assert "discord.http" in stream.getvalue()
    assert CANARY not in stream.getvalue()


async def test_a_task_that_failed_unseen_is_told_without_its_words(lines: Lines) -> None:
    async def stumble() -> None:
        _stumble()

    task = asyncio.create_task(stumble())
    await asyncio.wait([task])
    del task
    assert any(line["logger"] == "asyncio" and line.get("error") for line in lines())
    assert CANARY not in str(lines())


class _answering:  # noqa: N801 - read like the function it stands for
    """A server on this machine that gives one answer to everything."""

    def __init__(self, answer: dict[str, Any]) -> None:
        async def handle(_: web.Request) -> web.Response:
            exactly = {"Content-Type": "application/json"}  # discord.py reads nothing else as JSON
            return web.Response(body=json.dumps(answer).encode(), headers=exactly)

        application = web.Application()
        application.router.add_route("*", "/{tail:.*}", handle)
        self._runner = web.AppRunner(application, access_log=None)

    async def __aenter__(self) -> str:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()
