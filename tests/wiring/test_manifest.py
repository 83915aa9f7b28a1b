"""`openline manifest`."""

import json
from pathlib import Path

from adapters.slack.manifest import Reached, manifest
from bot.wiring.manifest import WORDS, printed
from tests.wiring.process import openline


def test_it_prints_what_slack_takes(tmp_path: Path) -> None:
    done = openline(tmp_path, "manifest")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == manifest(WORDS, Reached())


def test_for_http_it_names_where_slack_reaches_us() -> None:
    assert "https://openline.example/slack/events" in printed("https://openline.example")


def test_for_others_to_install_it_names_where_slack_sends_them_back_to(tmp_path: Path) -> None:
    done = openline(tmp_path, "manifest", "--url", "https://openline.example", "--oauth")
    assert json.loads(done.stdout)["oauth_config"]["redirect_urls"] == ["https://openline.example/slack/oauth_redirect"]
    over_sockets = openline(tmp_path, "manifest", "--url", "https://openline.example", "--oauth", "--socket-mode")
    assert json.loads(over_sockets.stdout)["settings"]["socket_mode_enabled"]
    refused = openline(tmp_path, "manifest", "--oauth")
    assert (refused.returncode, "it needs --url" in refused.stderr) == (2, True)


def test_its_words_keep_to_slacks_limits() -> None:
    assert len(WORDS.name) <= 35
    assert len(WORDS.description) <= 140
    assert len(WORDS.shortcut) <= 150
