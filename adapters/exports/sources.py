"""The files of an export, wherever they lie: a folder, a zip, or one file. Only ever read, never unpacked to disk.

Names are relative, with `/`, and never lead outside: what would is left out and told. Links are not followed.
"""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path
from typing import Protocol

from adapters.exports.folder import Folder, OneFile
from adapters.exports.zipped import Zip
from bot.vocabulary.coverage import BadFile, NotAnExport


class Source(Protocol):
    """Files that can be read by name, in whole or from an offset on."""

    name: str
    """What it is called: the folder's or file's own name."""
    files: dict[str, int]
    """Every readable file and its size in bytes."""
    bad: list[BadFile]
    """What was found but is not going to be read."""

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Bytes of one file; `ReadFailed` with the reason where that is not possible."""

    def close(self) -> None:
        """Let go of the files."""


def open_source(path: str | os.PathLike[str]) -> Source:
    """The files at `path`. Raises `NotAnExport` where there is nothing that could be read."""
    place = Path(path)
    try:
        mode = place.stat().st_mode
    except OSError as problem:
        raise NotAnExport(f"{place}: {_plain(problem)}; give the export's folder, zip or JSON file.") from problem
    if stat.S_ISDIR(mode):
        return _not_empty(Folder(place))
    if not stat.S_ISREG(mode):
        raise NotAnExport(f"{place} is neither a file nor a folder; give the export's folder, zip or JSON file.")
    if place.stat().st_size == 0:
        raise NotAnExport(f"{place} is empty; export it once more, or download it again.")
    return _opened_file(place)


def unrecognised(source: Source) -> NotAnExport:
    """What to say of files in which no platform recognises its export."""
    endings = {name.rsplit(".", 1)[-1].lower() for name in source.files}
    if "json" not in endings and endings & {"html", "htm", "txt", "csv"}:
        return NotAnExport(f"{source.name} is not in JSON form; export it once more with JSON chosen as the format.")
    if zips := [name for name in source.files if name.lower().endswith(".zip")]:
        return NotAnExport(f"{source.name} holds no export, but {zips[0]} may be one; give that file.")
    if source.bad:
        return NotAnExport(f"{source.name} holds no export, and {source.bad[0].file} {source.bad[0].why}")
    return NotAnExport(
        f"{source.name} is neither a Slack export nor one of DiscordChatExporter; "
        "give the folder or zip as it was made."
    )


def _opened_file(place: Path) -> Source:
    if zipfile.is_zipfile(place):
        return _not_empty(Zip(place))
    if _looks_zipped(place):
        raise NotAnExport(f"{place} is a zip file whose end is missing; download or copy it again.")
    return OneFile(place)


def _looks_zipped(place: Path) -> bool:
    try:
        with place.open("rb") as file:
            return file.read(4) == b"PK\x03\x04" or place.suffix.lower() == ".zip"
    except OSError as problem:
        raise NotAnExport(f"{place} cannot be read ({_plain(problem)}); check its permissions.") from problem


def _not_empty(source: Source) -> Source:
    if source.files:
        return source
    source.close()
    told = f" ({source.bad[0].file}: {source.bad[0].why})" if source.bad else ""
    raise NotAnExport(f"{source.name} holds no files that can be read{told}; give the folder or zip of an export.")


def _plain(problem: OSError) -> str:
    return (problem.strerror or type(problem).__name__).lower()
