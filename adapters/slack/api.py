"""Slack's Web API as we call it: once, never retried behind our back, never before Slack wants to hear of us again.

slack_sdk retries a dropped connection by default, and so stores a post twice: `retry_handlers=[]`. One session serves
all calls (a session a call costs more than twice as much).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installed import Installed, Tokens
from adapters.slack.scopes import METHODS, OF_ONE_TEAM
from bot.ports import Clock
from bot.ports.surfaces import FORBIDDEN, Refused, Unsure
from bot.vocabulary.model import WorkspaceId

PATIENCE: Final = 15.0
"""Seconds for an answer."""
HERE: Final = {"127.0.0.1", "::1", "localhost"}
SLACK: Final = "slack.com"
HOOKS: Final = "hooks.slack.com"
RATE_LIMITED: Final = "ratelimited"
UNREACHABLE: Final = "unreachable"
UNKNOWN_METHOD: Final = "unknown_method"
"""Whoever stands in for Slack does not know it."""
NOT_INSTALLED: Final = "not_installed"
"""Not, or not yet again: what waits to be posted there waits on."""
AGAIN: Final = timedelta(seconds=30)
"""Where Slack does not say how long to wait."""
SOON: Final = timedelta(seconds=5)

Client = Callable[[str | None], AsyncWebClient]
"""Makes a client that speaks with a token, or with none."""
_TRANSIENT: Final = {"fatal_error", "internal_error", "service_unavailable", "request_timeout", ""}
"""Slack says of these that some of the operation may have been done."""
_CLOSED_DOORS: Final = {
    "access_denied", "account_inactive", "channel_not_found", "ekm_access_denied", "invalid_auth", "is_archived",
    "missing_scope", "no_permission", "not_allowed_token_type", "not_authed", "not_in_channel", "org_login_required",
    "restricted_action", "restricted_action_non_threadable_channel", "restricted_action_read_only_channel",
    "restricted_action_thread_locked", "restricted_action_thread_only_channel", "team_access_not_granted",
    "token_expired", "token_revoked",
}  # fmt: skip
"""Somebody may let us in again: each is FORBIDDEN, with its own name kept for `why_not`."""
_OF_TOKENS: Final = {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
"""There may be another token by now: the installation is looked up anew."""


class Api:
    """Calls methods for workspaces. Use inside `open`."""

    def __init__(self, url: str, tokens: Tokens, clock: Clock) -> None:
        self._url = f"{url.rstrip('/')}/"
        self._tokens = tokens
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None
        self._not_before: dict[tuple[WorkspaceId, str], datetime] = {}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Api]:
        """Hold the connections that calls share."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
            self._session = session
            try:
                yield self
            finally:
                self._session = None

    def client(self, token: str | None) -> AsyncWebClient:
        """A client of the SDK with our manners."""
        client = AsyncWebClient(
            token, base_url=self._url, timeout=int(PATIENCE), session=self._session, retry_handlers=[]
        )
        if urlsplit(self._url).hostname in HERE:
            client.proxy = None  # the SDK takes one from the environment whatever NO_PROXY says
        return client

    async def call(self, workspace: WorkspaceId, method: str, **arguments: Any) -> dict[str, Any]:
        """Call one of `METHODS`. Raises Refused, or Unsure if it may have been done."""
        if method not in METHODS:
            raise KeyError(method)
        installed = await self._installed(workspace, method)
        if installed.organisation and method in OF_ONE_TEAM:
            arguments["team_id"] = workspace
        given = {name: value for name, value in arguments.items() if value is not None}
        call = getattr(self.client(installed.token), method.replace(".", "_"))
        return await self._asked(workspace, method, call(**given))

    async def upload(self, workspace: WorkspaceId, data: bytes, name: str, **arguments: Any) -> str:
        """Bring a file along; returns its id. Nobody sees it before it is shared. Raises as `call` does."""
        client = self.client((await self._installed(workspace, "files")).token)
        given = {key: value for key, value in arguments.items() if value is not None}
        asked = client.files_upload_v2(file=data, filename=name, request_file_info=False, **given)
        answer = await self._asked(workspace, "files", asked)
        files = answer.get("files") or [answer.get("file") or {}]
        return str(files[0].get("id") or "")

    async def respond(self, url: str, body: dict[str, Any]) -> bool:
        """Answer by a payload's own address, where it leads to Slack; returns whether Slack took it.

        Nothing else is ever sent to an address that came with a payload.
        """
        if self._session is None or not self._is_ours(url):
            return False
        try:
            async with self._session.post(url, json=body, allow_redirects=False) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    def _is_ours(self, url: str) -> bool:
        """Slack's own host for answers, or whoever stands in for Slack."""
        asked, own = urlsplit(url), urlsplit(self._url)
        if (asked.scheme, asked.hostname, asked.port) == ("https", HOOKS, None):
            return True
        return own.hostname != SLACK and (asked.scheme, asked.netloc) == (own.scheme, own.netloc)

    async def _installed(self, workspace: WorkspaceId, method: str) -> Installed:
        wait = self._not_before.get((workspace, method), self._clock.now()) - self._clock.now()
        if wait > timedelta():
            raise Refused(RATE_LIMITED, wait)
        installed = await self._tokens.of(workspace)
        if installed is None:
            raise Forbidden(NOT_INSTALLED)
        return installed

    async def _asked(self, workspace: WorkspaceId, method: str, asked: Awaitable[Any]) -> dict[str, Any]:
        try:
            return await reached(asked)
        except Refused as refusal:
            if refusal.why == RATE_LIMITED and refusal.retry_after:
                self._not_before[workspace, method] = self._clock.now() + refusal.retry_after
            if why_not(refusal) in _OF_TOKENS:
                self._tokens.forget(workspace)
            raise


async def reached(asked: Awaitable[Any]) -> dict[str, Any]:
    """What Slack answers to a call of the SDK's. Raises Refused, or Unsure if it may have been done."""
    try:
        answer = await asked
    except SlackApiError as error:
        raise refused(error) from None
    except aiohttp.ClientConnectorError:
        raise Refused(UNREACHABLE, SOON) from None  # nothing was sent
    except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError, OSError):
        raise Unsure from None
    return answer.data if isinstance(answer.data, dict) else {}


class Forbidden(Refused):
    """FORBIDDEN, and what Slack called it."""

    def __init__(self, called: str) -> None:
        super().__init__(FORBIDDEN)
        self.called = called


def refused(error: SlackApiError) -> Refused | Unsure:
    """What an error of Slack's means: not now, not here, never, or nobody knows."""
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    data = getattr(response, "data", None)
    called = str(data.get("error") or "") if isinstance(data, dict) else ""
    if status == 429 or called in ("ratelimited", "rate_limited"):
        return Refused(RATE_LIMITED, _retry_after(getattr(response, "headers", None)))
    if status == 404 and not called:
        return Refused(UNKNOWN_METHOD)
    if status >= 500 or called in _TRANSIENT:
        return Unsure()
    return Forbidden(called) if called in _CLOSED_DOORS else Refused(called[:60])


def why_not(refusal: Refused) -> str:
    """Slack's own name of a refusal."""
    return refusal.called if isinstance(refusal, Forbidden) else refusal.why


def _retry_after(headers: Any) -> timedelta:
    told = headers.get("Retry-After") if headers is not None else None
    told = told[0] if isinstance(told, list) else told
    return timedelta(seconds=int(told)) if isinstance(told, str) and told.isdigit() and int(told) else AGAIN
