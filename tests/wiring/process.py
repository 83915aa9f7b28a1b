"""A real `openline` of its own, on this machine, for a test."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
LIMIT = 60
"""Seconds after which a test gives up; a healthy process needs one."""


class Running:
    """A process that has said where it listens."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[dict[str, Any]] = []
        self.address: str = self.until("listening")["address"]

    def until(self, action: str) -> dict[str, Any]:
        """Read the log up to an action."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(json.loads(line))
            if self.lines[-1]["action"] == action:
                return self.lines[-1]
        raise AssertionError(f"The process ended without {action}: {self.lines} {self.process.communicate()[1]}")

    def asks(self, path: str) -> tuple[int, str]:
        """What a page says."""
        try:
            with urlopen(f"{self.address}{path}", timeout=LIMIT) as answer:  # noqa: S310 - our own address
                return answer.status, answer.read().decode()
        except HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read().decode()

    def ends(self, sign: signal.Signals = signal.SIGTERM, within: float = LIMIT) -> int:
        """Ask it to end; its exit status."""
        self.process.send_signal(sign)
        out, err = self.process.communicate(timeout=within)
        self.lines += [json.loads(line) for line in out.splitlines()]
        assert err == ""
        assert not {"library", "crashed"} & set(self.actions), self.lines
        return self.process.returncode

    @property
    def actions(self) -> list[str]:
        """What the log told."""
        return [line["action"] for line in self.lines]


def surroundings(home: Path, **settings: str) -> dict[str, str]:
    """An environment in which nothing of Openline is set but this."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENLINE_", "DATABASE_"))}
    return {**kept, "PYTHONPATH": str(ROOT), "OPENLINE_DATA_DIR": str(home), "OPENLINE_PORT": "0", **settings}


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Running]:
    """Start `openline run` on a folder and a free port."""
    command = [sys.executable, "-W", "default::ResourceWarning", "-m", "bot", "run"]
    with subprocess.Popen(
        command, cwd=home, env=surroundings(home, **settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


def openline(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(
        command, cwd=home, env=surroundings(home, **settings), capture_output=True, text=True, timeout=LIMIT
    )
