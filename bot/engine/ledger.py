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


class Ledger:
    """Who waits for whom, complete; and what has ended, for a while."""

    __slots__ = ("_about", "_asked", "_gaps", "_owed", "_units")

    def __init__(self) -> None:
        self._gaps: dict[GapId, Gap] = {}
        self._about: dict[MessageId, tuple[GapId, ...]] = {}
        self._units: dict[GapId, list[MessageId]] = {}
        self._owed: dict[tuple[PersonId | None, MessageId | None], dict[GapId, None]] = {}
        self._asked: dict[tuple[PersonId, MessageId | None], dict[GapId, None]] = {}

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
        identities = self._about.get(message) if message is not None else None
        return self._of(identities) if identities else []

    def is_about(self, message: MessageId | None) -> bool:
        """Whether any gap is about a message; far cheaper to ask than to list them."""
        return message in self._about

    def owed(self, debtor: PersonId | None, lane: MessageId | None) -> list[Gap]:
        """What waits for one person (None: for anybody) in a thread, or at the top of the conversation."""
        identities = self._owed.get((debtor, lane))
        return self._of(identities) if identities else []

    def asked(self, asker: PersonId, lane: MessageId | None) -> list[Gap]:
        """What one person waits for in a thread, or at the top; oldest first."""
        identities = self._asked.get((asker, lane))
        return self._of(identities) if identities else []

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
            self._mention(identity, (gap.message,))
        if gap.joined and (known is None or known.joined != gap.joined):
            self._mention(identity, gap.joined)
        if gap.is_waiting:
            self._owed.setdefault((gap.owed_by, gap.thread), {})[identity] = None
            self._asked.setdefault((gap.asked_by, gap.thread), {})[identity] = None
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
            self._mention(change.before.identity, gone_on)

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
                self._mention(gap.identity, (heard.message,))

    def stop(self, message: MessageId) -> None:
        """A message no longer goes on about anything."""
        for identity in self._about.pop(message, ()):
            self._units[identity] = [other for other in self._units[identity] if other != message]

    def copy(self) -> Ledger:
        """A ledger of its own with the same gaps."""
        twin = Ledger()
        twin._gaps, twin._about = dict(self._gaps), dict(self._about)
        twin._units = {identity: list(unit) for identity, unit in self._units.items()}
        twin._owed = {place: dict(gaps) for place, gaps in self._owed.items()}
        twin._asked = {place: dict(gaps) for place, gaps in self._asked.items()}
        return twin

    def _forget(self, gap: Gap) -> None:
        self._settle(gap)
        del self._gaps[gap.identity]
        for message in self._units.pop(gap.identity, ()):
            self._unmention(gap.identity, message)

    def _of(self, identities: Iterable[GapId]) -> list[Gap]:
        return [self._gaps[identity] for identity in identities]

    def _mention(self, identity: GapId, messages: Iterable[MessageId]) -> None:
        unit = self._units.setdefault(identity, [])
        for message in messages:
            there = self._about.get(message, ())
            if identity not in there:
                self._about[message] = (*there, identity)
                unit.append(message)

    def _unmention(self, identity: GapId, message: MessageId) -> None:
        left = tuple(other for other in self._about.get(message, ()) if other != identity)
        if left:
            self._about[message] = left
        else:
            self._about.pop(message, None)

    def _settle(self, gap: Gap) -> None:
        """Nobody waits for this any more."""
        _remove(self._owed, (gap.owed_by, gap.thread), gap.identity)
        _remove(self._asked, (gap.asked_by, gap.thread), gap.identity)


def _remove(index: dict[Place, dict[GapId, None]], place: Place, identity: GapId) -> None:
    gaps = index.get(place)
    if gaps is not None:
        gaps.pop(identity, None)
        if not gaps:
            del index[place]
