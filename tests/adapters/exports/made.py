"""Exports made on the spot: a folder or a zip, file by file, and single payloads from tests/payloads."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.exports.archive import Archive
from bot.vocabulary.events import Event, MessagePosted

PAYLOADS = Path(__file__).parents[2] / "payloads"
Files = Mapping[str, Any]


def payload(platform: str, name: str) -> dict[str, Any]:
    """A payload as the platform sends or exports it."""
    told: dict[str, Any] = json.loads((PAYLOADS / platform / f"{name}.json").read_text("utf-8"))
    return told


def as_bytes(content: object) -> bytes:
    return content if isinstance(content, bytes) else json.dumps(content, indent=4).encode()


def folder(at: Path, files: Files) -> Path:
    root = at / "export"
    root.mkdir(exist_ok=True)
    for name, content in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(as_bytes(content))
    return root


def zipped(at: Path, files: Files, name: str = "export.zip") -> Path:
    place = at / name
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in files.items():
            archive.writestr(entry, as_bytes(content))
    return place


def in_memory(files: Files) -> Held:
    return Held({name: as_bytes(content) for name, content in files.items()})


class Held:
    """Files that lie nowhere."""

    name = "held"

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self.files = {name: len(content) for name, content in contents.items()}
        self.bad: list[Any] = []
        self._contents = contents

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        end = None if length < 0 else offset + length
        return self._contents[name][offset:end]

    def close(self) -> None:
        pass


def said(events: Collection[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, MessagePosted)]


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def members(archive: Archive) -> dict[str, list[str]]:
    """Who is in which conversation."""
    return {str(each.id): sorted(map(str, each.members or ())) for each in archive.conversations}


def adds_up(archive: Archive) -> bool:
    """The books of a reading balance."""
    told = archive.coverage
    return told.seen == told.read + sum(told.skipped.values()) and told.bytes_read == archive.size
