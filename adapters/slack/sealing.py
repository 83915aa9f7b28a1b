"""Tokens of installations at rest: sealed before they are kept (S14), and sealed anew when there is a newer key."""

from __future__ import annotations

from typing import Final, NamedTuple

import structlog

from bot.ports import Place, Store
from bot.ports.operating import Unopened, Vault
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import ConversationId, WorkspaceId

TOKEN: Final = "token"  # noqa: S105 - the name of a field
REFRESH: Final = "refresh"
WHERE: Final = ConversationId("installation")
"""What is held while an installation is changed; no conversation is called so."""


class Pair(NamedTuple):
    """A token in clear, and what the next one is asked for with (empty where tokens last)."""

    token: str
    refresh: str = ""

    def __repr__(self) -> str:
        """Nothing of it: it may be shown where something fails."""
        return "Pair(...)"


def sealed(vault: Vault, kept: Installation, pair: Pair) -> Installation:
    """An installation with these tokens, sealed."""
    return kept._replace(
        token=vault.seal(pair.token, kept.workspace, TOKEN),
        refresh=vault.seal(pair.refresh, kept.workspace, REFRESH) if pair.refresh else "",
    )


def opened(vault: Vault, kept: Installation) -> Pair:
    """The tokens in clear. Raises Unopened."""
    refresh = vault.open(kept.refresh, kept.workspace, REFRESH) if kept.refresh else ""
    return Pair(vault.open(kept.token, kept.workspace, TOKEN), refresh)


def is_current(vault: Vault, kept: Installation) -> bool:
    """Whether all of it is sealed with the newest key."""
    return all(vault.is_current(each) for each in (kept.token, kept.refresh) if each)


async def exchange(store: Store, before: Installation, after: Installation) -> bool:
    """Put `after` where `before` is kept, unless that has become another one meanwhile; whether it was put."""
    async with store.begin() as work:
        await work.versions([Place(before.workspace, WHERE)])
        if await work.find(Installation, before.workspace) != [before]:
            return False
        await work.remember([after])
        await work.commit()
    return True


async def put(store: Store, after: Installation) -> None:
    """Keep an installation, whatever was there before it."""
    async with store.begin() as work:
        await work.versions([Place(after.workspace, WHERE)])
        await work.remember([after])
        await work.commit()


async def everywhere(store: Store) -> list[Installation]:
    """Every installation that has tokens of its own."""
    async with store.begin(reading=True) as work:
        return [each for each in await work.installations() if each.token]


async def seal_anew(store: Store, vault: Vault) -> tuple[WorkspaceId, ...]:
    """Seal with the newest key what an older one sealed; returns the workspaces whose tokens no key of ours opens."""
    closed: list[WorkspaceId] = []
    for kept in await everywhere(store):
        try:
            if not is_current(vault, kept):
                await exchange(store, kept, sealed(vault, kept, opened(vault, kept)))
        except Unopened as unopened:
            structlog.get_logger().error("tokens_cannot_be_opened", workspace=kept.workspace, why=str(unopened))
            closed.append(kept.workspace)
    return tuple(closed)
