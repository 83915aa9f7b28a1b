"""What waits in each place of a conversation, found by who owes and by who asks.

A thread has hardly ever more than one ask that waits: then its message is all that is kept of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.records import Gap

FEW: Final = 4
"""Messages up to which whoever looks for an ask in a place looks at all that wait there."""

Gaps = Callable[[MessageId], tuple[Gap, ...]]
"""The gaps that a message opened."""
_Messages = dict[MessageId, None]
"""Asking messages, oldest first."""


class _Crowd:
    """A place where many ask: their messages by person."""

    __slots__ = ("asked", "owed")

    def __init__(self) -> None:
        self.owed: dict[PersonId | None, _Messages] = {}
        self.asked: dict[PersonId, _Messages] = {}

    def add(self, gap: Gap) -> None:
        self.owed.setdefault(gap.owed_by, {})[gap.message] = None
        self.asked.setdefault(gap.asked_by, {})[gap.message] = None

    def copy(self) -> _Crowd:
        twin = _Crowd()
        twin.owed = {person: dict(messages) for person, messages in self.owed.items()}
        twin.asked = {person: dict(messages) for person, messages in self.asked.items()}
        return twin


class Waiting:
    """The messages that wait, by place: a thread, or None for the top. The gaps themselves are those of the ledger."""

    __slots__ = ("_crowded", "_few", "_gaps")

    def __init__(self, gaps: Gaps) -> None:
        self._gaps = gaps
        self._few: dict[MessageId | None, tuple[MessageId, ...]] = {}
        self._crowded: dict[MessageId | None, _Crowd] = {}

    def owed(self, debtor: PersonId | None, lane: MessageId | None) -> list[Gap]:
        """What somebody owes there."""
        crowd = self._crowded.get(lane)
        messages = self._few.get(lane, ()) if crowd is None else crowd.owed.get(debtor, ())
        return self._of(messages, lambda gap: gap.owed_by == debtor)

    def asked(self, asker: PersonId, lane: MessageId | None) -> list[Gap]:
        """What somebody waits for there."""
        crowd = self._crowded.get(lane)
        messages = self._few.get(lane, ()) if crowd is None else crowd.asked.get(asker, ())
        return self._of(messages, lambda gap: gap.asked_by == asker)

    def add(self, gap: Gap) -> None:
        """A gap waits; a message that does already keeps its place."""
        lane = gap.thread
        crowd = self._crowded.get(lane)
        if crowd is not None:
            crowd.add(gap)
            return
        few = self._few.get(lane, ())
        if gap.message not in few:
            self._few[lane] = (*few, gap.message)
        if len(few) >= FEW:
            crowd = self._crowded[lane] = _Crowd()
            for each in self._waiting(self._few.pop(lane)):
                crowd.add(each)

    def remove(self, gap: Gap) -> None:
        """A gap waits no more; others may, whom the same message asked."""
        lane = gap.thread
        crowd = self._crowded.get(lane)
        others = any(self._waiting((gap.message,)))
        if crowd is not None:
            crowd.owed.get(gap.owed_by, {}).pop(gap.message, None)
            if not others:
                crowd.asked.get(gap.asked_by, {}).pop(gap.message, None)
        elif not others:
            left = tuple([each for each in self._few.get(lane, ()) if each != gap.message])
            self._few.pop(lane, None)
            if left:
                self._few[lane] = left

    def copy(self, gaps: Gaps) -> Waiting:
        """Another one over other gaps, which goes its own way."""
        twin = Waiting(gaps)
        twin._few = dict(self._few)
        twin._crowded = {lane: crowd.copy() for lane, crowd in self._crowded.items()}
        return twin

    def _of(self, messages: Iterable[MessageId], meant: Callable[[Gap], bool]) -> list[Gap]:
        return [gap for gap in self._waiting(messages) if meant(gap)] if messages else []

    def _waiting(self, messages: Iterable[MessageId]) -> list[Gap]:
        return [gap for each in messages for gap in self._gaps(each) if gap.is_waiting]
