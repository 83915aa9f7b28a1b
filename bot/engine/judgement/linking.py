"""Which earlier message does this one answer, if any?

Where the platform's structure tells (a reply, a thread, two people alone) nothing is scored. Otherwise the gate
tells whether the message answers anybody and the ranker which message that is; their probabilities multiplied
decide, so that of all single guesses the one most likely right is taken.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.engine.judgement import features as f
from bot.engine.judgement.calibration import bounded
from bot.engine.judgement.evidence import Scene, scene
from bot.engine.judgement.feeds import announces
from bot.engine.judgement.lane import Lane
from bot.engine.judgement.network import Weighing, network, weigh
from bot.engine.judgement.plain import plain
from bot.engine.judgement.threads import Threads
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId
from bot.vocabulary.policy import Calibration
from bot.vocabulary.signals import BARE, Heard, Link, Reading, Reason

PRUDENCE: Final = 0.5
"""Logits towards nobody, because a wrong link closes what somebody waits for: on held-out files of `irc/train` worth
0.8 of WAIT F1 for 0.1 of link F1, and without names 1.3 for 0.3. A bar of its own for answers to opening questions was
worth nothing there, nor was adding up the chances of one person's messages."""
NOTICE: Final = Link(None, 1.0, Reason("notice"))
SILENCE: Final = Link(None, 1.0, Reason("first"))


class Recent:
    """What is remembered of one conversation's recent messages, bounded: the top, and its latest threads."""

    __slots__ = ("_threads", "_top", "latest_at")

    def __init__(self) -> None:
        self._top = Lane()
        self._threads = Threads()
        self.latest_at: datetime | None = None

    def add(self, heard: Heard) -> None:
        """Remember a message; they are added in the order of their moments. Bots' notices are not kept."""
        if self.latest_at is None or heard.at > self.latest_at:
            self.latest_at = heard.at
        if heard.is_bot and (not heard.reading.length or heard.link.because == NOTICE.because):
            return
        if heard.thread is None:
            self._top.add(heard)
        else:
            self._threads.add(heard, heard.thread, self._top)

    def find(self, message: MessageId) -> Heard | None:
        """The message as it was heard, where it is still remembered."""
        slot = self._top.find(message)
        return slot.heard if slot is not None else self._threads.find(message)

    def heard(self) -> list[Heard]:
        """Everything remembered, in the order of its moments."""
        if not self._threads:
            return list(self._top)
        return sorted([*self._top, *self._threads.heard()], key=lambda each: each.at)

    def forget(self, message: MessageId) -> None:
        """The message was deleted, or is taken back."""
        if self._top.find(message) is not None:
            self._top = self._top.without(message)
        else:
            self._threads.forget(message)

    def judge(self, posted: MessagePosted, reading: Reading, two_alone: bool, calibration: Calibration) -> Link:
        """Which earlier message `posted` answers; reads only."""
        if posted.reply_to is not None:
            return Link(posted.reply_to, 1.0, Reason("reply"))
        if posted.is_bot and not reading.length:
            return NOTICE
        if posted.thread is not None:
            return self._in_thread(posted, reading, posted.thread)
        if two_alone:
            return self._between_two(posted)
        if posted.is_bot and announces(self._top, posted.author, reading):
            return NOTICE
        return self._at_the_top(posted, reading, calibration)

    def weighed(
        self, posted: MessagePosted, reading: Reading, calibration: Calibration
    ) -> tuple[Scene, Weighing] | None:
        """What the networks say of a message at the top, whatever the platform says; None where nothing came before."""
        return self._weighed(posted, reading, calibration, self._is_latest(posted))

    def _weighed(
        self, posted: MessagePosted, reading: Reading, calibration: Calibration, is_latest: bool
    ) -> tuple[Scene, Weighing] | None:
        seen = scene(self._top, posted.author, posted.is_bot, reading)
        if not is_latest:
            seen = _earlier(posted, seen)
        if not seen.slots:
            return None
        kept = bounded(calibration)
        oneself = kept.towards_oneself
        biases = [oneself if slot.author == posted.author else 0.0 for slot in seen.slots] if oneself else ()
        return seen, weigh(network(), seen.rows, seen.mine, biases, kept.towards_nobody + PRUDENCE)

    def _at_the_top(self, posted: MessagePosted, reading: Reading, calibration: Calibration) -> Link:
        is_latest = self._is_latest(posted)
        if is_latest and (told := plain(self._top, posted.author, reading, calibration)) is not None:
            back = self._top.count - told.slot.at
            return Link(told.slot.heard.message, told.sure, Reason(told.code, (told.sure, back)))
        judged = self._weighed(posted, reading, calibration, is_latest)
        if judged is None:
            return SILENCE
        seen, (likely, nobody) = judged
        somebody = 1 - nobody
        best = max(likely)
        place = likely.index(best)
        chance = somebody * best
        if chance < nobody:
            return Link(None, round(nobody, 3), Reason("nobody", (round(chance, 2), round(nobody, 2))))
        chosen = seen.slots[place]
        back = self._top.count - chosen.at
        return Link(
            chosen.heard.message, round(chance, 3), Reason(_told_by(seen.rows[place]), (round(chance, 2), back))
        )

    def _in_thread(self, posted: MessagePosted, reading: Reading, root: MessageId) -> Link:
        """The latest message of somebody else, the root failing that; in a crowded thread the likeliest."""
        lane = self._threads.crowded(root)
        if lane is not None:
            seen = scene(lane, posted.author, posted.is_bot, reading)
            if not self._is_latest(posted):
                seen = _earlier(posted, seen)
            if seen.slots:
                likely, _ = weigh(network(), seen.rows, seen.mine, (), 0.0)
                place = likely.index(max(likely))
                return Link(seen.slots[place].heard.message, round(likely[place], 3), Reason("crowded-thread"))
        for each in self._threads.latest(root):
            if each.author != posted.author and not each.is_bot and each.at <= posted.at:
                return Link(each.message, 1.0, Reason("thread"))
        return Link(root, 1.0, Reason("thread"))

    def _between_two(self, posted: MessagePosted) -> Link:
        """The other's last message, unless one has answered since or it says nothing."""
        for slot in reversed(self._top.slots.values()):
            heard = slot.heard
            if heard.is_bot or heard.at > posted.at or heard.message == posted.message:
                continue
            if heard.author != posted.author and not heard.reading.signs & BARE:
                return Link(heard.message, 1.0, Reason("two-alone"))
            break
        return Link(None, 1.0, Reason("two-alone"))

    def _is_latest(self, posted: MessagePosted) -> bool:
        """Whether nothing that is remembered was said later, and the message itself is not remembered yet."""
        if self.latest_at is not None and posted.at < self.latest_at:
            return False
        return self.find(posted.message) is None


def _earlier(posted: MessagePosted, seen: Scene) -> Scene:
    """Without what was said later, where an event arrives out of order."""
    kept = [
        (slot, row)
        for slot, row in zip(seen.slots, seen.rows, strict=True)
        if slot.heard.at <= posted.at and slot.heard.message != posted.message
    ]
    return Scene([slot for slot, _ in kept], [row for _, row in kept], seen.mine)


_SIGNS: Final = (
    (f.OWN, "goes-on"),
    (f.CALLS, "calls-author"),
    (f.CALLS_ME | f.MENTIONS_ME, "was-called"),
    (f.MENTIONS, "mentions-author"),
    (f.ANSWERS_ME | f.I_ANSWERED | f.MY_LAST_ANSWERS_ITS_AUTHOR, "in-exchange"),
    (f.MOST_SHARED, "same-words"),
)


def _told_by(row: int) -> str:
    """The plainest thing that speaks for a candidate."""
    return next((code for bits, code in _SIGNS if row & bits), "likeliest")
