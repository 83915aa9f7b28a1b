"""HTTP mode: our own edge in front of Bolt. Nothing is read of a request before its signature is known to be Slack's.

Bolt by itself answers some broken headers and bodies with 500, parses before it verifies, logs the whole body of a
request with a wrong signature, and takes a valid request that is sent again for a new one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.slack.manifest import EVENTS_AT
from bot.ports import Clock

LARGEST: Final = 1_048_576
"""Bytes of a request; Slack's own are far smaller."""
SKEW: Final = timedelta(minutes=5)
REMEMBERED: Final = timedelta(minutes=10)
"""How long a request is known, to be told from the same one sent again."""
AT_MOST: Final = 200_000
_SIGNATURE: Final = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
_SECONDS: Final = re.compile(r"[0-9]{1,12}", re.ASCII)


Route = web.RouteDef
"""A page, or where Slack delivers."""


class Unwelcome(Exception):
    """A request that is not Slack's, or is none at all; `status` is what it is answered with."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Edge:
    """Takes requests, and hands on those that are Slack's."""

    def __init__(self, app: AsyncApp, secret: str, clock: Clock) -> None:
        self._app = app
        self._secret = secret.encode()
        self._clock = clock
        self._seen: OrderedDict[str, datetime] = OrderedDict()

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request: whoever is not Slack gets 4xx and nothing else."""
        try:
            raw = await _read(request)
            signature = self._verified(request, raw)
            _parsed(request.content_type, raw)
            self._told_apart(signature)
        except Unwelcome as unwelcome:
            return web.Response(status=unwelcome.status)
        response = await self._dispatched(request, raw)
        if response.status >= 500:
            self._seen.pop(signature, None)  # it was not kept: the same request may come again
        return response

    def _verified(self, request: web.Request, raw: bytes) -> str:
        """The signature, if it is Slack's and of now."""
        seconds = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not _SECONDS.fullmatch(seconds) or not _SIGNATURE.fullmatch(signature):
            raise Unwelcome(401)
        if abs(self._clock.now().timestamp() - int(seconds)) > SKEW.total_seconds():
            raise Unwelcome(401)
        digest = hmac.new(self._secret, b"v0:" + seconds.encode() + b":" + raw, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(f"v0={digest}", signature):
            raise Unwelcome(401)
        return signature

    def _told_apart(self, signature: str) -> None:
        """A request that was sent before has had its effect."""
        now = self._clock.now()
        while self._seen and (len(self._seen) > AT_MOST or next(iter(self._seen.values())) < now - REMEMBERED):
            self._seen.popitem(last=False)
        if signature in self._seen:
            raise Unwelcome(409)
        self._seen[signature] = now

    async def _dispatched(self, request: web.Request, raw: bytes) -> web.Response:
        try:
            headers: dict[str, str | Sequence[str]] = {name: [value] for name, value in request.headers.items()}
            bolt_request = AsyncBoltRequest(body=raw.decode("utf-8"), headers=headers)
            response = await self._app.async_dispatch(bolt_request)
        except Exception as failure:
            structlog.get_logger().warning("delivery_unreadable", failure=type(failure).__name__)
            return web.Response(status=400)
        kind = response.first_headers().get("content-type", "text/plain")
        return web.Response(status=response.status, text=response.body, content_type=kind.partition(";")[0])


@asynccontextmanager
async def listening(routes: list[Route], host: str, port: int) -> AsyncIterator[str]:
    """Serve routes; yields the address."""
    app = web.Application(client_max_size=LARGEST)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        name, number, *_ = runner.addresses[0]
        yield f"http://[{name}]:{number}" if ":" in name else f"http://{name}:{number}"
    finally:
        await runner.cleanup()


def events(edge: Edge) -> Route:
    """The route at which Slack delivers."""
    return web.post(EVENTS_AT, edge.handle)


async def _read(request: web.Request) -> bytes:
    if (request.content_length or 0) > LARGEST:
        raise Unwelcome(413)
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Unwelcome(413) from None


def _parsed(content_type: str, raw: bytes) -> dict[str, Any]:
    """What Slack sends: a JSON object, or a form that is one or holds one."""
    try:
        text = raw.decode("utf-8")
        if content_type == "application/json":
            told = json.loads(text)
        elif content_type == "application/x-www-form-urlencoded":
            form = parse_qs(text, keep_blank_values=True, strict_parsing=True, max_num_fields=200)
            told = json.loads(form["payload"][0]) if "payload" in form else form
        else:
            raise Unwelcome(415)
    except (ValueError, RecursionError):
        raise Unwelcome(400) from None
    if not isinstance(told, dict) or not told:
        raise Unwelcome(400)
    return told
