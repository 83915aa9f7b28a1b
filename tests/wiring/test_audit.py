"""The composition root: an export through the real readers, the inbox and the report."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from rich.console import Console

from bot.vocabulary.selection import Wish
from bot.wiring import audit as wiring
from tests.house.source import ROOT

EVERYTHING = Wish()
DEMO = Path(ROOT) / "docs" / "demo-export"


def audited(export: Path, out: Path, wish: Wish = EVERYTHING) -> tuple[int, dict[str, object]]:
    quiet = Console(file=io.StringIO())
    status = wiring.audit(wiring.AuditOrder(export, wish, json=out), quiet, quiet)
    return status, json.loads(out.read_text())


def test_a_zip_tells_the_same_as_the_folder_it_was_made_of(tmp_path: Path) -> None:
    packed = tmp_path / "demo-export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(DEMO.rglob("*.json")):
            archive.write(path, path.relative_to(DEMO))
    _, from_folder = audited(DEMO, tmp_path / "folder.json")
    _, from_zip = audited(packed, tmp_path / "zip.json")
    assert from_zip["gaps"] == from_folder["gaps"]


def test_two_alone_in_a_direct_message_need_no_name(tmp_path: Path) -> None:
    _, document = audited(DEMO, tmp_path / "a.json", Wish(channels=("D0ANASAM",)))
    gaps = document["gaps"]
    assert isinstance(gaps, list)
    assert {(gap["asked_by"], gap["owed_by"]) for gap in gaps} <= {("U0ANA", "U0SAM"), ("U0SAM", "U0ANA")}
    assert gaps


def test_a_part_of_the_time_is_read_and_the_rest_is_counted(tmp_path: Path) -> None:
    _, document = audited(DEMO, tmp_path / "a.json", Wish(since="2026-05-18"))
    messages = document["messages"]
    assert isinstance(messages, dict)
    assert messages["seen"] == messages["read"] + messages["skipped"]["outside the dates"]


def test_the_discord_kind_is_recognised_too(tmp_path: Path) -> None:
    said = {"id": "2", "type": "Default", "timestamp": "2026-05-04T09:00:00+00:00", "content": "who has the logo?"}
    author = {"id": "7", "name": "ana", "nickname": "Ana", "isBot": False}
    chat = {
        "guild": {"id": "1", "name": "Acme"},
        "channel": {"id": "5", "type": "GuildTextChat", "categoryId": "4", "category": "Work", "name": "site"},
        "messages": [{**said, "author": author, "mentions": [], "reactions": [], "isPinned": False}],
    }
    place = tmp_path / "chat.json"
    place.write_text(json.dumps(chat))
    status, document = audited(place, tmp_path / "a.json")
    assert status == wiring.WHOLE
    assert document["source"]["kind"] == "discord"  # type: ignore[index]


def test_the_bar_is_gone_before_the_report_begins() -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=100)
    wiring.audit(wiring.AuditOrder(DEMO), screen, screen)
    assert isinstance(screen.file, io.StringIO)
    before, _, report = screen.file.getvalue().partition("Who waited on whom")
    assert "Reading demo-export" in before
    assert "Reading demo-export" not in report


def test_who_still_waits_has_waited_until_the_export_ends_whatever_part_is_read(tmp_path: Path) -> None:
    _, whole = audited(DEMO, tmp_path / "whole.json")
    _, part = audited(DEMO, tmp_path / "part.json", Wish(channels=("newsletter",)))
    waited = {gap["id"]: gap["waited_seconds"] for gap in whole["gaps"] if gap["state"] == "open"}  # type: ignore[attr-defined]
    still = [gap for gap in part["gaps"] if gap["state"] == "open"]  # type: ignore[attr-defined]
    assert still
    assert all(gap["waited_seconds"] == waited[gap["id"]] for gap in still)
