"""What Slack says of our tokens, for the doctor: asked once, and never with anything but the question."""

from __future__ import annotations

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.api import refused, why_not
from adapters.slack.scopes import scopes
from bot.ports.surfaces import Refused
from bot.vocabulary.doctor import SlackSeen

UNAVAILABLE = "unavailable"
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
