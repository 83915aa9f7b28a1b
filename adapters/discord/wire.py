"""Discord's REST API, through discord.py with its rate limits, and what its refusals mean to us.

discord.py repeats a request that was answered with a 5xx by itself, up to five times: for a post that would be five
posts. So the answer to one is looked at before discord.py sees it (`one_attempt`); only the outbox repeats a post, or
the change of a card, at its own pace.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final

import aiohttp
import discord
from discord.http import Route

from adapters.discord.render import Attached, Drawn
from bot.ports.surfaces import FORBIDDEN, GONE, Refused, Unsure

UNAUTHORIZED: Final = "unauthorized"
NOT_CONNECTED: Final = "not-connected"
SOON: Final = timedelta(seconds=5)
LATER: Final = timedelta(minutes=1)
PATIENCE: Final = 30.0
"""Seconds for an answer, with the waits that Discord's rate limits impose; the outbox gives up sooner."""
UNREACHABLE: Final = 50007
"""Discord's code for somebody who takes no direct messages from us."""

_OURS: Final = {
    "POST": re.compile(r"/channels/\d+/(messages|threads)$"),
    "PATCH": re.compile(r"/channels/\d+/messages/\d+$"),
}
"""Requests that the outbox repeats."""
_FOLLOW_UPS: Final = re.compile(r"/webhooks/\d+/[^/]+$")


class No(Refused):
    """Discord refused, with its own code beside ours."""

    def __init__(self, why: str, code: int = 0, retry_after: timedelta | None = None) -> None:
        super().__init__(why, retry_after)
        self.code = code


class AnswerLost(Exception):
    """A post was answered with a 5xx: it may be stored, or not."""


class _TooFast(Exception):
    """A post was refused for its pace; it is certainly not stored."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def one_attempt() -> aiohttp.TraceConfig:
    """For the session of discord.py: a post is one request, whatever becomes of it (R7)."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_look)
    return trace


async def _look(_: aiohttp.ClientSession, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
    answer, ours = ended.response, _OURS.get(ended.method)
    is_ours = ours is not None and ours.search(ended.url.path)
    is_follow_up = ended.method == "POST" and _FOLLOW_UPS.search(ended.url.path)
    if answer.status >= 500 and (is_ours or is_follow_up):
        answer.close()
        raise AnswerLost
    if is_ours and answer.status == 429 and "X-RateLimit-Global" not in answer.headers:
        seconds = _seconds(answer.headers.get("Retry-After") or answer.headers.get("X-RateLimit-Reset-After"))
        answer.close()
        raise _TooFast(seconds)


class Wire:
    """Asks Discord something, and says in our words what it answered.

    `client` is whoever is logged in now; `shards` are all who are told of guilds, each of its own ones.
    """

    def __init__(self) -> None:
        self.client: discord.Client | None = None
        self.shards: Sequence[discord.Client] = ()

    def guild(self, own: int) -> discord.Guild | None:
        """What discord.py knows of a guild, by whichever shard is told of it."""
        return next((found for each in self.shards if (found := each.get_guild(own)) is not None), None)

    @property
    def me(self) -> str:
        """Our own user's id, as far as it is known."""
        user = self.client.user if self.client is not None else None
        return str(user.id) if user is not None else ""

    async def ask(self, method: str, path: str, body: Any = None, query: Any = None, **places: str) -> Any:
        """What Discord answers. Raises Refused (mostly as `No`), or Unsure where nobody can tell."""
        given: dict[str, Any] = {} if body is None else {"json": body}
        if query is not None:
            given["params"] = query
        return await self._asked(Route(method, path, **places), **given)

    async def send(self, method: str, path: str, drawn: Drawn, **places: str) -> Any:
        """The same with a message, and its files."""
        route = Route(method, path, **places)
        if not drawn.files:
            return await self._asked(route, json=drawn.body)
        return await self._asked(route, form=parts(drawn.body, drawn.files))

    async def _asked(self, route: Route, **given: Any) -> Any:
        if self.client is None:
            raise No(NOT_CONNECTED, retry_after=SOON)
        try:
            async with asyncio.timeout(PATIENCE):
                return read(await self.client.http.request(route, **given))
        except _TooFast as fast:
            raise No("rate-limited", retry_after=timedelta(seconds=fast.seconds)) from None
        except discord.HTTPException as refusal:
            raise meant(refusal) from None
        except discord.RateLimited as fast:
            raise No("rate-limited", retry_after=timedelta(seconds=fast.retry_after)) from None
        except RuntimeError:  # the session was closed under us; the next one is being opened
            raise No(NOT_CONNECTED, retry_after=SOON) from None
        except (AnswerLost, aiohttp.ClientError, OSError, TimeoutError):
            raise Unsure from None


def meant(refusal: discord.HTTPException) -> Refused | Unsure:
    """What a refusal of Discord's means."""
    match refusal.status:
        case 401:
            return No(UNAUTHORIZED, refusal.code, LATER)
        case 403:
            return No(FORBIDDEN, refusal.code)
        case 404:
            return No(GONE, refusal.code)
        case 429:
            return No(
                "rate-limited", refusal.code, timedelta(seconds=_seconds(refusal.response.headers.get("Retry-After")))
            )
        case status if status >= 500:
            return Unsure()
        case _:
            return No("not-accepted", refusal.code)


def parts(body: Any, files: Sequence[Attached]) -> list[dict[str, Any]]:
    """A message and its files as the parts of a form."""
    told = {"name": "payload_json", "value": json.dumps(body)}
    sent = [
        {
            "name": f"files[{number}]",
            "value": each.data,
            "filename": each.name,
            "content_type": "application/octet-stream",
        }
        for number, each in enumerate(files)
    ]
    return [told, *sent]


def read(answer: Any) -> Any:
    """The answer as JSON, though it did not call itself so."""
    if not isinstance(answer, str):
        return answer
    try:
        return json.loads(answer)
    except ValueError:
        return None


def _seconds(header: str | None) -> float:
    try:
        return max(float(header or 1), 0.0)
    except ValueError:
        return 1.0
