"""What waits in each place of a conversation, found by who owes and by who asks.

A thread has hardly ever more than one ask that waits: then that is all that is kept of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.records import Gap

FEW: Final = 4
"""Asks up to which whoever looks for one in a place looks at all of them."""


class Ask(NamedTuple):
    """What tells a gap from every other of its conversation, and who asks."""

    message: MessageId
    owed_by: PersonId | None
    asked_by: PersonId


class _Crowd:
    """The asks of a place where many wait, by person; oldest first."""

    __slots__ = ("asked", "owed")

    def __init__(self, asks: Iterable[Ask]) -> None:
        self.owed: dict[PersonId | None, dict[Ask, None]] = {}
        self.asked: dict[PersonId, dict[Ask, None]] = {}
        for ask in asks:
            self.add(ask)

    def add(self, ask: Ask) -> None:
        self.owed.setdefault(ask.owed_by, {})[ask] = None
        self.asked.setdefault(ask.asked_by, {})[ask] = None

    def remove(self, ask: Ask) -> None:
        self.owed.get(ask.owed_by, {}).pop(ask, None)
        self.asked.get(ask.asked_by, {}).pop(ask, None)


class Waiting:
    """The asks that wait, by place: a thread, or None for the top."""

    __slots__ = ("_crowded", "_few")

    def __init__(self) -> None:
        self._few: dict[MessageId | None, tuple[Ask, ...]] = {}
        self._crowded: dict[MessageId | None, _Crowd] = {}

    def owed(self, debtor: PersonId | None, lane: MessageId | None) -> list[Ask]:
        """What somebody owes there."""
        crowd = self._crowded.get(lane)
        if crowd is not None:
            return list(crowd.owed.get(debtor, ()))
        return [ask for ask in self._few.get(lane, ()) if ask.owed_by == debtor]

    def asked(self, asker: PersonId, lane: MessageId | None) -> list[Ask]:
        """What somebody waits for there."""
        crowd = self._crowded.get(lane)
        if crowd is not None:
            return list(crowd.asked.get(asker, ()))
        return [ask for ask in self._few.get(lane, ()) if ask.asked_by == asker]

    def add(self, gap: Gap) -> None:
        """A gap waits; one that does already keeps its place."""
        ask, lane = Ask(gap.message, gap.owed_by, gap.asked_by), gap.thread
        crowd = self._crowded.get(lane)
        if crowd is not None:
            crowd.add(ask)
            return
        few = self._few.get(lane, ())
        if ask not in few:
            self._few[lane] = (*few, ask)
        if len(few) >= FEW:
            self._crowded[lane] = _Crowd(self._few.pop(lane))

    def remove(self, gap: Gap) -> None:
        """A gap waits no more."""
        ask, lane = Ask(gap.message, gap.owed_by, gap.asked_by), gap.thread
        crowd = self._crowded.get(lane)
        if crowd is not None:
            crowd.remove(ask)
            return
        left = tuple([each for each in self._few.get(lane, ()) if each != ask])
        if left:
            self._few[lane] = left
        else:
            self._few.pop(lane, None)

    def copy(self) -> Waiting:
        """Another one, which goes its own way."""
        twin = Waiting()
        twin._few = dict(self._few)
        twin._crowded = {lane: _copy(crowd) for lane, crowd in self._crowded.items()}
        return twin


def _copy(crowd: _Crowd) -> _Crowd:
    twin = _Crowd(())
    twin.owed = {person: dict(asks) for person, asks in crowd.owed.items()}
    twin.asked = {person: dict(asks) for person, asks in crowd.asked.items()}
    return twin
