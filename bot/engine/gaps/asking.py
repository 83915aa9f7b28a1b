"""How a gap opens: of whom a message asks something, and whether that joins what waits already (rules 1 and 2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Final

from bot.engine.gaps import addressing
from bot.engine.gaps.drafts import Draft
from bot.engine.gaps.room import Room
from bot.engine.gaps.situation import Situation
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap
from bot.vocabulary.signals import ASKS, QUOTED, RHETORICAL, SETTLES_ITSELF, WAITS, YES_NO, Heard, Reading, Reason

EXPECTS_NOTHING: Final = SETTLES_ITSELF | RHETORICAL | QUOTED
SURE_REQUEST: Final = 0.75
"""How sure a request without a question must be: somebody is asked to act on it, so three to one at least."""
TO_NOBODY_BY_NAME: Final = frozenset({"anyone", "side"})
LIKELY: Final = 0.5
"""How likely a question to nobody by name must be one: what a workspace keeps dismissing falls below it."""
GOES_ON: Final = timedelta(hours=1)
"""How long after one's last line a question to the room can still be part of the one before."""
JOINED: Final = 20
"""How many later asks a gap remembers by name."""


def waits(reading: Reading) -> bool:
    """Whether a message that reads so waits for somebody's answer."""
    signs = reading.signs
    if not signs & WAITS or signs & EXPECTS_NOTHING:
        return False
    return bool(signs & ASKS) or reading.confidence >= SURE_REQUEST


def ask(
    heard: Heard,
    spoken_to: tuple[PersonId, ...],
    situation: Situation,
    room: Room,
    draft: Draft,
    besides: Collection[PersonId | None] = (),
) -> None:
    """Open a gap for each person asked, or join what waits; `besides` are people whom it has asked already."""
    asked = addressing.asked(heard, spoken_to, room, situation)
    if asked.because.code in TO_NOBODY_BY_NAME and heard.reading.confidence < LIKELY:
        return
    for person in asked.people:
        if person in besides:
            continue
        waiting = _waiting_already(heard, person, room, situation, draft)
        if waiting is not None:
            draft.change(waiting, _joined(draft.now(waiting), heard))
        else:
            gap = opened(heard, person, asked, situation)
            draft.open(gap, room.gaps.now(gap))


def _waiting_already(
    heard: Heard, person: PersonId | None, room: Room, situation: Situation, draft: Draft
) -> Gap | None:
    """A second ask of the same person joins the first (rule 2); one of the room, if it goes on about it."""
    if person is not None:
        gap = room.gaps.between(heard.author, person, heard.thread)
    else:
        gap = _same_burst(heard, room, situation)
    return gap if gap is not None and draft.now(gap).is_waiting else None


def _same_burst(heard: Heard, room: Room, situation: Situation) -> Gap | None:
    """The room was asked just before: in the same burst, or in what this one goes on from."""
    word = room.last_word(heard.author)
    if word is None or heard.at - word.heard.at > GOES_ON:
        return None
    before = room.gaps.about(heard.link.answers)
    if heard.at - word.heard.at <= situation.policy.burst:
        before = before + room.gaps.about(word.heard.message)
    asked = (gap for gap in before if gap.asked_by == heard.author and gap.owed_by is None)
    return next((gap for gap in asked if gap.thread == heard.thread), None)


def _joined(gap: Gap, heard: Heard) -> Gap:
    signs = gap.signs | heard.reading.signs & WAITS
    if not heard.reading.signs & YES_NO:
        signs &= ~YES_NO
    return replace(gap, joined=(*gap.joined, heard.message)[-JOINED:], signs=signs)


def opened(heard: Heard, person: PersonId | None, asked: addressing.Asked, situation: Situation) -> Gap:
    """A new gap: due after the agreed working time on the calendar of who owes the answer."""
    signs = heard.reading.signs
    because = _because(asked.because, "question" if signs & ASKS else "request", round(heard.reading.confidence, 2))
    return Gap(
        workspace=situation.workspace,
        conversation=situation.conversation.id,
        thread=heard.thread,
        message=heard.message,
        asked_by=heard.author,
        owed_by=person,
        group=asked.group,
        asked_at=heard.at,
        due_at=situation.due(person, heard.at),
        signs=signs & (WAITS | YES_NO),
        because=because,
    )


@cache
def _because(asked: Reason, code: str, confidence: float) -> tuple[Reason, Reason]:
    """One value for all gaps of the same reasons: an archive has a hundred thousand."""
    return asked, Reason(code, (confidence,))
