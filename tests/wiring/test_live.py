"""`openline run` as a process of its own: it starts, tells the truth about itself, and ends well."""

import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.wiring.process import ROOT, openline, running

SDKS = {
    "slack_sdk",
    "slack_bolt",
    "discord",
    "sqlalchemy",
    "aiohttp",
    "alembic",
    "numpy",
    "structlog",
}


def test_without_any_setting_it_starts_says_what_to_set_and_ends_at_once(tmp_path: Path) -> None:
    with running(tmp_path) as process:
        assert process.asks("/healthz") == (200, "alive\n")
        hint = process.until("no_platform")["hint"]
        assert "OPENLINE_SLACK_APP_TOKEN" in hint
        assert "OPENLINE_DISCORD_TOKEN" in hint
        assert process.asks("/readyz") == (200, "ready\n")
        assert process.ends(within=10) == 0
    assert process.actions == ["listening", "started", "no_platform", "stopping", "stopped"]
    assert (tmp_path / "openline.db").is_file()


def test_what_prometheus_reads_is_there(tmp_path: Path) -> None:
    with running(tmp_path) as process:
        process.until("no_platform")
        status, page = process.asks("/metrics")
    assert status == 200
    assert "openline_database_up 1.0" in page
    assert 'openline_heart_silent_seconds{heart="auditor"}' in page
    assert "process_resident_memory_bytes" in page


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_during_the_start_ends_it_as_well(tmp_path: Path, sign: signal.Signals) -> None:
    with running(tmp_path) as process:
        assert process.ends(sign, within=10) == 0
    assert process.actions[-1] == "stopped"


def test_without_its_database_it_lives_is_not_ready_and_tries_again(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"postgresql://me:canary@127.0.0.1:{closed.getsockname()[1]}/openline"
        with running(tmp_path, DATABASE_URL=url) as process:
            trouble = process.until("database_not_ready")
            assert process.asks("/healthz") == (200, "alive\n")
            assert process.asks("/readyz") == (503, "not ready: still starting\n")
            assert process.ends(within=10) == 0
    assert "ConnectionRefusedError" in trouble["error"]
    assert "openline doctor" in trouble["hint"]
    assert "canary" not in str(process.lines)


def test_several_processes_on_one_postgresql_start_together(tmp_path: Path, postgres_url: str) -> None:
    def live(_: int) -> None:
        with running(tmp_path, DATABASE_URL=postgres_url) as process:
            process.until("no_platform")
            ready.append(process.asks("/readyz"))
            ended.append(process.ends(within=10))

    ready: list[tuple[int, str]] = []
    ended: list[int] = []
    threads = [threading.Thread(target=live, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ready == [(200, "ready\n")] * 3
    assert ended == [0] * 3


def test_an_address_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = openline(tmp_path, "run", OPENLINE_PORT=port)
    assert done.returncode == 2
    assert done.stderr.startswith(f"127.0.0.1 port {port} cannot be listened on (")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"OPENLINE_PORT": "canary"}, "OPENLINE_PORT is set to something that cannot be used."),
        ({"OPENLINE_SLACK_APP_TOKEN": "xapp-canary"}, "What is set for Slack does not suffice:"),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence(tmp_path: Path, settings: dict[str, str], sentence: str) -> None:
    done = openline(tmp_path, "run", **settings)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert "canary" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["db", "--help"]])
def test_help_costs_no_library_that_is_not_needed_for_it(words: list[str]) -> None:
    program = f"""
import sys
from bot.cli import app
try:
    app({words})
finally:
    sys.stderr.write(" ".join({{name.partition(".")[0] for name in sys.modules}}))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert not loaded & SDKS


def test_a_process_loads_no_platform_that_is_not_set_up(tmp_path: Path) -> None:
    program = """
import sys
from bot.wiring import live
print(*{name.partition(".")[0] for name in sys.modules})
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert "aiohttp" in done.stdout
    assert not set(done.stdout.split()) & {"slack_sdk", "slack_bolt", "discord"}
