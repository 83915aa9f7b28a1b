"""Where Openline is installed, and under which name it speaks there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from bot.vocabulary.model import WorkspaceId


class Credentials(NamedTuple):
    """Under which the app is known to Slack, where workspaces install it by themselves."""

    client_id: str
    client_secret: str

    def __repr__(self) -> str:
        return f"Credentials({self.client_id!r})"


class Installed(NamedTuple):
    """One workspace: its bot token, and who we are there."""

    workspace: WorkspaceId
    token: str
    user: str = ""
    """Our account there (`U…`)."""
    bot: str = ""
    """Our bot's id (`B…`), as messages carry it."""
    organisation: WorkspaceId | None = None
    """Where an organisation installed us for its workspaces: the token is the organisation's."""
    is_organisation: bool = False

    def __repr__(self) -> str:
        """Without the token: it may be shown where something fails."""
        return f"Installed({self.workspace!r}, user={self.user!r}, bot={self.bot!r})"

    def wrote(self, payload: Any) -> bool:
        """Whether a message is our own, whichever way Slack tells it (R45)."""
        if not isinstance(payload, dict):
            return False
        inner = payload.get("message") or payload.get("previous_message")
        return bool(
            (self.bot and payload.get("bot_id") == self.bot)
            or (self.user and payload.get("user") == self.user)
            or (inner is not payload and inner is not None and self.wrote(inner))
        )


class Removal(NamedTuple):
    """We were removed, and when: from some workspaces of an organisation, or (`teams` None) altogether."""

    at: datetime
    teams: tuple[str, ...] | None = None


class Tokens(Protocol):
    """Knows the workspaces."""

    async def of(self, workspace: WorkspaceId) -> Installed | None:
        """The installation of a workspace."""
        ...

    async def which(self, candidates: Iterable[object]) -> WorkspaceId | None:
        """The first of these ids that is a workspace of ours: payloads name several, and not always the right one."""
        ...

    async def left(self, workspace: WorkspaceId, removal: Removal) -> Sequence[WorkspaceId]:
        """Which workspaces we are no longer in, by a removal that was told in this one."""
        ...

    async def granted(self, workspace: WorkspaceId, teams: Sequence[str]) -> None:
        """The organisation of this workspace lets us into these, too."""
        ...

    async def beside(self, workspace: WorkspaceId, channel: str) -> Sequence[WorkspaceId]:
        """Other workspaces of ours that know a channel which organisations share: Slack tells one of them only."""
        ...

    def forget(self, workspace: WorkspaceId) -> None:
        """What is known of a workspace may no longer be so: it is asked for anew."""
        ...


class OneWorkspace:
    """The workspace whose token is in the environment; who we are there is asked once."""

    def __init__(self, token: str, ask: Callable[[str], Awaitable[dict[str, Any]]]) -> None:
        self._token = token
        self._ask = ask
        self._installed: Installed | None = None
        self._asking = asyncio.Lock()

    async def of(self, workspace: WorkspaceId) -> Installed | None:
        """The one installation, whatever it is called: there is no other."""
        return await self.known()

    async def which(self, candidates: Iterable[object]) -> WorkspaceId | None:
        """The one workspace."""
        return (await self.known()).workspace

    async def left(self, workspace: WorkspaceId, removal: Removal) -> Sequence[WorkspaceId]:
        """The one workspace, or those that were named."""
        return [workspace] if removal.teams is None else [WorkspaceId(team) for team in removal.teams]

    async def granted(self, workspace: WorkspaceId, teams: Sequence[str]) -> None:
        """One workspace is all that a token in the environment is for."""

    async def beside(self, workspace: WorkspaceId, channel: str) -> Sequence[WorkspaceId]:
        """None: there is no other."""
        return ()

    def forget(self, workspace: WorkspaceId) -> None:
        """The token in the environment stays what it is."""

    async def known(self) -> Installed:
        """Who we are; raises what asking raises."""
        if self._installed is not None:
            return self._installed
        async with self._asking:
            if self._installed is None:
                told = await self._ask(self._token)
                team = told.get("team_id") or told.get("enterprise_id") or ""
                user, bot = str(told.get("user_id") or ""), str(told.get("bot_id") or "")
                self._installed = Installed(WorkspaceId(str(team)), self._token, user, bot)
        return self._installed
