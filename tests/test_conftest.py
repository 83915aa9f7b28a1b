"""The sockets of the core's tests are closed, those of the edges are not."""

import socket
import subprocess
import sys
from pathlib import Path

from tests.conftest import pytest_plugins

HERE = Path(__file__).parent
OPENS_A_SOCKET = "import socket\n\ndef test_it():\n    socket.socket().close()\n"


def test_an_edge_may_open_a_socket() -> None:
    socket.socket().close()


def test_the_core_may_not(tmp_path: Path) -> None:
    """The real conftest.py over a copy of our folders, with a test in each that reaches for the world."""
    (tmp_path / "tests" / "engine").mkdir(parents=True)
    for name in ("conftest", *(plugin.rpartition(".")[2] for plugin in pytest_plugins)):
        (tmp_path / "tests" / f"{name}.py").write_text((HERE / f"{name}.py").read_text())
    (tmp_path / "pyproject.toml").write_text((HERE.parent / "pyproject.toml").read_text())
    (tmp_path / "tests" / "engine" / "test_core.py").write_text(OPENS_A_SOCKET)
    (tmp_path / "tests" / "test_edge.py").write_text(OPENS_A_SOCKET)
    command = [sys.executable, "-m", "pytest", "-q", "tests"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert "SocketBlockedError" in done.stdout, done.stdout + done.stderr
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
