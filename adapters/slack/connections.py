"""Socket Mode: two connections, each looked after by itself, so that one is there while the other is renewed.

Our own loop around a plain WebSocket, and not slack_sdk's client: that one reuses a spent address when it reconnects,
runs every envelope as a task of its own without any bound, and goes silent after some faults (python-slack-sdk #1701,
bolt-python #1529). Here anything strange ends the connection, and the next one is new from the ground up.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.api import refused, why_not
from bot.ports.surfaces import Refused

CONNECTIONS: Final = 2
STAGGER: Final = 3.0
"""Seconds between the first connection and the second."""
PING_EVERY: Final = 10.0
SILENCE: Final = 30.0
"""Seconds without any frame, after three pings, that make a connection a dead one."""
RENEWED_AFTER: Final = 3_000.0
"""Seconds a connection lives at most: one that hears nothing but pongs is not for ever."""
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 20.0
LINK_DISABLED: Final = 300.0
"""Seconds until it is tried again after Socket Mode was switched off for the app."""
ROOM: Final = 1_000
"""Deliveries under way at a time; whoever sends more has to wait."""
LAST_WORDS: Final = 3.0
"""Seconds for acknowledgements under way when a connection is to be renewed."""

Dispatch = Callable[[SocketModeRequest], Awaitable[dict[str, Any] | None]]
"""Deals with one delivery; what its acknowledgement carries, None if it must not be acknowledged."""
Sleep = Callable[[float], Awaitable[None]]


class Disconnected(Exception):
    """Slack ends a connection, and says why."""


def by_bolt(app: AsyncApp) -> Dispatch:
    """Deliveries dealt with by Bolt. What it cannot even read is acknowledged: it would be no better the next time."""

    async def dispatch(request: SocketModeRequest) -> dict[str, Any] | None:
        try:
            response = await run_async_bolt_app(app, request)
        except Exception as failure:
            structlog.get_logger().warning("delivery_unreadable", failure=type(failure).__name__)
            return {}
        if response is None or response.status != 200:
            return None
        body = response.body
        return json.loads(body) if body and body[:1] == "{" else {}

    return dispatch


class Connections:
    """Holds the connections of one process, for as long as `run` goes on."""

    def __init__(
        self,
        client: Callable[[], AsyncWebClient],
        app_token: str,
        dispatch: Dispatch,
        heard: Callable[[], None] = lambda: None,
        lost_touch: Callable[[], Awaitable[None]] | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._client = client
        self._app_token = app_token
        self._dispatch = dispatch
        self._heard = heard
        self._lost_touch = lost_touch
        self._sleep = sleep
        self._live: set[int] = set()
        self._was_live = False
        self._room = asyncio.Semaphore(ROOM)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def live(self) -> int:
        """How many connections hear at this moment."""
        return len(self._live)

    async def run(self) -> None:
        """Keep the connections up, whatever happens to them."""
        try:
            async with asyncio.TaskGroup() as group:
                for number in range(CONNECTIONS):
                    group.create_task(self._keep_up(number), name=f"slack-{number}")
        finally:
            await self._finished()

    async def _keep_up(self, number: int) -> None:
        await self._sleep(number * STAGGER)
        pause = FIRST_PAUSE
        while True:
            why, has_worked = await self._lived(number)
            structlog.get_logger().info("slack_connection_ended", number=number, why=why)
            if why == "link_disabled":
                pause = LINK_DISABLED
            elif has_worked:
                pause = FIRST_PAUSE if why == "too_many_websockets" else 0.0
            await self._sleep(pause)
            pause = min(max(2 * pause, FIRST_PAUSE), LONGEST_PAUSE)

    async def _lived(self, number: int) -> tuple[str, bool]:
        """One connection from its address to its end: why it ended, and whether Slack ever said hello."""
        try:
            async with asyncio.timeout(RENEWED_AFTER * (1 + number / 2)), self._opened() as socket:
                await self._listen(number, socket)
            why = "closed"
        except Disconnected as told:
            why = str(told)
        except SlackApiError as refusal:
            why = why_not(meant) if isinstance(meant := refused(refusal), Refused) else "unavailable"
        except TimeoutError:
            why = "renewed"
        except Exception as failure:  # whatever it is: the next one is new from the ground up
            why = type(failure).__name__
        has_worked = number in self._live
        self._live.discard(number)
        if has_worked and why in ("silence", "closed"):
            await self._missed()
        return why, has_worked

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """A new session and a new address each time: neither is ever used again."""
        async with aiohttp.ClientSession() as session:
            client = self._client()
            client.session = session
            told = await client.apps_connections_open(app_token=self._app_token)
            url = str(told.get("url") or "")
            async with session.ws_connect(url, autoping=False, autoclose=True, max_msg_size=0) as socket:
                yield socket

    async def _listen(self, number: int, socket: aiohttp.ClientWebSocketResponse) -> None:
        pinging = asyncio.ensure_future(_ping(socket, self._sleep))
        try:
            while True:
                frame = await _next(socket)
                self._heard()
                if frame.type is aiohttp.WSMsgType.PING:
                    await socket.pong(frame.data)
                elif frame.type is aiohttp.WSMsgType.TEXT:
                    await self._frame(number, socket, frame.data)
                elif frame.type is not aiohttp.WSMsgType.PONG:
                    return
        finally:
            pinging.cancel()
            await asyncio.wait([pinging])

    async def _frame(self, number: int, socket: aiohttp.ClientWebSocketResponse, data: str) -> None:
        told = _parsed(data)
        match told.get("type"):
            case "hello":
                await self._greeted(number)
            case "disconnect":
                if told.get("reason") != "warning":  # a word ahead of time: the real one follows
                    await self._finished()
                    raise Disconnected(str(told.get("reason") or "disconnect")[:40])
            case _ if told.get("envelope_id"):
                await self._room.acquire()
                task = asyncio.ensure_future(self._deal(socket, told))
                self._tasks.add(task)
                task.add_done_callback(self._done)

    async def _deal(self, socket: aiohttp.ClientWebSocketResponse, told: dict[str, Any]) -> None:
        """One delivery: acknowledged if it is kept, otherwise Slack delivers it again."""
        try:
            request = SocketModeRequest.from_dict(told)
            answer = await self._dispatch(request) if request is not None else {}  # nothing that could be kept
            if answer is None:
                return
            acknowledged: dict[str, Any] = {"envelope_id": told["envelope_id"]}
            if answer:
                acknowledged["payload"] = answer
            await socket.send_str(json.dumps(acknowledged))
        except Exception as failure:  # the connection is gone, or we are at fault: not acknowledged
            structlog.get_logger().warning("not_acknowledged", failure=type(failure).__name__)

    async def _greeted(self, number: int) -> None:
        was_deaf = self._was_live and not self._live
        self._live.add(number)
        self._was_live = True
        structlog.get_logger().info("slack_connected", number=number)
        if was_deaf:
            await self._missed()

    async def _missed(self) -> None:
        if self._lost_touch is not None:
            await self._lost_touch()

    async def _finished(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=LAST_WORDS)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._room.release()


async def _next(socket: aiohttp.ClientWebSocketResponse) -> aiohttp.WSMessage:
    try:
        return await socket.receive(timeout=SILENCE)
    except TimeoutError:
        raise Disconnected("silence") from None


async def _ping(socket: aiohttp.ClientWebSocketResponse, sleep: Sleep) -> None:
    while True:
        await sleep(PING_EVERY)
        await socket.ping()


def _parsed(data: str) -> dict[str, Any]:
    """A frame, or nothing where it is none of Slack's."""
    try:
        told = json.loads(data)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
