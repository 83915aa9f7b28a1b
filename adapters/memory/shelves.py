"""Records in dictionaries: those that are kept, and over them those of a work that is not committed yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeVar

from bot.ports import Place
from bot.vocabulary.agreements import Erased, Expectation, ExpectationStep
from bot.vocabulary.identity import ABOUT, IDENTITY, MENTIONING, identify, reader, replaces
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import Engagement, Forgotten, Gap, MessageKept, Record
from bot.vocabulary.rekeying import forgotten, rekeyed
from bot.vocabulary.tenancy import Purged, Rekeyed

Name = tuple[Any, ...]
Kind = TypeVar("Kind")
IN_PLACES = (Gap, MessageKept)
"""Types of which there are many, looked up by conversation. It is counted how many each has."""


class Shelves:
    """What is kept: by type and workspace, under each record's name."""

    def __init__(self) -> None:
        self.all: defaultdict[tuple[type, WorkspaceId], dict[Name, Any]] = defaultdict(dict)
        self._in_places: Counter[tuple[type, Place]] = Counter()

    def every(self, kind: type[Kind]) -> Iterator[tuple[Name, Kind]]:
        """All records of a type, of all workspaces."""
        return (item for (held, _), shelf in self.all.items() if held is kind for item in shelf.items())

    def there(self, kind: type, place: Place) -> dict[Name, Any]:
        """The gaps or messages of one conversation; an archive asks for them where there are none yet."""
        if not self._in_places[kind, place]:
            return {}
        shelf = self.all[kind, place.workspace]
        return {name: each for name, each in shelf.items() if each.conversation == place.conversation}

    def put(self, kind: type, name: Name, record: Any) -> None:
        """Keep a record, or none any more, under a name."""
        shelf = self.all[kind, name[0]]
        before = shelf.pop(name, None) if record is None else shelf.get(name)
        if record is not None:
            shelf[name] = record
        if kind in IN_PLACES:
            for each, worth in ((before, -1), (record, 1)):
                if each is not None:
                    self._in_places[kind, Place(each.workspace, each.conversation)] += worth


class Desktop:
    """The shelves as one work sees them: with what it has remembered, which nobody else sees yet."""

    def __init__(self, shelves: Shelves, leave_out: Collection[type] = ()) -> None:
        self._shelves = shelves
        self._leave_out = leave_out
        self.fresh: dict[type, dict[Name, Any]] = {}

    def keep(self, record: Record) -> None:
        """Remember one record, as `vocabulary.identity` has it."""
        if isinstance(record, Forgotten):
            self._put(Gap, (record.workspace, record.gap), None)
        elif isinstance(record, Erased):
            self._erase(record)
        elif isinstance(record, Purged):
            self._purge(record)
        elif isinstance(record, Rekeyed):
            self._rekey(record)
        elif type(record) not in self._leave_out:
            kind: type = type(record)
            name = identify(kind)(record)
            before = self.get(kind, name)
            if before is None or replaces(before, record):
                self._put(kind, name, without_words(record) if isinstance(record, MessageKept) else record)

    def get(self, kind: type, name: Name) -> Any:
        """The record of a name, if there is one."""
        fresh = self.fresh.get(kind, {})
        return fresh[name] if name in fresh else self._shelves.all[kind, name[0]].get(name)

    def changes(self, record: Record) -> bool:
        """Whether a record tells anything new."""
        kind: type = type(record)
        return bool(self.get(kind, identify(kind)(record)) != record)

    def drop(self, kind: type, record: Any) -> None:
        """Take a record away."""
        self._put(kind, identify(kind)(record), None)

    def find(self, kind: type[Kind], workspace: WorkspaceId, **equals: object) -> list[Kind]:
        """Records of a kind that equal what is given, in the order of their names."""
        found = self._over(kind, self._shelves.all[kind, workspace], lambda name, record: name[0] == workspace)
        reads = [(_reader(kind, name), value) for name, value in equals.items()]
        return [
            record
            for _, record in sorted(found.items(), key=lambda item: item[0])
            if all(_equals(read(record), value) for read, value in reads)
        ]

    def there(self, kind: type[Kind], place: Place) -> list[Kind]:
        """The gaps or messages of one conversation."""
        is_there = (place.workspace, place.conversation)
        shelf = self._shelves.there(kind, place)
        return list(
            self._over(kind, shelf, lambda _, record: (record.workspace, record.conversation) == is_there).values()
        )

    def every(self, kind: type[Kind]) -> list[Kind]:
        """All records of a type, of all workspaces."""
        return list(self._over(kind, dict(self._shelves.every(kind)), lambda name, record: True).values())

    def commit(self) -> None:
        """Show it to everybody."""
        for kind, named in self.fresh.items():
            for name, record in named.items():
                self._shelves.put(kind, name, record)
        self.fresh = {}

    def _over(self, kind: type, shelf: dict[Name, Any], belongs: Any) -> dict[Name, Any]:
        """What lies on a shelf, with what is fresh over it."""
        found = dict(shelf)
        for name, record in self.fresh.get(kind, {}).items():
            found.pop(name, None)
            if record is not None and belongs(name, record):
                found[name] = record
        return found

    def _put(self, kind: type, name: Name, record: Any) -> None:
        self.fresh.setdefault(kind, {})[name] = record

    def _erase(self, erased: Erased) -> None:
        """What is about a person goes; what was said about their expectations goes with these."""
        gone: set[str] = set()
        for kind in ABOUT:
            theirs: list[Any] = self.find(kind, erased.workspace)
            for record in theirs:
                if self._is_about(kind, record, erased):
                    if isinstance(record, Expectation):
                        gone.add(record.id)
                    self.drop(kind, record)
        for step in self.find(ExpectationStep, erased.workspace):
            if step.expectation in gone:
                self.drop(ExpectationStep, step)
        self._mention_nobody(erased)

    def _mention_nobody(self, erased: Erased) -> None:
        """Records of others no longer say who it was."""
        forget = forgotten(erased.person)
        for kind in MENTIONING:
            kept: list[Any] = self.find(kind, erased.workspace)
            for record in kept:
                if self._is_concerned(record, erased) and (later := forget(record)) != record:
                    self._put(kind, identify(kind)(later), later)

    def _purge(self, purged: Purged) -> None:
        for kind in IDENTITY:
            theirs: list[Any] = self.find(kind, purged.workspace)
            for record in theirs:
                self.drop(kind, record)

    def _rekey(self, moved: Rekeyed) -> None:
        rename = rekeyed(moved.conversation, moved.now)
        for kind in IDENTITY:
            before: list[Any] = self.find(kind, moved.workspace)
            changed = [(each, later) for each in before if (later := rename(each)) != each]
            for each, _ in changed:
                self.drop(kind, each)
            for _, later in changed:
                self._put(kind, identify(kind)(later), later)

    def _is_about(self, kind: type, record: Any, erased: Erased) -> bool:
        if all(reader(kind, name)(record) != erased.person for name in ABOUT[kind]):
            return False
        return self._is_concerned(record, erased)

    def _is_concerned(self, record: Any, erased: Erased) -> bool:
        """Whether a record belongs to what is erased: everything, or one engagement."""
        if erased.engagement is None:
            return True
        if hasattr(record, "engagement"):
            return bool(record.engagement == erased.engagement)
        engagement = self.get(Engagement, (erased.workspace, erased.engagement))
        return engagement is not None and getattr(record, "conversation", None) in engagement.conversations


def without_words(record: MessageKept) -> MessageKept:
    """Words of messages are not kept, here either."""
    heard = record.heard
    if not heard.reading.words:
        return record
    return record._replace(heard=heard._replace(reading=heard.reading._replace(words=())))


def _reader(kind: Any, name: str) -> Callable[[Any], Any]:
    return reader(kind, name)


def _equals(value: Any, wanted: object) -> bool:
    return value in wanted if isinstance(wanted, frozenset) else bool(value == wanted)
