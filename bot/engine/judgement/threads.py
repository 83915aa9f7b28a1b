"""The latest threads of a conversation. A thread is a short list; only a crowded one is indexed for judging."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from bot.engine.judgement.lane import Lane
from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.signals import Heard

THREADS: Final = 32
"""Threads remembered; the one longest silent is forgotten first."""
LENGTH: Final = 24
"""Messages remembered of one thread."""
INDEXED: Final = 8
"""Threads, the latest, that are kept indexed if they are crowded: an index weighs ten times its messages. Others are
indexed anew when somebody comes back to them."""
CROWD: Final = 3
"""Speakers from which on it is no longer plain who answers whom."""


class Thread:
    """One thread's latest messages, and its lane once it is crowded."""

    __slots__ = ("crowd", "lane", "messages")

    def __init__(self, messages: Iterable[Heard] = ()) -> None:
        self.messages: OrderedDict[MessageId, Heard] = OrderedDict()
        self.crowd: set[PersonId] = set()
        self.lane: Lane | None = None
        for heard in messages:
            self.add(heard)

    def add(self, heard: Heard) -> None:
        """Remember a message."""
        self.messages[heard.message] = heard
        if not heard.is_bot:
            self.crowd.add(heard.author)
        if self.lane is not None:
            self.lane.add(heard)
        if len(self.messages) > LENGTH:
            self.messages.popitem(last=False)

    def indexed(self) -> Lane:
        """Its messages, indexed for judging from now on."""
        if self.lane is None:
            self.lane = Lane()
            for each in self.messages.values():
                self.lane.add(each)
        return self.lane


class Threads:
    """All threads of one conversation."""

    __slots__ = ("_homes", "_threads")

    def __init__(self) -> None:
        self._threads: OrderedDict[MessageId, Thread] = OrderedDict()
        self._homes: dict[MessageId, MessageId] = {}

    def __bool__(self) -> bool:
        return bool(self._threads)

    def add(self, heard: Heard, root: MessageId, top: Lane) -> None:
        """Remember a message of the thread under `root`, which stands at the top."""
        thread = self._threads.get(root)
        if thread is None:
            slot = top.find(root)
            thread = self._threads[root] = Thread((slot.heard,) if slot is not None else ())
            if len(self._threads) > THREADS:
                self._let_go(*self._threads.popitem(last=False))
        else:
            self._threads.move_to_end(root)
        if len(self._threads) > INDEXED:
            next(islice(reversed(self._threads.values()), INDEXED, None)).lane = None
        thread.add(heard)
        self._homes[heard.message] = root
        if len(self._homes) > 2 * THREADS * LENGTH:
            self._tidy()

    def find(self, message: MessageId) -> Heard | None:
        """A message of any thread."""
        thread = self._threads.get(self._homes.get(message, message))
        return thread.messages.get(message) if thread is not None else None

    def heard(self) -> Iterator[Heard]:
        """What is remembered of all threads, without their roots."""
        everything = chain.from_iterable(thread.messages.values() for thread in self._threads.values())
        return (heard for heard in everything if heard.thread is not None)

    def latest(self, root: MessageId) -> Iterable[Heard]:
        """A thread's messages, latest first."""
        thread = self._threads.get(root)
        return reversed(thread.messages.values()) if thread is not None else ()

    def crowded(self, root: MessageId) -> Lane | None:
        """A thread's lane, if three or more people have spoken in it."""
        thread = self._threads.get(root)
        if thread is None or len(thread.crowd) < CROWD:
            return None
        return thread.indexed()

    def forget(self, message: MessageId) -> None:
        """A message of a thread is no longer there."""
        root = self._homes.pop(message, None)
        thread = self._threads.get(root) if root is not None else None
        if root is not None and thread is not None:
            kept = [heard for heard in thread.messages.values() if heard.message != message]
            self._threads[root] = Thread(kept)
            if all(heard.thread is None for heard in kept):
                del self._threads[root]

    def _let_go(self, root: MessageId, thread: Thread) -> None:
        for message in thread.messages:
            self._homes.pop(message, None)

    def _tidy(self) -> None:
        """Forget where messages stood that no thread remembers."""
        self._homes = {
            message: root
            for message, root in self._homes.items()
            if root in self._threads and message in self._threads[root].messages
        }
