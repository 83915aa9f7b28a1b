"""What Discord says of our application, for the doctor: asked once, changing nothing."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import aiohttp

from adapters.discord.station import CONTENT, MEMBERS
from bot.vocabulary.doctor import DiscordSeen

PATIENCE: Final = 10.0
"""Seconds for Discord to answer."""


async def examined(api: str, token: str) -> DiscordSeen:
    """Whether Discord answers, takes the token, and what the application may be told."""
    headers = {"Authorization": f"Bot {token.strip()}"}
    try:
        async with asyncio.timeout(PATIENCE), aiohttp.ClientSession(headers=headers) as session:
            status, _ = await _asked(session, f"{api.rstrip('/')}/users/@me")
            if status != 200:
                return DiscordSeen(is_reachable=status == 401, failure=f"it answered {status}")
            _, told = await _asked(session, f"{api.rstrip('/')}/oauth2/applications/@me")
            _, gateway = await _asked(session, f"{api.rstrip('/')}/gateway/bot")
    except (aiohttp.ClientError, OSError, TimeoutError) as failure:
        return DiscordSeen(failure=type(failure).__name__)
    flags = told.get("flags")
    known = flags if isinstance(flags, int) else CONTENT | MEMBERS
    limit = gateway.get("session_start_limit")
    left = limit.get("remaining") if isinstance(limit, dict) else None
    sessions = left if isinstance(left, int) else None
    return DiscordSeen(True, True, bool(known & CONTENT), bool(known & MEMBERS), sessions)


async def _asked(session: aiohttp.ClientSession, url: str) -> tuple[int, dict[str, Any]]:
    async with session.get(url) as answer:
        told = await answer.json(content_type=None) if answer.status == 200 else {}
        return answer.status, told if isinstance(told, dict) else {}
