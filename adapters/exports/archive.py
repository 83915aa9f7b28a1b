"""What every archive does alike: choose, order, count. How an entry is understood is the platform's own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import partial
from typing import ClassVar

from adapters.exports.folder import ReadFailed
from adapters.exports.lists import Json, NotJson, decode_items
from adapters.exports.runs import Run, Runs
from adapters.exports.sources import Source
from adapters.exports.timeline import OUTSIDE_DATES, Told, Wanted, in_order
from bot.vocabulary.coverage import Coverage, Skipped
from bot.vocabulary.events import Event, MessagePosted
from bot.vocabulary.model import Conversation, ConversationId, MessageId, Person, Platform, WorkspaceId

Progress = Callable[[int], None]
"""Is told how many bytes were dealt with since it was last told."""


def unwatched(_: int) -> None:
    """Nobody watches how far it got."""


class Archive(ABC):
    """An export that has been surveyed and can be read, as often as wanted, in order of time."""

    kind: ClassVar[Platform]
    workspace: WorkspaceId
    name: str
    people: tuple[Person, ...]
    conversations: tuple[Conversation, ...]
    coverage: Coverage

    def __init__(self, source: Source, runs: Runs, coverage: Coverage) -> None:
        self._source = source
        self._runs = runs
        self.coverage = coverage
        self._found = dict(coverage.notes)
        self.size = sum(run.length for run in runs)

    @property
    def last(self) -> datetime | None:
        """When the export ends: its latest moment (UTC), whatever part of it is read."""
        moments = [run.last for run in self._runs if run.is_dated]
        return datetime.fromtimestamp(max(moments), UTC) if moments else None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._source.close()

    def events(
        self,
        channels: Collection[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Event]:
        """What happened, in order of time, in the channels named (by name or id), from `since` until before `until`.

        Counts into `coverage`, which begins anew. Within one moment a message comes before its reactions.
        """
        self.coverage.restart()
        self.coverage.notes.update(self._found)
        chosen = None if channels is None else frozenset(c.id for c in self.conversations if _is_among(c, channels))
        wanted = Wanted(chosen, since, until)
        return in_order(self._runs, partial(self._load, wanted=wanted), wanted, self.coverage)

    def unknown_channels(self, names: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Those names that no conversation has, each with the names that come close to it."""
        known = {_bare(conversation.name): conversation.name for conversation in self.conversations}
        ids = {conversation.id for conversation in self.conversations}
        return {
            name: tuple(known[close] for close in get_close_matches(_bare(name), known, cutoff=0.5))
            for name in names
            if _bare(name) not in known and name not in ids
        }

    @abstractmethod
    def link(
        self, message: MessageId, conversation: ConversationId | None = None, thread: MessageId | None = None
    ) -> str | None:
        """Where the message can be opened, if that can be told."""

    @abstractmethod
    def _moment_of(self, item: Json) -> datetime | None:
        """When the entry is from, if it tells."""

    @abstractmethod
    def _understand(self, item: Json, run: Run) -> tuple[Event, ...] | Skipped:
        """What the entry means: first the message itself, then what belongs to it."""

    def _whole(self, data: bytes) -> list[Json]:
        """The entries of a file that was surveyed as a whole."""
        return decode_items(data)

    def _load(self, run: Run, wanted: Wanted) -> list[Told]:
        items = self._items(run)
        understand, skip = self._understand, self._skip
        told: list[Told] = []
        for item in items:
            if wanted.has_dates and (at := self._moment_of(item)) and not wanted.within(at):
                self.coverage.skip(OUTSIDE_DATES)
                continue
            events = understand(item, run)
            if isinstance(events, Skipped):
                skip(events, run.file)
            else:
                first = events[0]
                identity = first.message if isinstance(first, MessagePosted) else first.key
                told.append((first.at, identity, events))
        return told

    def _skip(self, skipped: Skipped, file: str) -> None:
        if skipped.is_damage:
            self.coverage.damage(file, skipped.reason)
        else:
            self.coverage.skip(skipped.reason)

    def _items(self, run: Run) -> list[Json]:
        self.coverage.bytes_read += run.length
        try:
            data = self._source.read(run.file, run.offset, run.length)
            return self._whole(data) if run.is_whole else decode_items(data)
        except (ReadFailed, NotJson) as problem:
            self.coverage.spoil(run.file, f"changed while it was read: it {problem}")
            return []


def _is_among(conversation: Conversation, names: Collection[str]) -> bool:
    return conversation.id in names or _bare(conversation.name) in {_bare(name) for name in names}


def _bare(name: str) -> str:
    return name.removeprefix("#").casefold()
