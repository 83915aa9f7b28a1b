"""The kinds of wakeups: who decides what each leads to, and what becomes of one that was missed.

| kind | what it asks | missed while the process was down |
|---|---|---|
| `turn` | what may be said to this person now? | merged: one look at the desk, at the time of return (case 23) |
| `again` | the asker wrote again: wake what was put off | once each: every one is about another matter |
| `still-on-it`, `lapse`, `expire` | time moves an expectation | once each; what happened since overtakes it |
| `room` | has somebody room for more? | once each; whoever was asked lately is not asked again |
| `forget-candidate` | whoever was thanked is erased | once each, however late |
| others in `engine.commands.MOMENTS` | what each rule says | once each |
| `check-in` | how does it go? | asked late on its own day; another day's is not made up for |
| `feedback` | who gave no feedback to whom? | once: it is looked at as things stand then |
| `digest` | a week is over | the latest is sent, once (case 32) |

To add a kind: write a row above, and one line in `KINDS`.

- A rule about what is agreed on takes no line here: it stands in `engine.commands.MOMENTS`. The subject of its wakeups
  is `CONVERSATION/WHAT`; what is agreed on in that conversation is gathered and held before it is asked.
- Any other is a function of this file: from the event and the work to a `Decision`, with the engine's part in `engine`,
  so that a failure there sets this one aside and lets the others ring. What it keeps and says goes by the decision.
- `Missed` says what becomes of it after downtime: every one for itself (the default), `merged` into one look for each
  subject, or dropped when it comes later than `dropped_after`; that is held back with its reason, for the digest.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from bot.engine.decision import Decision
from bot.engine.reminding.nudging import TURN, look, written_again
from bot.engine.reminding.turns import AGAIN
from bot.engine.reminding.turns import written_again as read_slot
from bot.ports import UnitOfWork
from bot.service.answering import commands
from bot.service.gather import Gatherer
from bot.service.inbox import Undecidable
from bot.vocabulary.desk import Desk
from bot.vocabulary.events import WakeupDue
from bot.vocabulary.model import PersonId

Decide = Callable[[WakeupDue, UnitOfWork, Gatherer], Awaitable[Decision]]


class Missed(NamedTuple):
    """What becomes of a kind of wakeup that rings late."""

    merged: bool = False
    """Several for one subject are looked at together, by the latest of them."""
    dropped_after: timedelta | None = None


class Kind(NamedTuple):
    """One kind of wakeup. `is_agreed`: it is about what is agreed on in the conversation its subject begins with."""

    decide: Decide
    missed: Missed = Missed()
    is_agreed: bool = False


def engine(decide: Callable[[], Decision]) -> Decision:
    """The engine's part of a decision. Raises Undecidable where it fails: the store is not to blame then."""
    try:
        return decide()
    except Exception as failure:
        raise Undecidable from failure


async def _turn(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
    desk = await work.desk(event.workspace, PersonId(event.subject), event.at)
    return engine(lambda: look(desk, event.at))


async def _again(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
    desk = await work.desk(event.workspace, PersonId(event.subject), event.at)
    return engine(lambda: _written(desk, event))


def _written(desk: Desk, event: WakeupDue) -> Decision:
    again = read_slot(event.slot)
    return written_again(desk, again.matter, again.at, event.at)


KINDS: Final[Mapping[str, Kind]] = {
    TURN: Kind(_turn, Missed(merged=True)),
    AGAIN: Kind(_again),
    **dict.fromkeys(commands.WAKEUPS, Kind(commands.rung, is_agreed=True)),
}
