"""R31: SQLite's disk fills up; nothing is acknowledged that is not kept, and with room again it goes on by itself.

The disk is a small one in memory, in a mount namespace of this process's own (`unshare`, on Linux).
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.hardships.findings import Finding, kept, settled, told_until_kept
from benchmarks.inbox import events
from bot.service.inbox import Inbox
from bot.service.intake import Intake
from bot.vocabulary.events import Event

OPTIONS: Final = {"--megabytes": 24}
INSIDE: Final = "OPENLINE_BENCH_DISK"
BATCH: Final = 250


def live(megabytes: int) -> list[Finding]:
    """Begin again inside a namespace that has the small disk; there, fill it."""
    if INSIDE in os.environ:
        return asyncio.run(_live(Path(os.environ[INSIDE])))
    with tempfile.TemporaryDirectory(prefix="openline-disk-") as folder:
        again = f'mount -t tmpfs -o size={megabytes}m tmpfs "$0" && exec "$@"'
        command = [sys.executable, "-m", "benchmarks.hardships", "full-disk"]
        inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", again, folder, *command]
        raise SystemExit(subprocess.run(inside, env={**os.environ, INSIDE: folder}, check=False).returncode)


async def _live(disk: Path) -> list[Finding]:
    url, filler = f"sqlite:///{disk / 'openline.db'}", disk / "filler"
    said = events(20 * BATCH)
    async with settled(url) as store, Intake(Inbox(store), store) as intake:
        acknowledged = await _tell(intake, said[:BATCH])
        _fill(filler)
        refused_from = 0
        for start in range(BATCH, len(said), BATCH):
            count = await _tell(intake, said[start : start + BATCH])
            acknowledged += count
            refused_from = start
            if count < BATCH:
                break
        kept_when_full, whole = await kept(url), _is_whole(disk)
        filler.unlink()
        again = said[refused_from:]
        await asyncio.gather(*(told_until_kept(intake, event) for event in again))
    return [
        Finding("refused while it was full", len(said[:refused_from]) + BATCH - acknowledged, float("inf"), 1),
        Finding("acknowledged and not kept", acknowledged - min(acknowledged, kept_when_full), 0),
        Finding("damage found while full", 0 if whole else 1, 0),
        Finding("messages kept, with room again", await kept(url), len(said), len(said)),
        Finding("damage found afterwards", 0 if _is_whole(disk) else 1, 0),
    ]


async def _tell(intake: Intake, said: list[Event]) -> int:
    """How many are acknowledged."""
    answers = await asyncio.gather(*(intake.accept(event) for event in said), return_exceptions=True)
    return sum(answer is None for answer in answers)


def _fill(filler: Path) -> None:
    """Leave room for a few more commits, and no more."""
    free = os.statvfs(filler.parent)
    filler.write_bytes(b"\0" * max(free.f_bavail * free.f_frsize - 600_000, 0))


def _is_whole(disk: Path) -> bool:
    connection = sqlite3.connect(disk / "openline.db")
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    finally:
        connection.close()
