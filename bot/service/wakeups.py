"""Stored moments that have come: taken, decided and gone in one transaction, so each rings once.

| kind | what it asks | missed while the process was down |
|---|---|---|
| `turn` | what may be said to this person now? | merged: one look at the desk, at the time of return (case 23) |
| `again` | the asker wrote again: wake what was put off | once each: every one is about another matter |
| `still-on-it`, `lapse`, `expire` | time moves an expectation | once each; what happened since overtakes it |
| `digest` | a week is over | the latest is sent, once (case 32) |

A kind with a `dropped_after` would be dropped when it comes later than that, with the reason held back for the digest;
one that no table names (a newer process wrote it) is set aside, where the doctor shows it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import structlog

from bot.engine.decision import Decision
from bot.engine.nudging import TURN, look, written_again
from bot.engine.turns import AGAIN
from bot.engine.turns import written_again as read_slot
from bot.ports import Store, UnitOfWork
from bot.service import commands
from bot.service.carrying import carried
from bot.service.gather import Gatherer
from bot.service.inbox import Undecidable, Watch
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import Matter
from bot.vocabulary.events import WakeupDue
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import HeldBack, Record, SetAside, Wakeup
from bot.vocabulary.signals import Reason

AT_ONCE: Final = 200
"""Wakeups of one transaction."""


class Missed(NamedTuple):
    """What becomes of a kind of wakeup that rings late."""

    merged: bool = False
    """Several for one subject are looked at together, by the latest of them."""
    dropped_after: timedelta | None = None


MISSED: Final[Mapping[str, Missed]] = {
    TURN: Missed(merged=True),
    AGAIN: Missed(),
    **dict.fromkeys(commands.WAKEUPS, Missed()),
}


class Wakeups:
    """Rings what is due."""

    def __init__(
        self,
        store: Store,
        gatherer: Gatherer | None = None,
        watch: Watch | None = None,
        missed: Mapping[str, Missed] = MISSED,
    ) -> None:
        self._store = store
        self._gatherer = gatherer or Gatherer()
        self._watch = watch
        self._missed = missed

    async def ring(self, now: datetime) -> int:
        """Ring everything that is due; returns how many there were. Raises what the store raises."""
        rung = 0
        while some := await self._ring_some(now):
            rung += some
        return rung

    async def _ring_some(self, now: datetime) -> int:
        async with self._store.begin() as work:
            taken = await work.ring(now, AT_ONCE)
            now_on, later = _one_agreement(taken)
            await work.remember(later)
            decided = [await self._decide(wakeup, work, now) for wakeup in self._merged(now_on)]
            versions = await work.commit()
        self._gatherer.settle(versions)
        self._tell(decided)
        return len(now_on)

    def _merged(self, taken: Iterable[Wakeup]) -> Iterator[Wakeup]:
        """In the order of their subjects, so that two processes hold desks in one order."""
        merged: dict[tuple[str, ...], Wakeup] = {}
        for each in taken:
            is_merged = self._missed.get(each.kind, Missed()).merged
            merged[each.workspace, each.subject, each.kind, "" if is_merged else each.slot] = each
        return (merged[name] for name in sorted(merged))

    async def _decide(self, wakeup: Wakeup, work: UnitOfWork, now: datetime) -> tuple[WakeupDue, Decision]:
        event = WakeupDue(wakeup.workspace, wakeup.kind, wakeup.subject, wakeup.slot, now)
        missed = self._missed.get(wakeup.kind)
        if missed is None:
            decision = Decision((_set_aside(event, "no rule for it"),))
        elif missed.dropped_after is not None and now - wakeup.at > missed.dropped_after:
            decision = _dropped(wakeup, now)
        else:
            decision = await self._decided(event, work)
        await work.remember(carried(decision, event))
        return event, decision

    async def _decided(self, event: WakeupDue, work: UnitOfWork) -> Decision:
        """One that the engine fails at is set aside; it must not keep the others from ringing."""
        try:
            return await _DECIDE.get(event.kind, _agreement)(event, work, self._gatherer)
        except Undecidable as failure:
            structlog.get_logger().error("wakeup_set_aside", wakeup=event.kind, exc_info=failure)
            return Decision((_set_aside(event, type(failure.__cause__).__name__),))

    def _tell(self, decided: Sequence[tuple[WakeupDue, Decision]]) -> None:
        if self._watch is not None:
            for event, decision in decided:
                self._watch(event, decision)


def _one_agreement(taken: Sequence[Wakeup]) -> tuple[list[Wakeup], list[Wakeup]]:
    """What rings now, and what is put back: a transaction holds the conversations of one agreement only."""
    agreements = [each for each in taken if each.kind in commands.WAKEUPS]
    later = agreements[1:]
    return [each for each in taken if each not in later], later


def _dropped(wakeup: Wakeup, now: datetime) -> Decision:
    hours = (now - wakeup.at) / timedelta(hours=1)
    about = Matter(f"{wakeup.kind}/{wakeup.slot}")
    held: Record = HeldBack(wakeup.workspace, PersonId(wakeup.subject), about, now, Reason("missed", (hours,)))
    return Decision((held,), (Reason("missed", (hours,)),))


def _set_aside(event: WakeupDue, failure: str) -> SetAside:
    return SetAside(event.workspace, event.key, None, event.at, f"{failure} at WakeupDue {event.kind}")


async def _turn(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
    desk = await work.desk(event.workspace, PersonId(event.subject), event.at)
    return _engine(lambda: look(desk, event.at))


async def _again(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
    desk = await work.desk(event.workspace, PersonId(event.subject), event.at)
    return _engine(lambda: _written(desk, event))


def _written(desk: Desk, event: WakeupDue) -> Decision:
    again = read_slot(event.slot)
    return written_again(desk, again.matter, again.at, event.at)


def _engine(decide: Callable[[], Decision]) -> Decision:
    try:
        return decide()
    except Exception as failure:
        raise Undecidable from failure


async def _agreement(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
    return await commands.rung(event, work, gatherer)


_DECIDE: Final[Mapping[str, Callable[[WakeupDue, UnitOfWork, Gatherer], Awaitable[Decision]]]] = {
    TURN: _turn,
    AGAIN: _again,
}
