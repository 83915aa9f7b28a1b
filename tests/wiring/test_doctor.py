"""`openline doctor` on a real installation: what it says, and how it ends."""

import asyncio
import socket
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from adapters.clocks import SystemClock
from adapters.secrets import new_key
from adapters.storage.database import Database
from adapters.storage.unit_of_work import Store
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import Reach
from tests.kept import NOW, SITE, keep
from tests.stores import migrated
from tests.wiring.process import openline

TOKENS = {"OPENLINE_SLACK_APP_TOKEN": "xapp-canary", "OPENLINE_SLACK_BOT_TOKEN": "xoxb-canary"}


class Polite(BaseHTTPRequestHandler):
    """A Slack that says yes to everything."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b'{"ok": true, "team": "Acme", "url": "ws://127.0.0.1:9/"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def slack() -> Iterator[dict[str, str]]:
    """The settings of a Slack that answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Polite) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield {**TOKENS, "OPENLINE_SLACK_API_URL": f"http://127.0.0.1:{server.server_port}/api/"}
        server.shutdown()


def test_a_new_installation_is_told_what_to_do_next_and_is_left_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    done = openline(tmp_path, "doctor", OPENLINE_DATA_DIR=str(home))
    assert (done.returncode, done.stderr) == (0, "")
    assert "set OPENLINE_SLACK_APP_TOKEN" in done.stdout
    assert "There are no tables yet" in done.stdout
    assert done.stdout.endswith("\nOpenline can do its work.\n")
    assert not home.parent.exists()


def test_after_the_tables_are_made_all_of_it_is_looked_at(tmp_path: Path, slack: dict[str, str]) -> None:
    assert openline(tmp_path, "db", "upgrade").returncode == 0
    done = openline(tmp_path, "doctor", **slack)
    *lines, _, verdict = done.stdout.splitlines()
    assert (done.returncode, verdict) == (0, "Openline can do its work.")
    assert [line[7:18].strip() for line in lines] == [
        "settings",
        "platforms",
        "slack",
        "time zones",
        "database",
        "migrations",
        "posts",
        "wakeups",
        "set aside",
        "coverage",
    ]
    assert "note" not in done.stdout
    assert "canary" not in done.stdout


def test_on_a_server_the_clocks_are_compared(tmp_path: Path, postgres_url: str, slack: dict[str, str]) -> None:
    assert openline(tmp_path, "db", "upgrade", DATABASE_URL=postgres_url).returncode == 0
    done = openline(tmp_path, "doctor", DATABASE_URL=postgres_url, **slack)
    assert done.returncode == 0
    assert "agree on the time" in done.stdout


def test_where_workspaces_install_it_by_themselves_it_says_whether_any_has(
    tmp_path: Path, slack: dict[str, str]
) -> None:
    told = {
        "OPENLINE_SLACK_API_URL": slack["OPENLINE_SLACK_API_URL"],
        "OPENLINE_SLACK_CLIENT_ID": "123.456",
        "OPENLINE_SLACK_CLIENT_SECRET": "secret-canary",
        "OPENLINE_SLACK_SIGNING_SECRET": "signing-canary",
        "OPENLINE_SECRET_KEY": new_key("k1"),
    }
    for is_made in (False, True):
        if is_made:
            assert openline(tmp_path, "db", "upgrade").returncode == 0
        done = openline(tmp_path, "doctor", **told)
        assert done.returncode == 0
        assert "No workspace has installed it yet" in done.stdout
        assert "canary" not in done.stdout + done.stderr
        assert (tmp_path / "openline.db").exists() == is_made


async def test_a_slack_from_which_nothing_comes_is_noticed(tmp_path: Path, slack: dict[str, str]) -> None:
    url = f"sqlite:///{tmp_path / 'openline.db'}"
    await migrated(url)
    database, long_ago = Database(url), SystemClock().now() - timedelta(days=9)
    await keep(
        Store(database), Reach(WorkspaceId("T1"), SITE, long_ago, True), Reach(WorkspaceId("1"), SITE, NOW, True)
    )
    await database.close()
    done = await asyncio.to_thread(openline, tmp_path, "doctor", **slack)
    assert (done.returncode, "Nothing has been heard from Slack for 9 days" in done.stdout) == (0, True)


def test_a_server_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"postgresql://me:canary@127.0.0.1:{closed.getsockname()[1]}/openline"
        done = openline(tmp_path, "doctor", DATABASE_URL=url)
    assert done.returncode == 1
    assert "cannot be reached (ConnectionRefusedError)" in done.stdout
    assert "canary" not in done.stdout + done.stderr


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "openline.db").write_text("canary, and a good deal more of what no database begins with")
    done = openline(tmp_path, "doctor")
    assert done.returncode == 1
    assert "cannot be reached" in done.stdout
    assert "canary" not in done.stdout + done.stderr


def test_wrong_settings_and_misspelt_ones_are_told(tmp_path: Path) -> None:
    done = openline(tmp_path, "doctor", OPENLINE_PORT="canary", OPENLINE_PROT="1")
    assert done.returncode == 1
    assert "OPENLINE_PORT is set to something that cannot be used" in done.stdout
    assert "Did you mean OPENLINE_PORT?" in done.stdout
    assert "canary" not in done.stdout + done.stderr
