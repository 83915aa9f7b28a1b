"""An archive through the front door: the same inbox, with a clock that jumps to each event.

Having replayed an archive leaves the same records as having lived it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from bot.ports import Archive, MovableClock
from bot.service.inbox import Inbox
from bot.vocabulary.events import ConversationSeen, Event, PersonSeen

BATCH: Final = 500
"""Events kept in one piece of work; more of them gain nothing measurable."""


async def replay(
    events: Iterable[Event], inbox: Inbox, clock: MovableClock, progress: Callable[[], None] = lambda: None
) -> None:
    """Feed events, in the order of their moments, to the inbox; `progress` is called after each batch."""
    rest = iter(events)
    while batch := list(islice(rest, BATCH)):
        clock.move_to(batch[-1].at)
        await inbox.take(batch)
        progress()


def introduced(archive: Archive, events: Iterable[Event]) -> Iterator[Event]:
    """An archive's events, with its people and conversations told first."""
    rest = iter(events)
    first = next(rest, None)
    if first is None:
        return
    yield from (PersonSeen(archive.workspace, person, first.at) for person in archive.people)
    yield from (ConversationSeen(archive.workspace, about, first.at) for about in archive.conversations)
    yield first
    yield from rest
