"""The workspaces that installed Openline by themselves: with which token each is spoken to, and where payloads belong.

An organisation (Enterprise) may install once for many of its workspaces. Each of these stays a workspace of its own,
with what is kept about it apart; only the token is the organisation's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from adapters.slack.api import Client, reached
from adapters.slack.installed import Installed, Removal
from adapters.slack.renewal import Renewal
from adapters.slack.sealing import opened, put
from bot.ports import Clock, Store
from bot.ports.operating import Unopened, Vault
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import WorkspaceId

FRESH: Final = timedelta(seconds=30)
"""How long an installation is known before it is looked at again: another process may have changed it."""
ASKED_AGAIN: Final = timedelta(minutes=1)
"""Between two questions about the workspaces of one organisation."""
CHANNELS: Final = 10_000
"""Channels that organisations share of which it is remembered who hears them."""
SKEW: Final = timedelta(seconds=10)
"""How far Slack's clock and ours may be apart."""

Teams = Callable[[str], Awaitable[Mapping[str, str]]]
"""The workspaces of an organisation that a token of it may be used in, by id, with their names. Raises as calls do."""
PAGES: Final = 50
"""Pages of a hundred workspaces; no organisation has more."""


class Installations:
    """`Tokens` over what is kept."""

    def __init__(self, store: Store, vault: Vault, clock: Clock, renewal: Renewal, teams: Teams) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._renewal = renewal
        self._teams = teams
        self._known: dict[WorkspaceId, tuple[datetime, Installed]] = {}
        self._asking: dict[WorkspaceId, asyncio.Future[Installed | None]] = {}
        self._asked: dict[WorkspaceId, datetime] = {}
        self._shared: dict[str, tuple[datetime, tuple[WorkspaceId, ...]]] = {}

    async def of(self, workspace: WorkspaceId) -> Installed | None:
        """The installation of a workspace, with a token that is good for a while."""
        known = self._known.get(workspace)
        if known is not None and self._clock.now() < known[0]:
            return known[1]
        asking = self._asking.get(workspace)
        if asking is None:
            asking = self._asking[workspace] = asyncio.ensure_future(self._looked_up(workspace))
            asking.add_done_callback(lambda _: self._asking.pop(workspace, None))
        return await asyncio.shield(asking)

    async def which(self, candidates: Iterable[object]) -> WorkspaceId | None:
        """The first of these that is installed; of an organisation, the one of its workspaces that is named."""
        named = [WorkspaceId(each) for each in candidates if isinstance(each, str) and each]
        for each in dict.fromkeys(named):
            installed = await self.of(each)
            if installed is not None:
                return await self._inside(each, named) if installed.is_organisation else each
        return None

    async def left(self, workspace: WorkspaceId, removal: Removal) -> Sequence[WorkspaceId]:
        """Those we are removed from, none that was installed anew since; an organisation goes after all of its own."""
        here = await self._kept(workspace)
        if here is None:
            return []
        top = here.organisation or workspace
        async with self._store.begin(reading=True) as work:
            ours = [each for each in await work.installations() if top in (each.workspace, each.organisation)]
        named = ours if removal.teams is None else [each for each in ours if each.workspace in removal.teams]
        named.sort(key=lambda each: each.is_organisation)
        return [each.workspace for each in named if each.at <= removal.at + SKEW]

    async def granted(self, workspace: WorkspaceId, teams: Sequence[str]) -> None:
        """Keep that an organisation lets us into these. What one of them installed by itself stays its own."""
        here = await self._kept(workspace)
        if here is not None and (here.is_organisation or here.organisation):
            await self._learn(here.organisation or workspace, dict.fromkeys(teams, ""))

    async def beside(self, workspace: WorkspaceId, channel: str) -> Sequence[WorkspaceId]:
        """Other workspaces that hear the same channel, by what is kept; looked up anew after a while."""
        now, known = self._clock.now(), self._shared.get(channel)
        if known is None or now >= known[0]:
            async with self._store.begin(reading=True) as work:
                there = {reach.workspace for reach in await work.reaches() if reach.conversation == channel}
                ours = {each.workspace for each in await work.installations()}
            known = self._shared[channel] = (now + FRESH, tuple(sorted(there & ours)))
            if len(self._shared) > CHANNELS:
                self._shared.pop(next(iter(self._shared)))
        return [each for each in known[1] if each != workspace]

    def forget(self, workspace: WorkspaceId) -> None:
        """Look it up anew, with what follows from it."""
        of_it = [name for name, (_, each) in self._known.items() if each.organisation == workspace]
        for each in (workspace, *of_it):
            self._known.pop(each, None)

    async def _looked_up(self, workspace: WorkspaceId) -> Installed | None:
        kept = await self._kept(workspace)
        speaks = await self._kept(kept.organisation) if kept is not None and kept.organisation else kept
        if kept is None or speaks is None:
            self._known.pop(workspace, None)
            return None
        speaks = await self._renewal.current(speaks)
        found = Installed(
            workspace, self._token(speaks), speaks.user, speaks.bot, kept.organisation, kept.is_organisation
        )
        self._known[workspace] = (self._clock.now() + FRESH, found)
        return found

    def _token(self, speaks: Installation) -> str:
        """What is heard is kept even where we cannot speak: Slack says no to an empty token, and the doctor why."""
        try:
            return opened(self._vault, speaks).token
        except Unopened:
            return ""

    async def _kept(self, workspace: WorkspaceId) -> Installation | None:
        async with self._store.begin(reading=True) as work:
            found = await work.find(Installation, workspace)
        return found[0] if found else None

    async def _inside(self, organisation: WorkspaceId, named: Sequence[WorkspaceId]) -> WorkspaceId:
        """The workspace of an organisation to which something belongs; the organisation itself where none is named."""
        others = [each for each in named if each != organisation]
        asked = self._asked.get(organisation)
        if others and (asked is None or self._clock.now() >= asked):
            self._asked[organisation] = self._clock.now() + ASKED_AGAIN
            await self._ask(organisation)
        for each in others:
            installed = await self.of(each)
            if installed is not None and installed.organisation == organisation:
                return each
        return organisation

    async def _ask(self, organisation: WorkspaceId) -> None:
        installed = await self.of(organisation)
        try:
            teams = await self._teams(installed.token if installed is not None else "")
        except (Refused, Unsure):
            structlog.get_logger().warning("teams_not_told", organisation=organisation)
            return
        await self._learn(organisation, teams)

    async def _learn(self, organisation: WorkspaceId, teams: Mapping[str, str]) -> None:
        for team, name in teams.items():
            workspace = WorkspaceId(team)
            if await self._kept(workspace) is None:
                now = self._clock.now()
                await put(self._store, Installation(workspace, name or team, now, organisation=organisation))
                self.forget(workspace)


def by_slack(client: Client) -> Teams:
    """Asks Slack itself."""

    async def teams(token: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        cursor: str | None = None
        for _ in range(PAGES):
            told = await reached(client(token).auth_teams_list(limit=100, cursor=cursor))
            listed = [each for each in told.get("teams") or () if isinstance(each, dict)]
            found |= {str(each["id"]): str(each.get("name") or "") for each in listed if each.get("id")}
            cursor = (told.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
        return found

    return teams
