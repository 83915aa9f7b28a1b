"""What the engine remembers of one conversation: what was said lately, and who waits for whom.

A room is read by the rules and moved on by `advance`, in the order of its facts' moments. Platforms do not
keep that order, so the room keeps a short journal: a fact that arrives late is slipped in where it belongs by
taking back what came after it and judging that again. Any order of arrival hence ends in one state (bar R4).
"""

from __future__ import annotations

from collections import deque
from datetime import datetime
from typing import Final, NamedTuple

from bot.engine.gaps.ledger import Change, Ledger
from bot.engine.judgement.linking import Recent
from bot.vocabulary.events import GapMarked, MessageDeleted, ReactionAdded, ReactionRemoved
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap
from bot.vocabulary.signals import Heard

JOURNAL: Final = 64
"""How many facts back a late one can still be slipped in. Slack's last ordinary retry comes after five
minutes, in which the busiest annotated channel sees 40 messages."""


class Reworded(NamedTuple):
    """A message reads differently since `at`; `heard` is how it reads now."""

    heard: Heard
    at: datetime


Fact = Heard | Reworded | MessageDeleted | ReactionAdded | ReactionRemoved | GapMarked
"""What happened in a conversation, without any text."""


class Word(NamedTuple):
    """The latest message of a person, and whom it spoke to: the rest of a burst speaks to them too."""

    heard: Heard
    spoken_to: tuple[PersonId, ...]


class Entry(NamedTuple):
    """A fact, what it changed, and whom its author was speaking to."""

    fact: Fact
    changes: tuple[Change, ...] = ()
    spoken_to: tuple[PersonId, ...] = ()


class _Step(NamedTuple):
    """An entry with what else is needed to take it back; `changed` is a message as it read before."""

    entry: Entry
    word_before: Word | None
    changed: Heard | None = None


class Room:
    """One conversation's memory: bounded in what was said, complete in who waits."""

    __slots__ = ("_journal", "_words", "gaps", "recent")

    def __init__(self) -> None:
        self.recent = Recent()
        self.gaps = Ledger()
        self._words: dict[PersonId, Word] = {}
        self._journal: deque[_Step] = deque()

    def last_word(self, author: PersonId) -> Word | None:
        """The latest message of a person here."""
        return self._words.get(author)

    def is_late(self, fact: Fact) -> bool:
        """Whether something that comes after this fact has been judged already."""
        if not self._journal:
            return False
        last = self._journal[-1].entry.fact
        return fact.at < last.at or (fact.at == last.at and _order(fact) < _order(last))

    def restore(self, heard: list[Heard], gaps: list[Gap]) -> None:
        """Take in what storage remembers: the latest messages in order, who waits, and what ended lately."""
        for message in heard:
            self.recent.add(message)
            self._words[message.author] = Word(message, message.reading.named)
        for gap in gaps:
            self.gaps.put(gap)
        for message in heard:
            if message.link.answers is not None:
                self.gaps.go_on(message)

    def advance(self, entry: Entry) -> None:
        """Remember a fact and what it changed."""
        self._journal.append(self._apply(entry))
        if len(self._journal) > JOURNAL:
            self._let_go(self._journal.popleft().entry)

    def copy(self) -> Room:
        """A room that can be tried out without touching this one."""
        twin = Room()
        for heard in self.recent.heard():
            twin.recent.add(heard)
        twin.gaps = self.gaps.copy()
        twin._words = dict(self._words)
        twin._journal = deque(self._journal)
        return twin

    def rewind(self, fact: Fact) -> list[Entry]:
        """Take back everything that comes after `fact`, as far as the journal reaches; returned in order."""
        later: list[Entry] = []
        while self.is_late(fact):
            step = self._journal.pop()
            later.append(step.entry)
            self._undo(step)
        if later:
            self._remember(self.recent.heard())  # the window also knows which moment was its latest
        return later[::-1]

    def _apply(self, entry: Entry) -> _Step:
        fact, before, changed = entry.fact, None, None
        if type(fact) is Heard:
            before = self._words.get(fact.author)
            self._words[fact.author] = Word(fact, entry.spoken_to)
            self.recent.add(fact)
        elif type(fact) is Reworded:
            changed = self.recent.find(fact.heard.message)
            self._reword(fact.heard)
        elif type(fact) is MessageDeleted:
            changed = self.recent.find(fact.message)
            self.recent.forget(fact.message)
        for change in entry.changes:
            if change.after is not None:
                self.gaps.put(change.after)
        if type(fact) is Heard and fact.link.answers is not None:
            self.gaps.go_on(fact)
        return _Step(entry, before, changed)

    def _undo(self, step: _Step) -> None:
        fact = step.entry.fact
        if isinstance(fact, Heard):
            self.recent.forget(fact.message)
            self.gaps.stop(fact.message)
            if step.word_before is None:
                self._words.pop(fact.author, None)
            else:
                self._words[fact.author] = step.word_before
        if step.changed is not None:
            self._put_back(step.changed)
        for change in reversed(step.entry.changes):
            self.gaps.take_back(change)

    def _reword(self, heard: Heard) -> None:
        """The window with one message read anew; edits are rare enough to build it again."""
        self._remember([heard if known.message == heard.message else known for known in self.recent.heard()])

    def _put_back(self, heard: Heard) -> None:
        """The window with a message as it read before it was changed or deleted, in its place."""
        known = {each.message: each for each in self.recent.heard()} | {heard.message: heard}
        self._remember(sorted(known.values(), key=lambda each: (each.at, len(each.message), each.message)))

    def _remember(self, messages: list[Heard]) -> None:
        """A window of these messages, in order, and of no other."""
        self.recent = Recent()
        for heard in messages:
            self.recent.add(heard)

    def _let_go(self, entry: Entry) -> None:
        """What has ended and can no longer be taken back need not be kept here: storage has it."""
        for change in entry.changes:
            if change.after is not None and not change.after.is_waiting:
                self.gaps.let_go(change.after)


_RANK: Final = {Heard: 0, Reworded: 1, ReactionAdded: 2, ReactionRemoved: 3, GapMarked: 4, MessageDeleted: 5}


def _order(fact: Fact) -> tuple[int, int, str]:
    """What comes first among facts of one moment: speaking before changing, changing before deleting."""
    message = fact.heard.message if isinstance(fact, Reworded) else fact.message
    return _RANK[type(fact)], len(message), message
