"""What Slack says of our tokens, for the doctor: asked once, and never with anything but the question."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.api import Client, refused, why_not
from adapters.slack.installed import Credentials
from adapters.slack.scopes import scopes
from adapters.slack.sealing import is_current, opened
from bot.ports.operating import Unopened, Vault
from bot.ports.surfaces import Refused
from bot.vocabulary.doctor import SlackSeen, Workspace
from bot.vocabulary.installing import Installation

AT_MOST: Final = 100
UNKNOWN_APP: Final = {"bad_client_secret", "invalid_client_id"}
UNAVAILABLE: Final = "unavailable"
"""Slack answered, and not with an answer."""


async def look(client: AsyncWebClient, app_token: str | None) -> SlackSeen:
    """Ask who we are and what we may do; and, where there is an app-level token, for a way in by Socket Mode."""
    try:
        answer = await client.auth_test()
        team, missing = str(answer.get("team") or answer.get("team_id") or "Slack"), _missing(answer.headers)
    except SlackApiError as error:
        return SlackSeen(bot_token=_named(error))
    except (aiohttp.ClientError, TimeoutError, OSError) as failure:
        return SlackSeen(failure=type(failure).__name__)
    try:
        if app_token:
            await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        return SlackSeen(team, app_token=_named(error))
    except (aiohttp.ClientError, TimeoutError, OSError) as failure:
        return SlackSeen(failure=type(failure).__name__)
    return SlackSeen(team, missing=missing)


async def look_over(
    client: Client, app: Credentials, app_token: str | None, kept: Sequence[Installation] | None, vault: Vault
) -> SlackSeen:
    """Ask whether Slack knows the app, and what each workspace that installed it (a hundred at most) lets us do."""
    try:
        told = await _app(client(None), app)
        way_in = await _way_in(client(None), app_token) if app_token and not told else ""
        asked = [] if kept is None else [_workspace(client, each, vault) for each in kept[:AT_MOST]]
        seen = tuple(await asyncio.gather(*asked))
    except (aiohttp.ClientError, TimeoutError, OSError) as failure:
        return SlackSeen(failure=type(failure).__name__)
    return SlackSeen(client=told, app_token=way_in, workspaces=None if kept is None else seen)


async def _app(client: AsyncWebClient, app: Credentials) -> str:
    """Slack looks at the app before it looks at the code, and there is no code of that name."""
    try:
        await client.oauth_v2_access(client_id=app.client_id, client_secret=app.client_secret, code="doctor")
    except SlackApiError as error:
        named = _named(error)
        return named if named in UNKNOWN_APP else ""
    return ""


async def _way_in(client: AsyncWebClient, app_token: str) -> str:
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        return _named(error)
    return ""


async def _workspace(client: Client, kept: Installation, vault: Vault) -> Workspace:
    seen = Workspace(kept.name or kept.workspace, trouble=kept.trouble, is_of_older_key=not is_current(vault, kept))
    try:
        answer = await client(opened(vault, kept).token).auth_test()
    except Unopened:
        return seen._replace(is_closed=True)
    except SlackApiError as error:
        named = _named(error)
        # one that has ended is renewed as soon as the process runs
        return seen if named == "token_expired" and kept.refresh else seen._replace(failure=named)
    return seen._replace(missing=_missing(answer.headers))


def _missing(headers: Any) -> tuple[str, ...]:
    """Slack tells the scopes of a token beside every answer; whoever does not is believed to have granted them."""
    told = {name.lower(): value for name, value in headers.items()}.get("x-oauth-scopes")
    if not told:
        return ()
    granted = {scope.strip() for scope in (told if isinstance(told, str) else ",".join(told)).split(",")}
    return tuple(scope for scope in scopes() if scope not in granted)


def _named(error: SlackApiError) -> str:
    meant = refused(error)
    return why_not(meant) if isinstance(meant, Refused) else UNAVAILABLE
