"""The buttons of an expectation's card: each is a move. Those that need words answer with a form first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.engine.decision import Decision
from bot.engine.lifecycle import IllegalMove, after
from bot.engine.requests import Request
from bot.engine.talk import feedback
from bot.engine.work import expectations, expecting
from bot.engine.work.expectations import Deed
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation, Move
from bot.vocabulary.answers import ExpectationShown, FormAsked, Refused, Wrong
from bot.vocabulary.deadlines import Ambiguous, Deadline, NotUnderstood
from bot.vocabulary.signals import Reason

WORDS: Final = "words"
NEEDS_WORDS: Final = frozenset({Move.ASK, Move.ANSWER, Move.RETURN})
TAKES_WORDS: Final = NEEDS_WORDS | {Move.DELIVER, Move.DECLINE}
LONGEST: Final = 1000


def move(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Make the move that a button or a form stands for, or say why not."""
    found = situation.expectation(request.about)
    if found is None:
        return Decision(answer=Refused(Reason("gone")))
    expectation = found[1]
    try:
        after(expectation.state, expectations.part_of(expectation, request.by), Move(request.action))
        return _made(Move(request.action), request, expectation, situation)
    except IllegalMove as illegal:
        return Decision(because=(illegal.reason,), answer=Refused(illegal.reason))


def show(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """The card, for whoever is one of the two."""
    found = situation.expectation(request.about)
    if found is None or expectations.part_of(found[1], request.by) is None:
        return Decision(answer=Refused(Reason("gone")))
    return Decision(answer=ExpectationShown(found[1]))


def _made(which: Move, request: Request, expectation: Expectation, situation: Agreements) -> Decision:
    special = _SPECIAL.get(which)
    if special is not None:
        return special(request, expectation, situation)
    words = request.one(WORDS)
    if which in TAKES_WORDS and not request.is_form:
        return Decision(answer=FormAsked(which, expectation.id))
    if wrong := _wrong(which, words):
        return Decision(answer=FormAsked(which, expectation.id, request.values, wrong))
    return expectations.make(Deed(which, request.by, request.at, words), expectation, situation)


def _wrong(which: Move, words: str) -> tuple[Wrong, ...]:
    if which in NEEDS_WORDS and not words:
        return (Wrong(WORDS, Reason(f"words-{which}")),)
    return (Wrong(WORDS, Reason("too-long", (LONGEST,))),) if len(words) > LONGEST else ()


def _propose_date(request: Request, expectation: Expectation, situation: Agreements) -> Decision:
    """The doer names another date, on their own calendar."""
    words = request.one("by")
    if not request.is_form or not words:
        wrong = (Wrong("by", Reason("deadline")),) if request.is_form else ()
        return Decision(answer=FormAsked(request.action, expectation.id, request.values, wrong))
    calendar = situation.calendar(expectation.owed_by)
    reading = expecting.read(words, request.at, calendar, situation.zone(request.by))
    if isinstance(reading, Deadline):
        deed = Deed(Move.PROPOSE_DATE, request.by, request.at, reading.words, wished_at=reading.at)
        return expectations.make(deed, expectation, situation)
    which = reading.choices if isinstance(reading, Ambiguous) else ()
    wrong = (Wrong("by", expecting.not_understood(reading)),) if isinstance(reading, NotUnderstood) else ()
    return Decision(answer=FormAsked(request.action, expectation.id, request.values, wrong, which))


def _agree_date(request: Request, expectation: Expectation, situation: Agreements) -> Decision:
    return expectations.make(Deed(Move.AGREE_DATE, request.by, request.at, expectation.words), expectation, situation)


def _accept(request: Request, expectation: Expectation, situation: Agreements) -> Decision:
    """Accepted; and how was it?"""
    decision = expectations.make(Deed(Move.ACCEPT, request.by, request.at, request.one(WORDS)), expectation, situation)
    return feedback.accepted(decision, expectation, request.at, situation)


_SPECIAL: Final[dict[Move, Callable[[Request, Expectation, Agreements], Decision]]] = {
    Move.PROPOSE_DATE: _propose_date,
    Move.AGREE_DATE: _agree_date,
    Move.ACCEPT: _accept,
    Move.EDIT: expecting.edit,
}
