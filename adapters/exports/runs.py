"""Where the entries of an archive stand. A large workspace has a hundred thousand files: they are kept in columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.vocabulary.model import ConversationId


class Run(NamedTuple):
    """Entries that stand together in a file, from the earliest moment among them to the latest.

    `is_dated` tells that every one of them has a moment; `is_whole` that they are all the file holds.
    """

    first: float
    last: float
    file: str
    conversation: ConversationId
    offset: int
    length: int
    entries: int
    is_dated: bool
    is_whole: bool


class Runs:
    """Many runs, a quarter as large as in a list. Each is put together when it is asked for."""

    __slots__ = ("_files", "_flags", "_moments", "_places", "_sizes")

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self._moments = array("d")
        self._files: list[str] = []
        self._places: list[ConversationId] = []
        self._sizes = array("Q")
        self._flags = bytearray()
        for run in runs:
            self.append(run)

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, number: int) -> Run:
        first, last = self._moments[2 * number : 2 * number + 2]
        offset, length, entries = self._sizes[3 * number : 3 * number + 3]
        is_dated, is_whole = self._flags[2 * number : 2 * number + 2]
        file, place = self._files[number], self._places[number]
        return Run(first, last, file, place, offset, length, entries, bool(is_dated), bool(is_whole))

    def __iter__(self) -> Iterator[Run]:
        return map(self.__getitem__, range(len(self)))

    def append(self, run: Run) -> None:
        """Keep another one."""
        self._moments.extend((run.first, run.last))
        self._files.append(run.file)
        self._places.append(run.conversation)
        self._sizes.extend((run.offset, run.length, run.entries))
        self._flags.extend((run.is_dated, run.is_whole))

    def in_order(self, numbers: Iterable[int]) -> array[int]:
        """These numbers in the order of their first moments; the last ones and the files decide between equals."""
        moments, files = self._moments, self._files
        order = sorted(numbers, key=lambda each: (moments[2 * each], moments[2 * each + 1], files[each]))
        return array("Q", order)
