"""The door of the engine for what people say to each other: an event and what is known, in; a decision, out.

What they tell Openline itself comes in by `commands`, the other door. Everything Openline ever does follows from a
value returned at one of the two. Nothing in the engine waits, looks at a clock, draws lots or writes; the same event
in the same situation always gives the same decision.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.engine import departures
from bot.engine.decision import Decision as Decision
from bot.engine.gaps import folding, learning
from bot.engine.gaps.ledger import Change
from bot.engine.gaps.room import Entry, Fact, Reworded, Room
from bot.engine.gaps.situation import Situation
from bot.engine.judgement import reading
from bot.engine.reminding import turns
from bot.vocabulary.events import (
    GapMarked,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Spoken,
)
from bot.vocabulary.model import GapId
from bot.vocabulary.policy import Calibration
from bot.vocabulary.records import CalibrationKept, Forgotten, Gap, MessageKept, Record
from bot.vocabulary.signals import Heard, Reason
from bot.vocabulary.tenancy import Tenancy


def decide(event: Spoken, situation: Situation) -> Decision:
    """Decide what one event means. Raises nothing of its own; an event of an unknown kind is a KeyError."""
    if type(event) is MessagePosted:
        fact: Fact = _hear(event, situation, situation.room)
    else:
        fact = _FACTS[type(event)](event, situation)
    if situation.room.is_late(fact):
        return _slip_in(fact, situation)
    entry = folding.fold(fact, situation, situation.room)
    learnt = _learnt(event, fact, situation)
    remember = _to_remember(entry, situation)
    if learnt is not None:
        remember = (*remember, CalibrationKept(situation.workspace, learnt))
    decision = Decision(remember, _why(entry), entry, learnt=learnt)
    return _with_turns(decision, entry.changes, fact, situation) if entry.changes else decision


def befallen(event: Tenancy, concerned: departures.Concerned) -> Decision:
    """Decide what ends with a workspace, a conversation or somebody's part in one."""
    return departures.decide(event, concerned)


def _hear(posted: MessagePosted, situation: Situation, room: Room) -> Heard:
    """Read a message, and tell which earlier one it answers."""
    read = reading.read(posted, situation.names, situation.calibration.asks)
    link = room.recent.judge(posted, read, situation.two_alone, situation.calibration)
    return Heard(posted.message, posted.at, posted.author, posted.thread, posted.reply_to, posted.is_bot, read, link)


def _learnt(event: Spoken, fact: Fact, situation: Situation) -> Calibration | None:
    if type(event) is MessagePosted and type(fact) is Heard:
        return learning.from_reply(event, fact, situation)
    return learning.from_mark(event, situation) if type(event) is GapMarked else None


def _reword(edited: MessageEdited, situation: Situation) -> Reworded:
    """Read the message anew; what it answers stays what it was, if it was heard before."""
    known = situation.room.recent.find(edited.posted.message)
    if known is None:
        return Reworded(_hear(edited.posted, situation, situation.room), edited.at)
    read = reading.read(edited.posted, situation.names, situation.calibration.asks)
    return Reworded(known._replace(reading=read), edited.at)


def _as_it_is(event: Fact, situation: Situation) -> Fact:
    return event


_FACTS: Final[dict[type, Callable[[Any, Situation], Fact]]] = {
    MessageEdited: _reword,
    MessageDeleted: _as_it_is,
    ReactionAdded: _as_it_is,
    ReactionRemoved: _as_it_is,
    GapMarked: _as_it_is,
}


def _to_remember(entry: Entry, situation: Situation) -> tuple[Record, ...]:
    changed = tuple([change.after for change in entry.changes if change.after is not None]) if entry.changes else ()
    fact = entry.fact
    heard = fact if type(fact) is Heard else fact.heard if type(fact) is Reworded else None
    if heard is None or not situation.takes_part(heard.author):
        return changed
    return (MessageKept(situation.workspace, situation.conversation.id, heard), *changed)


def _why(entry: Entry) -> tuple[Reason, ...]:
    if not entry.changes:
        return (entry.fact.link.because,) if type(entry.fact) is Heard else ()
    opened = tuple(
        reason for change in entry.changes if change.before is None and change.after for reason in change.after.because
    )
    return (entry.fact.link.because, *opened) if type(entry.fact) is Heard else opened


def _slip_in(fact: Fact, situation: Situation) -> Decision:
    """Judge a late fact where it belongs, and what came after it again."""
    room = situation.room.copy()
    taken_back = room.rewind(fact)
    touched: dict[GapId, tuple[Gap, Gap | None]] = {}  # each gap in some version, and what has become of it
    for entry in taken_back:
        for change in entry.changes:
            touched.setdefault(_gap(change).identity, (_gap(change), change.before))
    remember: list[Record] = []
    for again in (fact, *(entry.fact for entry in taken_back)):
        entry = folding.fold(_judged_anew(again, situation, room), situation, room)
        touched |= {after.identity: (after, after) for _, after in entry.changes if after is not None}
        remember += [kept for kept in _to_remember(entry, situation) if isinstance(kept, MessageKept)]
        room.advance(entry)
    changes = [Change(situation.room.gaps.now(gap), after) for gap, after in touched.values()]
    remember += [_outcome(change, situation) for change in changes if change.before != change.after]
    return _with_turns(Decision(tuple(remember), (Reason("late"),), room=room), changes, fact, situation)


def _with_turns(decision: Decision, changes: Sequence[Change], fact: Fact, situation: Situation) -> Decision:
    """With what the changes mean for people's turns: whom to tell that nobody is there, whose desk to look at when."""
    say, wake = turns.notices(changes, situation), turns.wakeups(changes, situation, fact.at)
    return decision._replace(say=tuple(say), wake=tuple(wake))


def _judged_anew(fact: Fact, situation: Situation, room: Room) -> Fact:
    """A message judged again in its place; its words are still in memory, its text is not."""
    if isinstance(fact, Reworded):
        known = room.recent.find(fact.heard.message)
        return fact if known is None else fact._replace(heard=fact.heard._replace(link=known.link))
    if not isinstance(fact, Heard):
        return fact
    posted = MessagePosted(
        situation.workspace,
        situation.conversation.id,
        fact.message,
        fact.at,
        fact.author,
        "",
        fact.thread,
        fact.reply_to,
        is_bot=fact.is_bot,
    )
    link = room.recent.judge(posted, fact.reading, situation.two_alone, situation.calibration)
    return fact._replace(link=link)


def _gap(change: Change) -> Gap:
    gap = change.after or change.before
    if gap is None:
        raise ValueError("a change is of something")
    return gap


def _outcome(change: Change, situation: Situation) -> Record:
    if change.after is not None:
        return change.after
    return Forgotten(situation.workspace, situation.conversation.id, _gap(change).identity)
