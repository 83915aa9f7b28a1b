"""The gaps of one conversation, found by whatever a rule asks for: message, debtor, asker, pair.

Every look-up costs the same however many gaps wait, so a message costs the same in an old channel as in a new one.
A year of a busy channel leaves a thousand asks that nobody answered: no index repeats what another one knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from bot.engine.gaps.waiting import Waiting
from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.records import Gap
from bot.vocabulary.signals import Heard


class Change(NamedTuple):
    """A gap before and after a fact; None where there was or is none."""

    before: Gap | None
    after: Gap | None


_Some = Gap | tuple[Gap, ...]
"""One gap, or several: nearly always one, and a tuple around it would weigh a third of it."""
_Key = tuple[MessageId, PersonId | None]
"""What makes a gap in its conversation: the asking message, and who owes."""


class Ledger:
    """Who waits for whom, complete; and what has ended, for a while."""

    __slots__ = ("_along", "_gaps", "_units", "_waiting")

    def __init__(self) -> None:
        self._gaps: dict[MessageId, _Some] = {}
        """By the message that asks."""
        self._along: dict[MessageId, tuple[_Key, ...]] = {}
        """Which gaps a message belongs to without having opened them."""
        self._units: dict[_Key, tuple[MessageId, ...]] = {}
        """What belongs to an ask besides the message itself."""
        self._waiting = Waiting(self._by)

    def __bool__(self) -> bool:
        return bool(self._gaps)

    def now(self, gap: Gap) -> Gap | None:
        """A gap as it stands by now, if it is known."""
        return self._at(gap.message, gap.owed_by)

    def waiting(self) -> Iterator[Gap]:
        """All that is open or acknowledged."""
        return (gap for gap in chain.from_iterable(map(self._by, self._gaps)) if gap.is_waiting)

    def about(self, message: MessageId | None) -> list[Gap]:
        """The gaps a message asked for, joined, or went on about; ended ones too while they are known."""
        if message is None:
            return []
        found = list(self._by(message))
        if message in self._along:
            found += [gap for key in self._along[message] if (gap := self._at(*key)) is not None]
        return found

    def is_about(self, message: MessageId | None) -> bool:
        """Whether any gap is about a message; far cheaper to ask than to list them."""
        return message in self._gaps or message in self._along

    def owed(self, debtor: PersonId | None, lane: MessageId | None) -> list[Gap]:
        """What waits for one person (None: for anybody) in a thread, or at the top of the conversation."""
        return self._waiting.owed(debtor, lane)

    def asked(self, asker: PersonId, lane: MessageId | None) -> list[Gap]:
        """What one person waits for in a thread, or at the top; oldest first."""
        return self._waiting.asked(asker, lane)

    def between(self, asker: PersonId, debtor: PersonId, lane: MessageId | None) -> Gap | None:
        """What waits between two people in one place; there is one at the most (rule 2)."""
        return next((gap for gap in self.owed(debtor, lane) if gap.asked_by == asker), None)

    def put(self, gap: Gap) -> None:
        """Take in a gap, new or changed."""
        known = self.now(gap)
        asked = self._by(gap.message)
        self._keep(gap.message, (*asked, gap) if known is None else [gap if each is known else each for each in asked])
        if gap.joined and (known is None or known.joined != gap.joined):
            self._mention(gap, gap.joined)
        if gap.is_waiting:
            self._waiting.add(gap)
        elif known is not None:
            self._waiting.remove(gap)

    def take_back(self, change: Change) -> None:
        """Undo one change; what the asker had gone on about before still waits with the gap."""
        gone_on: list[MessageId] = []
        if change.after is not None and (known := self.now(change.after)) is not None:
            units = self._units.get((known.message, known.owed_by), ())
            gone_on = [message for message in units if message not in known.joined]
            self._forget(known)
        if change.before is not None:
            self.put(change.before)
            self._mention(change.before, gone_on)

    def let_go(self, gap: Gap) -> None:
        """Forget a gap if it has ended."""
        known = self.now(gap)
        if known is not None and not known.is_waiting:
            self._forget(known)

    def go_on(self, heard: Heard) -> None:
        """What an asker adds to the own ask waits with it: an answer to either answers both."""
        if not self.is_about(heard.link.answers) or self.is_about(heard.message):
            return
        for gap in self.about(heard.link.answers):
            if gap.is_waiting and gap.asked_by == heard.author:
                self._mention(gap, (heard.message,))

    def stop(self, message: MessageId) -> None:
        """A message no longer goes on about anything."""
        for key in self._along.pop(message, ()):
            self._units[key] = tuple(other for other in self._units[key] if other != message)

    def copy(self) -> Ledger:
        """A ledger of its own with the same gaps."""
        twin = Ledger()
        twin._gaps, twin._along, twin._units = dict(self._gaps), dict(self._along), dict(self._units)
        twin._waiting = self._waiting.copy(twin._by)
        return twin

    def _at(self, message: MessageId, debtor: PersonId | None) -> Gap | None:
        for gap in self._by(message):
            if gap.owed_by == debtor:
                return gap
        return None

    def _by(self, message: MessageId) -> tuple[Gap, ...]:
        """The gaps that a message opened."""
        some = self._gaps.get(message, ())
        return some if isinstance(some, tuple) else (some,)

    def _keep(self, message: MessageId, gaps: Sequence[Gap]) -> None:
        if gaps:
            self._gaps[message] = gaps[0] if len(gaps) == 1 else tuple(gaps)
        else:
            del self._gaps[message]

    def _forget(self, gap: Gap) -> None:
        self._keep(gap.message, [each for each in self._by(gap.message) if each.owed_by != gap.owed_by])
        self._waiting.remove(gap)
        key = (gap.message, gap.owed_by)
        for message in self._units.pop(key, ()):
            left = tuple(other for other in self._along[message] if other != key)
            if left:
                self._along[message] = left
            else:
                del self._along[message]

    def _mention(self, gap: Gap, messages: Iterable[MessageId]) -> None:
        key = (gap.message, gap.owed_by)
        for message in messages:
            there = self._along.get(message, ())
            if message != gap.message and key not in there:
                self._along[message] = (*there, key)
                self._units[key] = (*self._units.get(key, ()), message)
