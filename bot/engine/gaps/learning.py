"""What a workspace teaches while it goes on: its plain replies the linker, its people's corrections the reader.

Where the platform itself says what is answered, the linker is asked all the same, and its opinion compared. Only
numbers come of it, within the bounds of `calibration`.
"""

from __future__ import annotations

from typing import Final

from bot.engine.gaps import asking
from bot.engine.gaps.situation import Situation
from bot.engine.judgement import calibration
from bot.vocabulary.events import GapMarked, MessagePosted
from bot.vocabulary.model import MessageId
from bot.vocabulary.policy import Calibration
from bot.vocabulary.records import Mark
from bot.vocabulary.signals import Heard

ENOUGH: Final = 600
"""Plain replies after which a workspace is known: a bias that is far off arrives within a dozen, and moves by mere
hundredths after five hundred. Asking the linker costs as much as judging a message."""


def from_reply(posted: MessagePosted, heard: Heard, situation: Situation) -> Calibration | None:
    """What a reply, or the first answer in a thread, teaches about this community; None where it teaches nothing."""
    if posted.thread is None and posted.reply_to is None:
        return None
    known, recent = situation.calibration, situation.room.recent
    target = _plainly_answered(posted, heard)
    if target is None or posted.is_bot or situation.two_alone or known.links_seen >= ENOUGH:
        return None
    answered = recent.find(target)
    if answered is None or answered.thread is not None or answered.author == posted.author:
        return None
    judged = recent.weighed(posted._replace(thread=None, reply_to=None), heard.reading, known)
    if judged is None:
        return None
    seen, (likely, nobody) = judged
    own = sum(chance for slot, chance in zip(seen.slots, likely, strict=True) if slot.author == posted.author)
    return calibration.learnt(known, nobody, own)


def from_mark(marked: GapMarked, situation: Situation) -> Calibration | None:
    """What a correction teaches; None about a message that is no longer remembered."""
    heard = situation.room.recent.find(marked.message)
    if heard is None:
        return None
    return calibration.corrected(situation.calibration, Mark(marked.mark), asking.waits(heard.reading))


def _plainly_answered(posted: MessagePosted, heard: Heard) -> MessageId | None:
    if posted.reply_to is not None:
        return posted.reply_to
    return posted.thread if posted.thread is not None and heard.link.answers == posted.thread else None
