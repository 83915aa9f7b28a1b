"""Changes under way: what one fact does to several gaps, each rule seeing what the earlier ones did."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.engine.gaps.ledger import Change
from bot.vocabulary.model import GapId
from bot.vocabulary.records import Closing, Gap, GapState


class Draft:
    """The changes of one fact, each gap once, from what it was to what it has become."""

    __slots__ = ("_changes",)

    def __init__(self) -> None:
        self._changes: dict[GapId, Change] = {}

    def now(self, gap: Gap) -> Gap:
        """A gap as it stands after the changes so far."""
        change = self._changes.get(gap.identity)
        return gap if change is None or change.after is None else change.after

    def open(self, gap: Gap, before: Gap | None) -> None:
        """A new gap, or one that opens again."""
        self._changes[gap.identity] = Change(before, gap)

    def change(self, gap: Gap, after: Gap) -> None:
        """Put what a gap has become in its place."""
        earlier = self._changes.get(gap.identity)
        self._changes[gap.identity] = Change(gap if earlier is None else earlier.before, after)

    def close(self, gap: Gap, state: GapState, at: datetime, by: Closing) -> None:
        """A gap ends; one that has ended stays as it was."""
        now = self.now(gap)
        if now.is_waiting:
            self.change(gap, replace(now, state=state, closed_at=at, closed_by=by))

    def acknowledge(self, gap: Gap, at: datetime) -> None:
        """Somebody takes it on; the first time counts."""
        now = self.now(gap)
        if now.state is GapState.OPEN:
            self.change(gap, replace(now, state=GapState.ACKNOWLEDGED, acknowledged_at=at))

    def changes(self) -> tuple[Change, ...]:
        """All of it, in the order in which it came up."""
        return tuple(self._changes.values())
