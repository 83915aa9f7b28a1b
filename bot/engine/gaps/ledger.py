"""The gaps of one conversation, found by whatever a rule asks for: message, debtor, asker, pair.

Every look-up costs the same however many gaps wait, so a message costs the same in an old channel as in a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from bot.vocabulary.model import GapId, MessageId, PersonId
from bot.vocabulary.records import Gap
from bot.vocabulary.signals import Heard

Place = TypeVar("Place")


class Change(NamedTuple):
    """A gap before and after a fact; None where there was or is none."""

    before: Gap | None
    after: Gap | None


_Some = GapId | dict[GapId, None]
"""One gap, or several in the order in which they came: nearly always one, and a dictionary weighs four of them."""


class Ledger:
    """Who waits for whom, complete; and what has ended, for a while."""

    __slots__ = ("_about", "_asked", "_gaps", "_owed", "_units")

    def __init__(self) -> None:
        self._gaps: dict[GapId, Gap] = {}
        self._about: dict[MessageId, _Some] = {}
        self._units: dict[GapId, tuple[MessageId, ...]] = {}
        """What belongs to an ask besides the message itself."""
        self._owed: dict[tuple[PersonId | None, MessageId | None], _Some] = {}
        self._asked: dict[tuple[PersonId, MessageId | None], _Some] = {}

    def __bool__(self) -> bool:
        return bool(self._gaps)

    def get(self, identity: GapId) -> Gap | None:
        """A gap as it stands, if it is known."""
        return self._gaps.get(identity)

    def waiting(self) -> Iterator[Gap]:
        """All that is open or acknowledged."""
        return (gap for gap in self._gaps.values() if gap.is_waiting)

    def about(self, message: MessageId | None) -> list[Gap]:
        """The gaps a message asked for, joined, or went on about; ended ones too while they are known."""
        return self._of(self._about.get(message)) if message is not None else []

    def is_about(self, message: MessageId | None) -> bool:
        """Whether any gap is about a message; far cheaper to ask than to list them."""
        return message in self._about

    def owed(self, debtor: PersonId | None, lane: MessageId | None) -> list[Gap]:
        """What waits for one person (None: for anybody) in a thread, or at the top of the conversation."""
        return self._of(self._owed.get((debtor, lane)))

    def asked(self, asker: PersonId, lane: MessageId | None) -> list[Gap]:
        """What one person waits for in a thread, or at the top; oldest first."""
        return self._of(self._asked.get((asker, lane)))

    def between(self, asker: PersonId, debtor: PersonId, lane: MessageId | None) -> Gap | None:
        """What waits between two people in one place; there is one at the most (rule 2)."""
        for gap in self.owed(debtor, lane):
            if gap.asked_by == asker:
                return gap
        return None

    def put(self, gap: Gap) -> None:
        """Take in a gap, new or changed."""
        identity, known = gap.identity, self._gaps.get(gap.identity)
        self._gaps[identity] = gap
        if known is None:
            self._mention(gap, (gap.message,))
        if gap.joined and (known is None or known.joined != gap.joined):
            self._mention(gap, gap.joined)
        if gap.is_waiting:
            _add(self._owed, (gap.owed_by, gap.thread), identity)
            _add(self._asked, (gap.asked_by, gap.thread), identity)
        else:
            self._settle(gap)

    def take_back(self, change: Change) -> None:
        """Undo one change; what the asker had gone on about before still waits with the gap."""
        gone_on: list[MessageId] = []
        if change.after is not None and (known := self._gaps.get(change.after.identity)) is not None:
            asked = (known.message, *known.joined)
            gone_on = [message for message in self._units.get(known.identity, ()) if message not in asked]
            self._forget(known)
        if change.before is not None:
            self.put(change.before)
            self._mention(change.before, gone_on)

    def let_go(self, identity: GapId) -> None:
        """Forget a gap if it has ended."""
        gap = self._gaps.get(identity)
        if gap is not None and not gap.is_waiting:
            self._forget(gap)

    def go_on(self, heard: Heard) -> None:
        """What an asker adds to the own ask waits with it: an answer to either answers both."""
        if heard.link.answers not in self._about or heard.message in self._about:
            return
        for gap in self.about(heard.link.answers):
            if gap.is_waiting and gap.asked_by == heard.author:
                self._mention(gap, (heard.message,))

    def stop(self, message: MessageId) -> None:
        """A message no longer goes on about anything."""
        for gap in self._of(self._about.pop(message, None)):
            self._units[gap.identity] = tuple(other for other in self._units.get(gap.identity, ()) if other != message)

    def copy(self) -> Ledger:
        """A ledger of its own with the same gaps."""
        twin = Ledger()
        twin._gaps, twin._units = dict(self._gaps), dict(self._units)
        twin._about, twin._owed, twin._asked = _copy(self._about), _copy(self._owed), _copy(self._asked)
        return twin

    def _forget(self, gap: Gap) -> None:
        self._settle(gap)
        del self._gaps[gap.identity]
        for message in (gap.message, *self._units.pop(gap.identity, ())):
            _remove(self._about, message, gap.identity)

    def _of(self, some: _Some | None) -> list[Gap]:
        if some is None:
            return []
        if isinstance(some, str):
            return [self._gaps[some]]
        return [self._gaps[identity] for identity in some]

    def _mention(self, gap: Gap, messages: Iterable[MessageId]) -> None:
        identity = gap.identity
        for message in messages:
            if _add(self._about, message, identity) and message != gap.message:
                self._units[identity] = (*self._units.get(identity, ()), message)

    def _settle(self, gap: Gap) -> None:
        """Nobody waits for this any more."""
        _remove(self._owed, (gap.owed_by, gap.thread), gap.identity)
        _remove(self._asked, (gap.asked_by, gap.thread), gap.identity)


def _add(index: dict[Place, _Some], place: Place, identity: GapId) -> bool:
    """Put a gap in its place; whether it was not there before."""
    there = index.get(place)
    if there is None:
        index[place] = identity
    elif isinstance(there, str):
        if there == identity:
            return False
        index[place] = {there: None, identity: None}
    elif identity in there:
        return False
    else:
        there[identity] = None
    return True


def _remove(index: dict[Place, _Some], place: Place, identity: GapId) -> None:
    there = index.get(place)
    if isinstance(there, dict):
        there.pop(identity, None)
    if not there or there == identity:
        index.pop(place, None)


def _copy(index: dict[Place, _Some]) -> dict[Place, _Some]:
    return {place: some if isinstance(some, str) else dict(some) for place, some in index.items()}
