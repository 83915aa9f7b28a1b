"""Which earlier message does this one answer, if any?

Where the platform's structure tells (a reply, a thread, two people alone) nothing is judged. Otherwise the
candidates are scored.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from typing import Final

from bot.engine.traits import JOINS
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId
from bot.vocabulary.policy import Calibration
from bot.vocabulary.signals import BARE, WAITS, Heard, Link, Reading, Reason

WINDOW: Final = 120
"""Messages remembered at the top of a conversation."""
THREAD_WINDOW: Final = 40
THREADS: Final = 64
"""Threads remembered of one conversation; the one longest silent is forgotten first."""
NOBODY: Final = Link(None, 1.0, Reason("bot"))


class Recent:
    """What is remembered of one conversation's recent messages, bounded."""

    def __init__(self) -> None:
        self._top: OrderedDict[MessageId, Heard] = OrderedDict()
        self._threads: OrderedDict[MessageId, OrderedDict[MessageId, Heard]] = OrderedDict()
        self.latest_at: datetime | None = None

    def add(self, heard: Heard) -> None:
        """Remember a message; they are added in the order of their moments."""
        lane = self._lane(heard)
        lane[heard.message] = heard
        while len(lane) > (WINDOW if heard.thread is None else THREAD_WINDOW):
            lane.popitem(last=False)
        if self.latest_at is None or heard.at > self.latest_at:
            self.latest_at = heard.at

    def find(self, message: MessageId) -> Heard | None:
        """The message as it was heard, where it is still remembered."""
        if found := self._top.get(message):
            return found
        return next((lane[message] for lane in self._threads.values() if message in lane), None)

    def heard(self) -> list[Heard]:
        """Everything remembered, in the order of its moments."""
        everything = [*self._top.values(), *(each for lane in self._threads.values() for each in lane.values())]
        return sorted(everything, key=lambda each: each.at)

    def forget(self, message: MessageId) -> None:
        """The message was deleted."""
        self._top.pop(message, None)
        for lane in self._threads.values():
            lane.pop(message, None)

    def judge(self, posted: MessagePosted, reading: Reading, two_alone: bool, calibration: Calibration) -> Link:
        """Which earlier message `posted` answers; reads only."""
        if posted.reply_to is not None:
            return Link(posted.reply_to, 1.0, Reason("reply"))
        if posted.thread is not None:
            return self._in_thread(posted, posted.thread)
        if posted.is_bot:
            return NOBODY
        if two_alone:
            return self._between_two(posted)
        return self._by_rules(posted, reading)

    def _lane(self, heard: Heard) -> OrderedDict[MessageId, Heard]:
        if heard.thread is None:
            return self._top
        lane = self._threads.setdefault(heard.thread, OrderedDict())
        self._threads.move_to_end(heard.thread)
        while len(self._threads) > THREADS:
            self._threads.popitem(last=False)
        return lane

    def _in_thread(self, posted: MessagePosted, root: MessageId) -> Link:
        for each in reversed(self._threads.get(root, {}).values()):
            if each.author != posted.author and not each.is_bot and each.at <= posted.at:
                return Link(each.message, 0.9, Reason("thread"))
        return Link(root, 0.9, Reason("thread"))

    def _between_two(self, posted: MessagePosted) -> Link:
        for each in reversed(self._top.values()):
            if each.is_bot or each.at > posted.at:
                continue
            if each.author == posted.author or each.reading.signs & BARE:
                break
            return Link(each.message, 0.9, Reason("two-alone"))
        return Link(None, 0.9, Reason("two-alone"))

    def _by_rules(self, posted: MessagePosted, reading: Reading) -> Link:
        mine = next((each for each in reversed(self._top.values()) if each.author == posted.author), None)
        last = None
        for back, each in enumerate(reversed(self._top.values()), 1):
            if each.author == posted.author or each.at > posted.at:
                continue
            if reading.named and each.author == reading.named[0]:
                return Link(each.message, 0.8, Reason("names-author"))
            if posted.author in each.reading.named and not reading.named and back <= 40:
                return Link(each.message, 0.7, Reason("names-me"))
            last = last or each
        if reading.named and mine is None:
            return Link(None, 0.5, Reason("names-absent"))
        if mine is not None and (posted.at - mine.at).total_seconds() <= 60 and mine.link.answers:
            return Link(mine.message, 0.5, Reason("goes-on"))
        if last is not None and not reading.signs & WAITS or (last and reading.signs & JOINS):
            return Link(last.message, 0.4, Reason("previous"))
        return Link(None, 0.5, Reason("opens"))
