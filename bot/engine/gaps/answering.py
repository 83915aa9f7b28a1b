"""How a gap ends: an answer, a reaction, the asker's thanks or "never mind" (rules 3 and 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.engine.gaps.drafts import Draft
from bot.engine.gaps.room import Room
from bot.engine.gaps.situation import Situation
from bot.vocabulary.events import ReactionAdded, ReactionRemoved
from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.records import ClosedBy, Closing, Gap, GapState
from bot.vocabulary.signals import ACKNOWLEDGES, AFFIRMS, BARE, REQUESTS, YES_NO, Heard

CHAIN: Final = 4
"""How many of one's own lines back one may still be answering something."""
TAKEN_ON: Final = GapState.ACKNOWLEDGED
SEEN: Final = frozenset({"eyes"})
"""Reactions that say: I have seen it and take it on."""
YES: Final = frozenset({"+1", "thumbsup", "ok_hand", "ok", "100", "-1", "thumbsdown", "heavy_plus_sign"})
"""Reactions that answer what needs only a yes or a no, and otherwise acknowledge."""
DONE: Final = frozenset({"white_check_mark", "heavy_check_mark", "ballot_box_with_check"})
"""Reactions that also say that what was requested is done."""


def answer(heard: Heard, situation: Situation, room: Room, draft: Draft) -> None:
    """A message of somebody who owes ends what it answers, or takes it on (rule 3)."""
    target = _answered_message(heard, room)
    if heard.thread is None and not situation.two_alone and not room.gaps.is_about(target):
        return
    signs = heard.reading.signs
    for gap, kind in _owed_here(heard, target, situation, room):
        closing = Closing(kind, heard.message, heard.author)
        if not signs & BARE or (signs & AFFIRMS and gap.signs & YES_NO):
            _close(gap, GapState.ANSWERED, heard, closing, room, draft)
        elif signs & (ACKNOWLEDGES | AFFIRMS):
            draft.acknowledge(gap, heard.at)


def _answered_message(heard: Heard, room: Room) -> MessageId | None:
    """What a message answers; where it goes on from one's own line ("will do"), what that one answered."""
    target = heard.link.answers
    for _ in range(CHAIN):
        own = room.recent.find(target) if target is not None else None
        if own is None or own.author != heard.author:
            break
        target = own.link.answers
    return target


def _owed_here(
    heard: Heard, target: MessageId | None, situation: Situation, room: Room
) -> Iterator[tuple[Gap, ClosedBy]]:
    """What the author owes that this message may answer: by reply, in its thread, between two alone, or by link."""
    author, gaps = heard.author, room.gaps
    answered = gaps.about(target)
    if heard.reply_to is not None:
        yield from ((gap, ClosedBy.REPLY) for gap in answered if _owes(author, gap))
        return
    if heard.thread is not None:
        answered += gaps.about(heard.thread) + gaps.owed(author, heard.thread) + gaps.owed(None, heard.thread)
    elif situation.two_alone:
        answered += [gap for gap in gaps.owed(author, None) if target is not None or gap.state is TAKEN_ON]
    kind = ClosedBy.THREAD if heard.thread is not None else ClosedBy.MESSAGE
    yield from ((gap, kind) for gap in answered if _owes(author, gap) and _meant(heard, gap))


def _owes(person: PersonId, gap: Gap) -> bool:
    return gap.is_waiting and gap.asked_by != person and gap.owed_by in (person, None)


def _meant(heard: Heard, gap: Gap) -> bool:
    """A line that is said to others by name is not meant for the asker."""
    return not heard.reading.named or gap.asked_by in heard.reading.named


def _close(gap: Gap, state: GapState, heard: Heard, closing: Closing, room: Room, draft: Draft) -> None:
    """End a gap; one answer of a group is enough for all of it (rule 4)."""
    for other in _with_group(gap, room):
        draft.close(other, state, heard.at, closing)


def _with_group(gap: Gap, room: Room) -> list[Gap]:
    if gap.group is None:
        return [gap]
    return [other for other in room.gaps.about(gap.message) if other.group == gap.group]


def thank(heard: Heard, situation: Situation, room: Room, draft: Draft) -> None:
    """The asker's thanks say that what the other said since was the answer."""
    for gap in _asked_here(heard, room):
        answer = _thanked_for(heard, gap, situation, room)
        if answer is not None:
            closing = Closing(ClosedBy.THANKS, answer.message, answer.author)
            _close(gap, GapState.ANSWERED, answer, closing, room, draft)


def _thanked_for(heard: Heard, gap: Gap, situation: Situation, room: Room) -> Heard | None:
    """The message that is thanked for: the one linked to, or the last of the person named or alone here."""
    linked = room.recent.find(heard.link.answers) if heard.link.answers is not None else None
    if linked is None and gap.owed_by is not None and (gap.owed_by in heard.reading.named or situation.two_alone):
        word = room.last_word(gap.owed_by)
        linked = word.heard if word is not None and word.heard.thread == heard.thread else None
    if linked is None or linked.author == heard.author or linked.is_bot or linked.at <= gap.asked_at:
        return None
    return linked if gap.owed_by in (linked.author, None) else None


def _asked_here(heard: Heard, room: Room) -> list[Gap]:
    """What the author waits for in this place, the thread's root included; oldest first."""
    roots = room.gaps.about(heard.thread) if heard.thread is not None else []
    own = [gap for gap in roots if gap.is_waiting and gap.asked_by == heard.author]
    return own + [gap for gap in room.gaps.asked(heard.author, heard.thread) if gap not in own]


def withdraw(heard: Heard, room: Room, draft: Draft) -> None:
    """End the own ask that a "never mind" is linked to, else the latest one here."""
    linked = [gap for gap in room.gaps.about(heard.link.answers) if gap.asked_by == heard.author and gap.is_waiting]
    here = _asked_here(heard, room)
    latest = [gap for gap in here if gap.message == here[-1].message]
    for gap in linked or latest:
        draft.close(gap, GapState.WITHDRAWN, heard.at, Closing(ClosedBy.ASKER, heard.message, heard.author))


def reacted(fact: ReactionAdded, situation: Situation, room: Room, draft: Draft) -> None:
    """A reaction of who owes takes a gap on, or ends it where no more than a yes is needed (rule 3)."""
    closing = Closing(ClosedBy.REACTION, fact.message, fact.by)
    for gap in room.gaps.about(fact.message):
        if not _owes(fact.by, gap) or not situation.takes_part(fact.by):
            continue
        if _is_enough(fact.emoji, gap):
            for other in _with_group(gap, room):
                draft.close(other, GapState.ANSWERED, fact.at, closing)
        elif fact.emoji in SEEN | YES | DONE:
            draft.acknowledge(gap, fact.at)


def _is_enough(emoji: str, gap: Gap) -> bool:
    if gap.signs & YES_NO:
        return emoji in YES | DONE
    return emoji in DONE and bool(gap.signs & REQUESTS)


def unreacted(fact: ReactionRemoved, situation: Situation, room: Room, draft: Draft) -> None:
    """A reaction taken back takes back what it did."""
    did = Closing(ClosedBy.REACTION, fact.message, fact.by)
    for gap in room.gaps.about(fact.message):
        if gap.closed_by == did and _is_enough(fact.emoji, gap):
            draft.change(gap, reopened(gap))


def reopened(gap: Gap) -> Gap:
    """The gap as it was before it ended: taken on, if it had been."""
    state = GapState.OPEN if gap.acknowledged_at is None else GapState.ACKNOWLEDGED
    return replace(gap, state=state, closed_at=None, closed_by=None)
