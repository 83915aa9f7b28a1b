"""Tokens that last twelve hours, and are renewed before: once, however many processes notice at a time.

What a new token is asked for with works once. So whoever is first to say that it will ask does so, and the others go on
with the token there is; where that is over already, they wait a moment for the new one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import structlog

from adapters.slack.api import Client, reached, why_not
from adapters.slack.sealing import Pair, exchange, opened, sealed
from bot.ports import Clock, Store
from bot.ports.operating import Unopened, Vault
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.installing import Installation

AHEAD: Final = timedelta(hours=2)
"""How long before its end a token is renewed; Slack's last twelve hours."""
AGAIN: Final = timedelta(minutes=1)
"""How long to wait after an attempt that came to nothing, or of which nothing more was heard."""
REFUSED_AGAIN: Final = timedelta(hours=1)
"""How long where Slack said no: somebody has to install again, or to correct a setting."""
LOOKS: Final = 25
BETWEEN: Final = 0.2
"""Times to look whether another process has the new token, and the seconds between."""


class Renewed(NamedTuple):
    """What Slack gave, and for how long it is good."""

    pair: Pair
    lasts: timedelta


Ask = Callable[[str], Awaitable[Renewed]]
"""Asks Slack for a new token with what the last answer gave for it. Raises Refused or Unsure."""


class Renewal:
    """Keeps tokens good."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        clock: Clock,
        ask: Ask,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._ask = ask
        self._sleep = sleep

    async def current(self, kept: Installation) -> Installation:
        """The installation with a token that is good, as far as that can be had now."""
        now = self._clock.now()
        if kept.expires_at is None or not kept.refresh or now < kept.expires_at - AHEAD:
            return kept
        if await self._is_ours_to_do(kept, now):
            return await self._renewed(kept)
        return kept if now < kept.expires_at else await self._by_another(kept)

    async def _is_ours_to_do(self, kept: Installation, now: datetime) -> bool:
        """One attempt a while for one token, over all processes."""
        every = (REFUSED_AGAIN if kept.trouble else AGAIN).total_seconds()
        ends = kept.expires_at.timestamp() if kept.expires_at else 0.0
        async with self._store.begin() as work:
            is_first = await work.once(kept.workspace, f"renewal:{ends:.0f}:{now.timestamp() // every:.0f}", now)
            await work.commit()
        return is_first

    async def _renewed(self, kept: Installation) -> Installation:
        try:
            pair, lasts = await self._ask(opened(self._vault, kept).refresh)
        except (Unopened, Unsure):
            structlog.get_logger().warning("token_not_renewed", workspace=kept.workspace, why="unsure")
            return kept
        except Refused as refusal:
            return await self._refused(kept, refusal)
        now = self._clock.now()
        after = sealed(self._vault, kept._replace(expires_at=now + lasts, trouble=""), pair)
        structlog.get_logger().info("token_renewed", workspace=kept.workspace)
        return after if await exchange(self._store, kept, after) else await self._by_another(kept)

    async def _refused(self, kept: Installation, refusal: Refused) -> Installation:
        structlog.get_logger().error("token_not_renewed", workspace=kept.workspace, why=why_not(refusal))
        if refusal.retry_after is not None:
            return kept
        after = kept._replace(trouble=why_not(refusal))
        await exchange(self._store, kept, after)
        return after

    async def _by_another(self, kept: Installation) -> Installation:
        """What another process got, if it gets it soon; nothing of what is no longer installed."""
        for _ in range(LOOKS):
            async with self._store.begin(reading=True) as work:
                found = await work.find(Installation, kept.workspace)
            if found != [kept]:
                return found[0] if found else kept
            await self._sleep(BETWEEN)
        return kept


def by_slack(client: Client, client_id: str, client_secret: str) -> Ask:
    """Asks Slack itself."""

    async def ask(refresh: str) -> Renewed:
        told = await reached(
            client(None).oauth_v2_access(
                client_id=client_id, client_secret=client_secret, grant_type="refresh_token", refresh_token=refresh
            )
        )
        token, lasts = told.get("access_token"), told.get("expires_in")
        if not isinstance(token, str) or not isinstance(lasts, int):
            raise Unsure
        return Renewed(Pair(token, str(told.get("refresh_token") or refresh)), timedelta(seconds=lasts))

    return ask
