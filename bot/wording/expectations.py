"""The cards of an expectation: the one that both see, what the other side is told, and "still on it?"."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.affairs import Agreements
from bot.vocabulary.agreements import Altered, Change, Expectation, ExpectationState, ExpectationStep, Move
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Button, Named, Span, Strong, Text, View, Weight
from bot.wording.moments import for_both, moment

S = ExpectationState

SHOWN: Final = 200
"""Characters of a text that a card shows; the rest is one press away."""


ESTIMATED: Final = frozenset({S.PROPOSED, S.QUESTION_ASKED, S.ANOTHER_DATE, S.ACKNOWLEDGED, S.RETURNED})
"""States in which it still helps to know how long it takes."""


class Buttons(NamedTuple):
    """What a card offers: up to three, the likely one first, and the rest under "More"."""

    first: tuple[Move, ...] = ()
    more: tuple[Move, ...] = ()


OFFERED: Final[dict[ExpectationState, Buttons]] = {
    S.SCHEDULED: Buttons((Move.PUT_NOW, Move.WITHDRAW)),
    S.PROPOSED: Buttons(
        (Move.ACKNOWLEDGE, Move.ASK, Move.PROPOSE_DATE), (Move.DECLINE, Move.DELIVER, Move.EDIT, Move.WITHDRAW)
    ),
    S.QUESTION_ASKED: Buttons((Move.ANSWER, Move.EDIT, Move.WITHDRAW), (Move.ACKNOWLEDGE, Move.DELIVER, Move.DECLINE)),
    S.ANOTHER_DATE: Buttons(
        (Move.AGREE_DATE, Move.KEEP_DATE, Move.WITHDRAW), (Move.EDIT, Move.ACKNOWLEDGE, Move.DELIVER, Move.DECLINE)
    ),
    S.ACKNOWLEDGED: Buttons(
        (Move.DELIVER, Move.PROPOSE_DATE), (Move.CONFIRM, Move.UNDO, Move.DECLINE, Move.EDIT, Move.WITHDRAW)
    ),
    S.DELIVERED: Buttons((Move.ACCEPT, Move.RETURN), (Move.WITHDRAW,)),
    S.RETURNED: Buttons(
        (Move.DELIVER, Move.ACKNOWLEDGE, Move.ASK), (Move.PROPOSE_DATE, Move.DECLINE, Move.EDIT, Move.WITHDRAW)
    ),
}
"""What follows a state, for both sides: who may do which is told when they press."""


def card(expectation: Expectation, situation: Agreements, reader: PersonId | None = None) -> View:
    """The card of an expectation as it stands. Without a reader it is the one in the conversation."""
    zone = situation.zone(reader or expectation.asked_by)
    offered = OFFERED.get(expectation.state, Buttons())
    return View(
        _headline(expectation, zone),
        _facts(expectation, situation, zone),
        buttons=_buttons(offered.first, expectation, first=True),
        more=(*_buttons(offered.more, expectation, first=False), *_estimate(expectation)),
        small_print=_small_print(expectation, zone),
    )


def told(step: ExpectationStep, expectation: Expectation, situation: Agreements, reader: PersonId) -> View:
    """What the other side is told of a step, with what can be done about it."""
    zone = situation.zone(reader)
    whole = card(expectation, situation, reader)
    changes = tuple(_altered(each, zone) for each in step.altered)[:2]
    facts = ((shortened(expectation.what),), *changes) if changes else whole.facts
    is_present = step.number == expectation.steps
    return View(
        _done(step, expectation),
        facts,
        buttons=whole.buttons if is_present else (Button(BY_NAME["show"].label, "show", expectation.id),),
        more=whole.more if is_present else (),
        small_print=("You are one of the two this is between.",),
    )


def still_on_it(expectation: Expectation, situation: Agreements) -> View:
    """Asked once, when nothing was heard of something that was taken on."""
    zone = situation.zone(expectation.owed_by)
    moves = (Move.CONFIRM, Move.DELIVER, Move.PROPOSE_DATE)
    since = expectation.heard_at or expectation.since
    return View(
        (Strong("Still on it?"),),
        _facts(expectation, situation, zone)[:2],
        buttons=_buttons(moves, expectation, first=True),
        more=_buttons((Move.DECLINE,), expectation, first=False),
        small_print=("Nothing was heard since ", moment(since, zone), ". Asked once; then it counts as not taken on."),
    )


def _headline(expectation: Expectation, zone: str) -> Text:
    asker, doer = Named(expectation.asked_by), Named(expectation.owed_by)
    wished: tuple[Span, ...] = (moment(expectation.wished_at, zone),) if expectation.wished_at else ("another date",)
    if expectation.state in _PLAIN:
        return (_PLAIN[expectation.state],)
    return {
        S.SCHEDULED: (doer, " gets this ", moment(expectation.put_at, zone)),
        S.PROPOSED: (doer, ", can you take this on?"),
        S.QUESTION_ASKED: (doer, " has a question for ", asker),
        S.ANOTHER_DATE: (doer, " proposes ", *wished, ". ", asker, ", does that work?"),
        S.ACKNOWLEDGED: (doer, " is on it"),
        S.DELIVERED: (doer, " delivered this. ", asker, ", is it what you need?"),
        S.RETURNED: (asker, " asks ", doer, " for a change"),
        S.ACCEPTED: ("Accepted by ", asker),
        S.DECLINED: ("Not taken on by ", doer),
    }[expectation.state]


_PLAIN: Final = {S.WITHDRAWN: "No longer needed", S.EXPIRED: "Nobody took this on in time"}


def _facts(expectation: Expectation, situation: Agreements, zone: str) -> tuple[Text, ...]:
    """What; when and when it is done; and what was said last, or why it is asked."""
    lines: list[Text] = [(Strong(shortened(expectation.what)),)]
    when = due(expectation, situation, zone)
    if expectation.estimate is not None:
        when = (*when, *((", ",) if when else ()), f"about {expectation.estimate:g} h")
    done = (f"done when {shortened(expectation.done_when)}",) if expectation.done_when else ()
    if when or done:
        lines.append((*when, " · ", *done) if when and done else (*when, *done))
    if words := expectation.words if expectation.state is not S.ANOTHER_DATE else "":
        lines.append((f"“{shortened(words)}”",))
    elif expectation.context:
        lines.append((shortened(expectation.context),))
    return tuple(lines)


def due(expectation: Expectation, situation: Agreements, zone: str) -> Text:
    """By when, on the reader's clock and on the other's."""
    if expectation.due_at is None:
        return ()
    doer = situation.zone(expectation.owed_by)
    return ("by ", *for_both(expectation.due_at, zone, doer, Named(expectation.owed_by)))


def _small_print(expectation: Expectation, zone: str) -> Text:
    if expectation.acknowledged_at and expectation.state is S.ACKNOWLEDGED:
        return ("Acknowledged by ", Named(expectation.owed_by), ", ", moment(expectation.acknowledged_at, zone))
    if expectation.closed_at:
        return (moment(expectation.closed_at, zone),)
    return ("Asked by ", Named(expectation.asked_by), ", ", moment(expectation.created_at, zone))


def _buttons(moves: tuple[Move, ...], expectation: Expectation, first: bool) -> tuple[Button, ...]:
    return tuple(
        Button(BY_NAME[move].label, move, expectation.id, Weight.PRIMARY if first and not place else Weight.PLAIN)
        for place, move in enumerate(moves)
    )


def _estimate(expectation: Expectation) -> tuple[Button, ...]:
    """As long as nobody has said how long it takes, and it is still to be done."""
    is_known = expectation.estimate is not None or expectation.state not in ESTIMATED
    return () if is_known else (Button(BY_NAME["estimate"].label, "estimate", expectation.id),)


def _done(step: ExpectationStep, expectation: Expectation) -> Text:
    """What somebody did, in a line."""
    who: Span = Named(step.by) if step.by else "Openline"
    if step.move is Move.PUT:
        return (Named(expectation.asked_by), f" {_DONE[Move.PROPOSE]}")
    if step.move is Move.LAPSE:
        return ("Nothing was heard, so this counts as not taken on: ", shortened(expectation.what, 80))
    if step.move is Move.EXPIRE:
        return ("Nobody took this on in time: ", shortened(expectation.what, 80))
    return (who, f" {_DONE[step.move]}")


_DONE: Final = {
    Move.PROPOSE: "asks whether you can take this on",
    Move.ACKNOWLEDGE: "takes this on",
    Move.UNDO: "took back the acknowledgement",
    Move.ASK: "has a question about this",
    Move.ANSWER: "answered your question",
    Move.PROPOSE_DATE: "proposes another date",
    Move.AGREE_DATE: "agrees to your date",
    Move.KEEP_DATE: "would like to keep the date",
    Move.CONFIRM: "is still on it",
    Move.DELIVER: "delivered this",
    Move.ACCEPT: "accepted this",
    Move.RETURN: "asks for a change",
    Move.DECLINE: "does not take this on",
    Move.EDIT: "changed this. Please look and acknowledge it again",
    Move.WITHDRAW: "no longer needs this",
    Move.PUT_NOW: "asks whether you can take this on",
}


def _altered(change: Altered, zone: str) -> Text:
    """What reads differently now: "when: Fri 4 Dec 17:00 → Mon 7 Dec 12:00"."""
    before, after = (_value(change.what, words, zone) for words in (change.before, change.after))
    return (f"{change.what}: ", before, " → ", Strong(after) if isinstance(after, str) else after)


def _value(what: Change, words: str, zone: str) -> Span:
    if not words:
        return "nothing"
    return moment(datetime.fromisoformat(words), zone) if what is Change.WHEN else shortened(words, 100)


def shortened(words: str, longest: int = SHOWN) -> str:
    """As much of a text as a card shows."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
