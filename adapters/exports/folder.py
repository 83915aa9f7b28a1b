"""The files of a folder, or one file by itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from adapters.exports import limits
from bot.vocabulary.coverage import BadFile, NotAnExport


class ReadFailed(Exception):
    """A file could not be read; its text says why, in a sentence about the file."""


class Folder:
    """A folder with everything below it."""

    def __init__(self, root: Path) -> None:
        self.name = root.resolve().name or str(root)
        self.files: dict[str, int] = {}
        self.bad: list[BadFile] = []
        self._root = str(root)
        self._list("", 0)

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Bytes of one file. It is opened anew each time: thousands of files are read side by side."""
        return _read(os.path.join(self._root, name), offset, length, self.files[name])

    def close(self) -> None:
        """Nothing stays open."""

    def _list(self, under: str, depth: int) -> None:
        for entry in self._entries(under):
            name = f"{under}{entry.name}"
            if is_litter(name):
                continue
            if entry.is_symlink():
                self.bad.append(BadFile(name, "is a link to elsewhere; put the file itself in its place."))
            elif entry.is_dir(follow_symlinks=False):
                self._list_below(name, depth + 1)
            elif entry.is_file(follow_symlinks=False):
                self._add(name, entry)
            else:
                self.bad.append(BadFile(name, "is not an ordinary file; put the file itself in its place."))

    def _list_below(self, name: str, depth: int) -> None:
        if depth > limits.DEPTH:
            self.bad.append(BadFile(name, "lies deeper than any export does; give the export's own folder."))
        else:
            self._list(f"{name}/", depth)

    def _entries(self, under: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(os.path.join(self._root, under)) as entries:
                yield from sorted(entries, key=lambda entry: entry.name)
        except OSError as problem:
            self.bad.append(
                BadFile(under or self.name, f"cannot be listed ({problem.strerror}); check its permissions.")
            )

    def _add(self, name: str, entry: os.DirEntry[str]) -> None:
        if len(self.files) >= limits.ENTRIES:
            raise NotAnExport(f"{self.name} holds more than {limits.ENTRIES:,} files; give the export's own folder.")
        self.files[name] = entry.stat(follow_symlinks=False).st_size


class OneFile:
    """A single file."""

    def __init__(self, place: Path) -> None:
        self.name = place.name
        self.files = {place.name: place.stat().st_size}
        self.bad: list[BadFile] = []
        self._place = str(place)

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Bytes of the file."""
        return _read(self._place, offset, length, self.files[name])

    def close(self) -> None:
        """Nothing stays open."""


def is_litter(name: str) -> bool:
    """Whether the file was left by an operating system and belongs to nobody's export."""
    last = name.rsplit("/", 1)[-1]
    return name.startswith("__MACOSX") or last.startswith(".") or last in ("Thumbs.db", "desktop.ini")


def _read(path: str, offset: int, length: int, size: int) -> bytes:
    wanted = size - offset if length < 0 else min(length, size - offset)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise ReadFailed("is not an ordinary file; put the file itself in its place.")
            return _read_all(handle, offset, max(0, wanted))
        finally:
            os.close(handle)
    except OSError as problem:
        raise ReadFailed(f"cannot be read ({problem.strerror}); check its permissions.") from problem


def _read_all(handle: int, offset: int, wanted: int) -> bytes:
    if offset:
        os.lseek(handle, offset, os.SEEK_SET)
    first = os.read(handle, wanted)
    if len(first) == wanted or not first:
        return first
    parts = [first]
    missing = wanted - len(first)
    while missing and (part := os.read(handle, missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
