"""Response gaps: what each thing that happens in a conversation does to who waits for whom (rules 1 to 6).

`fold` takes one fact and says what it changes; it changes nothing itself. The rules only look at what came before
the fact, so that facts judged in the order of their moments give the same gaps whenever that is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from bot.engine.gaps import addressing, answering, asking
from bot.engine.gaps.drafts import Draft
from bot.engine.gaps.room import Entry, Fact, Reworded, Room
from bot.engine.gaps.situation import Situation
from bot.vocabulary.events import GapMarked, MessageDeleted, ReactionAdded, ReactionRemoved
from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.records import ClosedBy, Closing, Gap, GapState, Mark
from bot.vocabulary.signals import ASKS, THANKS, WITHDRAWS, Heard, Reason


def fold(fact: Fact, situation: Situation, room: Room) -> Entry:
    """What one fact changes, and whom its author was speaking to."""
    draft = Draft()
    spoken_to: tuple[PersonId, ...] = ()
    if type(fact) is Heard:
        if not fact.is_bot and situation.takes_part(fact.author):
            spoken_to = addressing.spoken_to(fact, room, situation)
            _heard(fact, spoken_to, situation, room, draft)
    else:
        _RULES[type(fact)](fact, situation, room, draft)
    return Entry(fact, draft.changes(), spoken_to)


def _heard(heard: Heard, spoken_to: tuple[PersonId, ...], situation: Situation, room: Room, draft: Draft) -> None:
    signs = heard.reading.signs
    if room.gaps:
        answering.answer(heard, situation, room, draft)
        if signs & THANKS:
            answering.thank(heard, situation, room, draft)
        if signs & WITHDRAWS:
            answering.withdraw(heard, room, draft)
    if asking.waits(heard.reading):
        asking.ask(heard, spoken_to, situation, room, draft)


def _reworded(fact: Reworded, situation: Situation, room: Room, draft: Draft) -> None:
    """An edit that turns a message into a question, or out of one, or to somebody else, counts (rule 5)."""
    heard = fact.heard
    if heard.is_bot or not situation.takes_part(heard.author):
        return
    closing = Closing(ClosedBy.EDITED, heard.message, heard.author)
    there = [gap for gap in room.gaps.about(heard.message) if not _was_edited_away(gap)]
    if not asking.waits(heard.reading):
        _unask(heard.message, closing, fact, room, draft)
    elif not there or _names_others(heard, there):
        now = heard._replace(at=fact.at)
        besides = {gap.owed_by for gap in there}
        asking.ask(now, addressing.spoken_to(now, room, situation), situation, room, draft, besides)
        for gap in there:
            if heard.reading.named and gap.owed_by not in heard.reading.named:
                draft.close(gap, GapState.WITHDRAWN, fact.at, closing)


def _was_edited_away(gap: Gap) -> bool:
    return gap.closed_by is not None and gap.closed_by.kind is ClosedBy.EDITED


def _names_others(heard: Heard, there: list[Gap]) -> bool:
    """Whether the message now names people that were not asked before."""
    return not set(heard.reading.named) <= {gap.owed_by for gap in there} | {heard.author}


def _deleted(fact: MessageDeleted, situation: Situation, room: Room, draft: Draft) -> None:
    """A deleted message takes its gap away (rule 5)."""
    gaps = room.gaps.about(fact.message)
    if gaps:
        _unask(fact.message, Closing(ClosedBy.DELETED, fact.message, gaps[0].asked_by), fact, room, draft)


def _unask(message: MessageId, closing: Closing, fact: Reworded | MessageDeleted, room: Room, draft: Draft) -> None:
    """The message no longer asks; what other messages asked along with it still waits."""
    for gap in room.gaps.about(message):
        left = tuple(other for other in gap.joined if other != message)
        if gap.is_waiting and gap.message == message and not left:
            draft.close(gap, GapState.WITHDRAWN, fact.at, closing)
        elif left != gap.joined and gap.is_waiting:
            draft.change(gap, replace(gap, joined=left))


def _marked(fact: GapMarked, situation: Situation, room: Room, draft: Draft) -> None:
    """What somebody concerned says always wins (rule 6)."""
    gaps = [gap for gap in room.gaps.about(fact.message) if gap.message == fact.message] or room.gaps.about(
        fact.message
    )
    if fact.mark == Mark.WAITING:
        return _mark_waiting(fact, gaps, situation, room, draft)
    state = GapState.DISMISSED if fact.mark == Mark.NOT_A_QUESTION else GapState.ANSWERED
    for gap in gaps:
        ended = replace(gap, state=state, closed_at=fact.at, closed_by=Closing(ClosedBy.MARK, None, fact.by))
        if gap.state is not state:
            draft.change(gap, ended)
    return None


def _mark_waiting(fact: GapMarked, gaps: list[Gap], situation: Situation, room: Room, draft: Draft) -> None:
    heard = room.recent.find(fact.message)
    for gap in gaps:
        draft.change(gap, answering.reopened(gap))
    if gaps or heard is None or not situation.takes_part(heard.author):
        return
    asks = heard._replace(reading=heard.reading._replace(signs=heard.reading.signs | ASKS))
    asked = addressing.asked(asks, addressing.spoken_to(asks, room, situation), room, situation)
    for person in asked.people:
        gap = asking.opened(asks, person, asked, situation)
        draft.open(replace(gap, because=(*gap.because, Reason("marked"))), None)


_RULES: Final[dict[type, Callable[[Any, Situation, Room, Draft], None]]] = {
    Reworded: _reworded,
    MessageDeleted: _deleted,
    ReactionAdded: answering.reacted,
    ReactionRemoved: answering.unreacted,
    GapMarked: _marked,
}
