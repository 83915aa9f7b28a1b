"""What was read of an export and what was left out: nothing is dropped without being counted here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class NotAnExport(Exception):
    """What was given cannot be read as an export. Its text is one sentence that names it and says what to do."""


class Skipped(NamedTuple):
    """What a platform told that means no event, and why, in plain words.

    `is_damage` says that it should have been a message: no platform writes such an entry.
    """

    reason: str
    is_damage: bool = False


class BadFile(NamedTuple):
    """A file of an export that could not be used, wholly or in part, and one sentence why."""

    file: str
    why: str


@dataclass(slots=True)
class Coverage:
    """Live counters of a reading.

    Every entry in the export's message lists is *seen*, and is then either *read* (it became an event)
    or *skipped* for one reason in plain words: at any moment `seen == read + sum(skipped.values())`.
    `bytes_read` runs up to the `size` of the archive. `notes` count what was read without being told
    whole, such as reactions that do not say whose they are. `damaged` counts skipped entries that no platform writes,
    by file and reason.
    """

    seen: int = 0
    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    bad: list[BadFile] = field(default_factory=list)
    bytes_read: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    damaged: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def is_whole(self) -> bool:
        """Whether every file of the export could be used, and every entry in it."""
        return not self.bad and not self.damaged

    def skip(self, reason: str, count: int = 1) -> None:
        """Count entries that were seen and left out."""
        self.seen += count
        self.skipped[reason] += count

    def damage(self, file: str, reason: str) -> None:
        """Count an entry that was seen and is damaged."""
        self.skip(reason)
        self.damaged[file, reason] += 1

    def spoil(self, file: str, why: str) -> None:
        """Note a file that could not be used."""
        self.bad.append(BadFile(file, why))

    def restart(self) -> None:
        """Begin to count anew; what was found out about the files stays."""
        self.seen = self.read = self.bytes_read = 0
        self.skipped.clear()
        self.notes.clear()
        self.damaged.clear()
