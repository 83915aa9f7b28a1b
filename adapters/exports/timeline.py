"""Entries of many files in one order of time, with little of them in memory.

An export is surveyed once: where do which entries stand, and between which moments do they lie? Such a
stretch is a `Run`. Runs are then loaded as time reaches them. This holds for a folder of days, for ten
thousand threads side by side, for files in reverse and for entries in no order at all; what is in memory
is what overlaps in time. Half as many entries are loaded at once as are waiting already, so that each is
sorted a bounded number of times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from adapters.exports.runs import Run, Runs
from bot.vocabulary.coverage import Coverage
from bot.vocabulary.events import Event
from bot.vocabulary.model import ConversationId

SAID_TWICE = "said twice"
OUTSIDE_DATES = "outside the dates"
NOT_CHOSEN = "channel not chosen"
_AT_ONCE = 2048


Told = tuple[datetime, str, tuple[Event, ...]]
"""One entry: its moment, its identity (the same for the same message told twice), and what it means."""


class Wanted(NamedTuple):
    """What of an archive is asked for: conversations, and moments from `since` until just before `until`."""

    conversations: Collection[ConversationId] | None = None
    since: datetime | None = None
    until: datetime | None = None

    def refusal_of(self, run: Run) -> str | None:
        """Why no entry of the run is wanted, or None."""
        if self.conversations is not None and run.conversation not in self.conversations:
            return NOT_CHOSEN
        if not run.is_dated:
            return None
        too_early = self.since is not None and run.last < self.since.timestamp()
        too_late = self.until is not None and run.first >= self.until.timestamp()
        return OUTSIDE_DATES if too_early or too_late else None

    @property
    def has_dates(self) -> bool:
        """Whether moments matter at all."""
        return self.since is not None or self.until is not None

    def within(self, at: datetime) -> bool:
        """Whether the moment is asked for."""
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


def in_order(runs: Runs, load: Callable[[Run], list[Told]], wanted: Wanted, coverage: Coverage) -> Iterator[Event]:
    """Every event of the wanted entries in order of time, each entry counted as it is told."""
    chosen = runs.in_order(_chosen(runs, wanted, coverage))
    waiting: list[Told] = []
    known = _Known()
    following = 0
    while following < len(chosen):
        limit = max(_AT_ONCE, len(waiting) // 2)
        loaded = 0
        while following < len(chosen) and loaded < limit:
            run = runs[chosen[following]]
            waiting += load(run)
            loaded += run.entries
            following += 1
        waiting.sort(key=itemgetter(0))
        ready = _ready(waiting, runs[chosen[following]].first if following < len(chosen) else None)
        yield from known.tell(waiting[:ready], coverage)
        del waiting[:ready]
    yield from known.tell(waiting, coverage)


def _chosen(runs: Runs, wanted: Wanted, coverage: Coverage) -> Iterator[int]:
    for number, run in enumerate(runs):
        if refusal := wanted.refusal_of(run):
            coverage.skip(refusal, run.entries)
            coverage.bytes_read += run.length
        else:
            yield number


def _ready(waiting: Sequence[Told], until: float | None) -> int:
    """How many of those waiting come before the first moment that is not loaded yet, if there is one."""
    if until is None:
        return len(waiting)
    return bisect_left(waiting, until, key=lambda told: told[0].timestamp())


class _Known:
    """Tells the same entry told twice. Both have one moment, so only that moment's entries are remembered."""

    def __init__(self) -> None:
        self._moment: datetime | None = None
        self._said: set[str] = set()

    def tell(self, entries: Iterable[Told], coverage: Coverage) -> Iterator[Event]:
        for at, identity, events in entries:
            if at != self._moment:
                self._moment = at
                self._said.clear()
            elif identity in self._said:
                coverage.skip(SAID_TWICE)
                continue
            self._said.add(identity)
            coverage.seen += 1
            coverage.read += 1
            yield from events
