"""How far each conversation is known, kept up to date by what is heard live.

The watermark is written with the batch that raises it, a few seconds apart: one that lags behind only means that a
little more is read again after a restart, and each fact counts once. While a conversation is not reconciled, live
events do not raise it, or the hole before them would never be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.ports import Place, UnitOfWork
from bot.vocabulary.events import CommandGiven, Event, MessageDeleted, MessageEdited, MessagePosted
from bot.vocabulary.records import Reach

EVERY: Final = timedelta(seconds=5)
"""Between two writings of one conversation's watermark, in the time of its messages."""
TELLS: Final = (MessagePosted, MessageEdited, MessageDeleted, CommandGiven)
"""Events whose moments are those of the platform's history; a command is heard where an engagement begins, so that
what is said there from then on is read back even if nothing was heard before."""


class Reaching:
    """Raises watermarks with what is heard."""

    def __init__(self, every: timedelta = EVERY) -> None:
        self._every = every
        self._next: dict[Place, datetime] = {}

    async def reached(self, work: UnitOfWork, events: Sequence[Event]) -> list[Reach]:
        """The watermarks that these events raise; reads the store only where it is time for one."""
        latest = {place: at for place, at in _latest(events).items() if self._is_time(place, at)}
        if not latest:
            return []
        self._next |= {place: at + self._every for place, at in latest.items()}
        known: dict[Place, Reach] = {}
        for workspace in sorted({place.workspace for place in latest}):
            known |= {Place(workspace, reach.conversation): reach for reach in await work.reaches(workspace)}
        raised = (_raised(place, at, known.get(place)) for place, at in latest.items())
        return [reach for reach in raised if reach is not None]

    def _is_time(self, place: Place, at: datetime) -> bool:
        due = self._next.get(place)
        return due is None or at >= due


def _latest(events: Iterable[Event]) -> dict[Place, datetime]:
    latest: dict[Place, datetime] = {}
    for event in events:
        if isinstance(event, TELLS):
            place = Place(event.workspace, event.conversation)
            latest[place] = max(event.at, latest.get(place, event.at))
    return latest


def _raised(place: Place, at: datetime, known: Reach | None) -> Reach | None:
    """A conversation that is heard for the first time is known from there on."""
    if known is None:
        return Reach(place.workspace, place.conversation, at, is_reconciled=True)
    return replace(known, watermark=at) if known.is_reconciled and at > known.watermark else None
