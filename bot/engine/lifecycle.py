"""The life of an expectation, as a table.

An expectation is a small conversation between two people, the *asker* and the *doer*, and it has one question at any
moment: whose move is it? The answer is in the state and nowhere else, so nobody can be reminded of what is not theirs.

- *scheduled*: it is handed out later, when the doer is at work again. Until then it is nobody's turn, and the asker
  alone sees it, sends it now or takes it back.
- *proposed*: it lies before the doer, who takes it on, asks something, names another date or says "not mine".
- *question asked*, *another date proposed*: it went back to the asker, who answers; then it is proposed again. A date
  the asker agrees to needs no second yes: the doer named it.
- *acknowledged*: the doer has it. The asker changing what, when or done-when puts it before the doer again: nobody is
  bound to what they have not seen. An acknowledgement can be undone for five minutes (`expectations.UNDO_WITHIN`).
- *delivered*: the asker accepts it, or returns it with what to change; *returned* is the doer's move again. Delivering
  needs no acknowledgement first: the work itself is one.
- *accepted*, *declined*, *withdrawn* and *expired* are final. What is wanted after that is a new expectation.

Time makes three moves. It *inquires* once when nothing was heard of something acknowledged; if that stays unanswered
too, the acknowledgement *lapses* and the thing counts as proposed; what nobody ever takes on *expires*.

Questions in the middle of work are not here: those are messages, and response gaps keep them.

The table has a row for each legal move. Whatever is not in it raises `IllegalMove`, whose reason wording can tell. The
diagram in docs/lifecycle.md is made from the table by `diagram`; a test compares.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from bot.vocabulary.agreements import ExpectationState, Move, Part
from bot.vocabulary.signals import Reason

S = ExpectationState
ASKER, DOER, CLOCK = Part.ASKER, Part.DOER, Part.CLOCK


class IllegalMove(Exception):
    """A move that cannot be made now, or not by that person. `reason` is a code with facts, for a sentence."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


class Row(NamedTuple):
    """From one of these states, this part may make this move, which leads there."""

    before: tuple[ExpectationState, ...]
    part: Part
    move: Move
    after: ExpectationState


BEFORE_WORK: Final = (S.PROPOSED, S.QUESTION_ASKED, S.ANOTHER_DATE)
"""Not taken on yet."""
WITH_DOER: Final = (S.PROPOSED, S.ACKNOWLEDGED, S.RETURNED)
IN_WORK: Final = (*BEFORE_WORK, S.ACKNOWLEDGED, S.RETURNED)
LIVE: Final = (*BEFORE_WORK, S.ACKNOWLEDGED, S.DELIVERED, S.RETURNED)
FINAL: Final = (S.ACCEPTED, S.DECLINED, S.WITHDRAWN, S.EXPIRED)

TABLE: Final = (
    Row((S.SCHEDULED,), ASKER, Move.PUT_NOW, S.PROPOSED),
    Row((S.SCHEDULED,), CLOCK, Move.PUT, S.PROPOSED),
    Row((*BEFORE_WORK, S.RETURNED), DOER, Move.ACKNOWLEDGE, S.ACKNOWLEDGED),
    Row((S.ACKNOWLEDGED,), DOER, Move.UNDO, S.PROPOSED),
    Row((S.PROPOSED, S.RETURNED), DOER, Move.ASK, S.QUESTION_ASKED),
    Row((S.QUESTION_ASKED,), ASKER, Move.ANSWER, S.PROPOSED),
    Row(WITH_DOER, DOER, Move.PROPOSE_DATE, S.ANOTHER_DATE),
    Row((S.ANOTHER_DATE,), ASKER, Move.AGREE_DATE, S.ACKNOWLEDGED),
    Row((S.ANOTHER_DATE,), ASKER, Move.KEEP_DATE, S.PROPOSED),
    Row((S.ACKNOWLEDGED,), DOER, Move.CONFIRM, S.ACKNOWLEDGED),
    Row((*BEFORE_WORK, S.ACKNOWLEDGED, S.RETURNED), DOER, Move.DELIVER, S.DELIVERED),
    Row((S.DELIVERED,), ASKER, Move.ACCEPT, S.ACCEPTED),
    Row((S.DELIVERED,), ASKER, Move.RETURN, S.RETURNED),
    Row((*BEFORE_WORK, S.ACKNOWLEDGED, S.RETURNED), DOER, Move.DECLINE, S.DECLINED),
    Row((*BEFORE_WORK, S.ACKNOWLEDGED, S.RETURNED), ASKER, Move.EDIT, S.PROPOSED),
    Row((S.SCHEDULED, *LIVE), ASKER, Move.WITHDRAW, S.WITHDRAWN),
    Row((S.ACKNOWLEDGED,), CLOCK, Move.INQUIRE, S.ACKNOWLEDGED),
    Row((S.ACKNOWLEDGED,), CLOCK, Move.LAPSE, S.PROPOSED),
    Row(BEFORE_WORK, CLOCK, Move.EXPIRE, S.EXPIRED),
)

TURN: Final[dict[ExpectationState, Part | None]] = {
    S.SCHEDULED: None,
    S.PROPOSED: DOER,
    S.QUESTION_ASKED: ASKER,
    S.ANOTHER_DATE: ASKER,
    S.ACKNOWLEDGED: DOER,
    S.DELIVERED: ASKER,
    S.RETURNED: DOER,
} | dict.fromkeys(FINAL)

_NEXT: Final = {(before, row.part, row.move): row.after for row in TABLE for before in row.before}
_PARTS: Final = {row.move: row.part for row in TABLE}


def after(state: ExpectationState, part: Part | None, move: Move) -> ExpectationState:
    """The state a move leads to. Raises IllegalMove where the table has no such row; a part of None is neither side."""
    if part is not None and (found := _NEXT.get((state, part, move))):
        return found
    if part is not _PARTS[move]:
        raise IllegalMove(Reason("not-yours", (move, _PARTS[move])))
    raise IllegalMove(Reason("not-now", (move, state)))


def turn(state: ExpectationState) -> Part | None:
    """Whose move it is; nobody's once it is over."""
    return TURN[state]


def moves(state: ExpectationState, part: Part) -> tuple[Move, ...]:
    """What a part may do now, the likely first."""
    return tuple(row.move for row in TABLE if row.part is part and state in row.before)


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> proposed: asker proposes", "    [*] --> scheduled: asker schedules"]
    for state in S:
        if state in FINAL:
            lines.append(f"    {_node(state)} --> [*]")
        lines += [
            f"    {_node(state)} --> {_node(row.after)}: {row.part} {_said(row.move)}"
            for row in TABLE
            if state in row.before
        ]
    named = [f'    state "{state}" as {_node(state)}' for state in S if " " in state]
    return "\n".join([lines[0], *named, *lines[1:]]) + "\n"


def _node(state: ExpectationState) -> str:
    return state.replace(" ", "_")


def _said(move: Move) -> str:
    return _THIRD_PERSON.get(move) or f"{move}s"


_THIRD_PERSON: Final = {
    Move.UNDO: "undoes",
    Move.PUT_NOW: "sends it now",
    Move.ANSWER: "answers",
    Move.PROPOSE_DATE: "proposes a date",
    Move.AGREE_DATE: "agrees to the date",
    Move.KEEP_DATE: "keeps the date",
}
