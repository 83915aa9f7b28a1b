"""Files that are there whole or not at all: written beside their place under another name, then renamed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

BUFFER: Final = 1 << 18


class CannotSave(Exception):
    """A file cannot be written where it should be. Its text is a sentence that says what to do."""


def check(place: Path) -> None:
    """Raise `CannotSave` where a file could not be written: better before a long reading than after it."""
    folder = place.parent
    if place.is_dir():
        raise CannotSave(f"{place} is a folder; name a file in it.")
    if not folder.is_dir():
        raise CannotSave(
            f"The folder {folder} does not exist; create it first, or name another place for {place.name}."
        )
    if not os.access(folder, os.W_OK):
        raise CannotSave(f"The folder {folder} may not be written to; name another place for {place.name}.")


@contextmanager
def whole(place: Path) -> Iterator[IO[bytes]]:
    """A file to write to, that takes its name only when everything went well."""
    check(place)
    try:
        with _beside(place) as file:
            yield file
            file.flush()
            os.replace(file.name, place)
    except OSError as problem:
        told = (problem.strerror or type(problem).__name__).lower()
        raise CannotSave(f"{place} could not be written ({told}); nothing is left of it.") from problem


@contextmanager
def _beside(place: Path) -> Iterator[IO[bytes]]:
    with tempfile.NamedTemporaryFile(
        dir=place.parent, prefix=f".{place.name}.", buffering=BUFFER, delete=False
    ) as file:
        try:
            os.chmod(file.name, _mode_of(place))
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


@contextmanager
def standard_output() -> Iterator[IO[bytes]]:
    """The standard output, for bytes."""
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _mode_of(place: Path) -> int:
    """The rights the file would have had: those of the one it replaces, else what the umask leaves."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
