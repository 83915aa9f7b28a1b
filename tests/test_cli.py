"""The command line, used as somebody would: a report, files, and one sentence for what cannot be done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.house.source import ROOT

DEMO = Path(ROOT) / "docs" / "demo-export"


def openline(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_an_export_goes_in_and_a_report_comes_out() -> None:
    done = openline("audit", DEMO, "--owner", "Ana", "--assistant", "Sam", "--assistant", "Kim")
    assert done.exit_code == 0
    assert "Who waited on whom" in done.output
    assert "Owner asked assistants" in done.output


def test_json_and_page_are_written_whole(tmp_path: Path) -> None:
    done = openline("audit", DEMO, "--json", tmp_path / "a.json", "--html", tmp_path / "a.html", "--links")
    document = json.loads((tmp_path / "a.json").read_text())
    assert done.exit_code == 0
    assert document["messages"]["seen"] == document["messages"]["read"] == len(document["links"])
    assert (tmp_path / "a.html").read_text().startswith("<!doctype html>")


def test_json_alone_can_go_to_the_output() -> None:
    assert json.loads(openline("audit", DEMO, "--json", "-").stdout)["version"] == 1


def test_no_text_of_a_message_is_written_unless_it_is_asked_for(tmp_path: Path) -> None:
    page, quoting = tmp_path / "page.html", tmp_path / "quoting.html"
    openline("audit", DEMO, "--html", page, "--json", tmp_path / "a.json")
    openline("audit", DEMO, "--html", quoting, "--quote")
    assert "phone number" not in page.read_text() + (tmp_path / "a.json").read_text()
    assert "phone number" in quoting.read_text()


def test_a_bad_day_is_left_out_counted_and_told_by_the_exit_status(tmp_path: Path) -> None:
    export = tmp_path / "export"
    shutil.copytree(DEMO, export)
    (export / "newsletter" / "2026-05-04.json").write_text("{ half")
    done = openline("audit", export)
    assert done.exit_code == 3
    assert "newsletter/2026-05-04.json" in done.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nowhere",), "no such file or directory; give the export's folder, zip or JSON file."),
        ((DEMO, "--owner", "Anna"), "Nobody in this export is called Anna. Did you mean"),
        ((DEMO, "--channel", "shop"), "There is no channel shop in this export."),
        ((DEMO, "--tz", "Berlin"), "There is no time zone Berlin. Did you mean Europe/Berlin?"),
        ((DEMO, "--since", "May"), "May is not a date; write it like 2024-06-03."),
        ((DEMO, "--since", "2026-05-05", "--until", "2026-05-04"), "swap them."),
        ((DEMO, "--hours", "hello"), "I do not understand “hello”. For example: Mon-Fri 9-12, 13-17."),
        ((DEMO, "--country", "XX"), "I know no holidays for “XX”."),
        ((DEMO, "--html", "nowhere/a.html"), "The folder nowhere does not exist; create it first"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_no_traceback(arguments: tuple[str | Path, ...], sentence: str) -> None:
    done = openline("audit", *arguments)
    assert done.exit_code == 2
    assert sentence in done.output
    assert "Traceback" not in done.output


def test_an_interrupted_audit_ends_cleanly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Ctrl-C raises is raised here in the middle of it; no signal is timed."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.wiring.audit.audit", interrupted)
    done = openline("audit", DEMO)
    assert done.exit_code == 130
    assert "Stopped" in done.output
