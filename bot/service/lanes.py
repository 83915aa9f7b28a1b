"""Addresses that may not be posted to just yet: paced, rate limited or closed to us. Of this process only.

The order of what waits for an address is kept by the store; see `Outgoing.lane`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import Outgoing

MOST: Final = 10_000
"""Addresses remembered at a time; what is past is forgotten when there are more."""


class Lanes:
    """Until when each address is held."""

    def __init__(self) -> None:
        self._held: dict[tuple[WorkspaceId, str], datetime] = {}

    def hold(self, outgoing: Outgoing, until: datetime) -> None:
        """Post nothing to this address before then."""
        if len(self._held) >= MOST:
            self._forget(until)
        self._held[outgoing.workspace, outgoing.lane] = until

    def held_until(self, outgoing: Outgoing, now: datetime) -> datetime | None:
        """Until when to wait; None where it can be posted to now."""
        until = self._held.get((outgoing.workspace, outgoing.lane))
        return until if until is not None and until > now else None

    def _forget(self, now: datetime) -> None:
        self._held = {lane: until for lane, until in self._held.items() if until > now}
