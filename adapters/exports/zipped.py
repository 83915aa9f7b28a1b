"""The files of a zip, read in place. A zip is a stranger's word: its sizes, names and links are checked first."""

from __future__ import annotations

import stat
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from adapters.exports import limits
from adapters.exports.folder import ReadFailed, is_litter
from bot.vocabulary.coverage import BadFile, NotAnExport

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)

_SIDE_BY_SIDE = 500
"""Entries half read at once; each costs some 50 kB. The one longest untouched begins again when it is needed."""


class Zip:
    """A zip file."""

    def __init__(self, place: Path) -> None:
        self.name = place.name
        self.files: dict[str, int] = {}
        self.bad: list[BadFile] = []
        self._zip = _opened(place)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._streams: dict[str, _Stream] = {}
        try:
            self._list(place.stat().st_size)
        except NotAnExport:
            self.close()
            raise

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Bytes of one entry. Parts are best asked for in order; going back costs a copy of the entry."""
        try:
            if offset == 0 and not 0 <= length < self.files[name]:
                return self._zip.read(self._infos[name])
            return self._part(name, offset, self.files[name] - offset if length < 0 else length)
        except _BROKEN as problem:
            raise ReadFailed(_why(problem)) from problem

    def close(self) -> None:
        """Let go of the zip and of every entry half read."""
        for stream in self._streams.values():
            stream.close()
        self._streams.clear()
        self._zip.close()

    def _part(self, name: str, offset: int, length: int) -> bytes:
        stream = self._streams.pop(name, None) or _Stream(self._zip, self._infos[name])
        self._streams[name] = stream
        if len(self._streams) > _SIDE_BY_SIDE:
            self._streams.pop(next(iter(self._streams))).close()
        part = stream.read(offset, length)
        if stream.is_done:
            self._streams.pop(name).close()
        return part

    def _list(self, size: int) -> None:
        infos = self._zip.infolist()
        self._refuse_bombs(infos, size)
        for info in infos:
            name = info.filename.replace("\\", "/")
            if info.is_dir() or is_litter(name):
                continue
            if why := _refusal(name, info):
                self.bad.append(BadFile(name, why))
            else:
                self.files[name], self._infos[name] = info.file_size, info

    def _refuse_bombs(self, infos: list[zipfile.ZipInfo], size: int) -> None:
        if len(infos) > limits.ENTRIES:
            raise NotAnExport(
                f"{self.name} claims to hold {len(infos):,} files; no chat export does, so it is not read."
            )
        if sum(info.compress_size for info in infos) > size:
            raise NotAnExport(f"{self.name} holds files that overlap each other; export it once more.")
        total = sum(info.file_size for info in infos)
        if total > limits.TOTAL:
            raise NotAnExport(
                f"{self.name} would unpack to {total / 1e9:.1f} GB; if you trust it, unpack it and give the folder."
            )
        for info in infos:
            if info.file_size > max(limits.SMALL, limits.RATIO * info.compress_size):
                raise NotAnExport(
                    f"{self.name} is no ordinary export: {info.filename} would unpack from "
                    f"{info.compress_size / 1e6:.2f} to {info.file_size / 1e6:,.0f} MB; if you trust it, unpack it "
                    "and give the folder."
                )


class _Stream:
    """An entry that is read part by part, forwards; whoever goes back more than once gets a copy to jump in."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive, self._info = archive, info
        self._file: IO[bytes] = archive.open(info)
        self._at = 0
        self._returns = 0
        self._jumps = False

    @property
    def is_done(self) -> bool:
        return self._at >= self._info.file_size and not self._jumps

    def read(self, offset: int, length: int) -> bytes:
        if offset < self._at and not self._jumps:
            self._go_back()
        if self._jumps:
            self._file.seek(offset)
        else:
            self._pass_over(offset - self._at)
        part = self._file.read(length)
        self._at = offset + len(part)
        return part

    def close(self) -> None:
        self._file.close()

    def _pass_over(self, count: int) -> None:
        while count and (part := self._file.read(min(count, limits.MEGABYTE))):
            count -= len(part)

    def _go_back(self) -> None:
        """Going back means unpacking from the start. Done again and again it is done once, into a nameless file."""
        self._file.close()
        self._file, self._at = self._archive.open(self._info), 0
        self._returns += 1
        if self._returns > 1:
            self._file, self._jumps = _copied(self._file), True


def _copied(packed: IO[bytes]) -> IO[bytes]:
    copy = tempfile.TemporaryFile()  # noqa: SIM115  closed with the stream it becomes
    with packed:
        while part := packed.read(limits.MEGABYTE):
            copy.write(part)
    return copy


def _opened(place: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(place)
    except _BROKEN as problem:
        raise NotAnExport(f"{place} is not a whole zip file; download or copy it again.") from problem


def _refusal(name: str, info: zipfile.ZipInfo) -> str | None:
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\x00" in name:
        return "leads outside the zip and was left out; a real export holds no such path."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link to elsewhere and was left out; a real export holds none."
    if info.flag_bits & 0x1:
        return "is locked with a password; unpack the zip and give the folder."
    if name.lower().endswith(".zip"):
        return "is a zip inside the zip; unpack it and give it by itself."
    return None


def _why(problem: Exception) -> str:
    if isinstance(problem, NotImplementedError):
        return "is packed in a way that cannot be read here; unpack the zip and give the folder."
    return "is damaged inside the zip; download or copy the zip again."
