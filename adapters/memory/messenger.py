"""A platform that only remembers what was posted, with every trouble real ones make: for tests and the playground."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.ports import Clock
from bot.ports.surfaces import FORBIDDEN, GONE, Refused, Unsure
from bot.vocabulary.effects import Address
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import View


class Trouble(StrEnum):
    """What can go wrong with one post."""

    ANSWER_LOST = "stored, but the answer was lost"
    NOT_STORED = "the connection ended before it was stored"
    SLOW = "given up on, and stored a while later"
    RATE_LIMITED = "rate limited"
    FORBIDDEN = "may not post there"
    REFUSED = "refused for good"
    BROKEN = "the adapter itself fails"


STORED_AFTER = timedelta(seconds=30)
"""How long after it was given up on a slow post is stored."""
RETRY_AFTER = timedelta(seconds=30)


class Posted(NamedTuple):
    """A message on the platform."""

    workspace: WorkspaceId
    to: Address
    view: View
    key: str
    at: datetime
    receipt: str


@dataclass(slots=True)
class Messenger:
    """`ports.Messenger` over a list. `troubles` befall the next posts in order; None is a post without any.

    While `is_down`, nobody is answered, and whether a post was stored cannot be told either.
    """

    clock: Clock
    posted: list[Posted] = field(default_factory=list)
    troubles: deque[Trouble | None] = field(default_factory=deque)
    is_down: bool = False
    gap: timedelta = timedelta()
    attempts: int = 0
    _slow: list[Posted] = field(default_factory=list)

    def befall(self, troubles: Iterable[Trouble | None]) -> None:
        """Let these happen to the next posts."""
        self.troubles.extend(troubles)

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> str:
        """Store a post, as far as no trouble befalls it."""
        self.attempts += 1
        if self.is_down:
            raise Unsure
        trouble = self.troubles.popleft() if self.troubles else None
        _certainly_not(trouble)
        posted = Posted(workspace, to, view, key, self.clock.now(), f"M{self.attempts}")
        if trouble is Trouble.SLOW:
            self._slow.append(posted._replace(at=posted.at + STORED_AFTER))
        elif trouble is not Trouble.NOT_STORED:
            self.posted.append(posted)
        if trouble is not None:
            raise Unsure
        return posted.receipt

    async def find(self, workspace: WorkspaceId, to: Address, key: str, since: datetime) -> str | None:
        """The receipt of what is stored under a key."""
        if self.is_down:
            raise Unsure
        self._store_slow()
        found = (each for each in self.posted if (each.workspace, each.to, each.key) == (workspace, to, key))
        return next((each.receipt for each in found if each.at >= since), None)

    async def update(self, workspace: WorkspaceId, to: Address, receipt: str, view: View) -> None:
        """Draw a post anew, as far as no trouble befalls it."""
        if self.is_down:
            raise Unsure
        trouble = self.troubles.popleft() if self.troubles else None
        _certainly_not(trouble)
        name = (workspace, receipt)
        standing = [number for number, each in enumerate(self.posted) if (each.workspace, each.receipt) == name]
        if not standing:
            raise Refused(GONE)
        if trouble is not Trouble.NOT_STORED:
            self.posted[standing[0]] = self.posted[standing[0]]._replace(view=view)
        if trouble is not None:
            raise Unsure

    def pace(self, to: Address) -> timedelta:
        """The pace it was given."""
        return self.gap

    def _store_slow(self) -> None:
        now = self.clock.now()
        self.posted += [each for each in self._slow if each.at <= now]
        self._slow = [each for each in self._slow if each.at > now]


def _certainly_not(trouble: Trouble | None) -> None:
    """Troubles after which nothing was stored, and which say so."""
    match trouble:
        case Trouble.RATE_LIMITED:
            raise Refused("rate-limited", RETRY_AFTER)
        case Trouble.FORBIDDEN:
            raise Refused(FORBIDDEN)
        case Trouble.REFUSED:
            raise Refused("msg_too_long")
        case Trouble.BROKEN:
            raise ValueError("a card that cannot be drawn")
        case _:
            return
