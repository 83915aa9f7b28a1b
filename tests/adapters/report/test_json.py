"""The JSON is an interface: docs/audit-json.md says what is in it."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.report.json import Links, write
from bot.vocabulary.audit import Audit
from bot.vocabulary.model import Platform
from bot.vocabulary.signals import Heard, Link, Reading, Reason
from tests.builders import ana, at
from tests.house.source import ROOT
from tests.made_up import ANA, SAM, gap, made_up

GUIDE = Path(ROOT) / "docs" / "audit-json.md"


def told(audit: Audit, links: Links | None = None) -> Any:
    out = io.BytesIO()
    write(out, Platform.SLACK, audit, lambda reasons: "; ".join(reason.code for reason in reasons), links)
    return json.loads(out.getvalue())


def test_the_document_has_its_parts() -> None:
    document = told(made_up())
    assert list(document) == ["version", "source", "messages", "people", "figures", "gaps"]
    assert document["version"] == 1
    assert document["source"]["kind"] == "slack"
    assert document["messages"] == {"seen": 120, "read": 100, "skipped": {}}


def test_a_gap_is_told_with_its_clocks_and_its_end() -> None:
    (one,) = told(made_up([gap(SAM, ANA, after=timedelta(hours=1))]))["gaps"]
    assert (one["asked_by"], one["owed_by"], one["state"]) == (SAM.id, ANA.id, "answered")
    assert one["asked_at"] == "2024-06-03T08:00:00Z"
    assert (one["waited_seconds"], one["working_seconds"], one["late_by_working_seconds"]) == (3600.0, 3600.0, 0.0)
    assert one["closed_by"] == {"kind": "thread", "message": "C1/9", "by": ANA.id}
    assert one["because"] == "asks"


def test_the_room_owes_as_nobody_in_particular() -> None:
    (one,) = told(made_up([gap(ANA, None)]))["gaps"]
    assert one["owed_by"] is None
    assert one["closed_by"] is None


def test_links_are_there_when_asked_for_one_for_every_human_message() -> None:
    links = Links(lambda reasons: reasons[0].code)
    for number, is_bot in ((1, False), (2, True), (3, False)):
        link = Link(None, 0.51239, Reason("opens"))
        links.add(Heard(f"C/{number}", at("mon 9:00"), ana, None, None, is_bot, Reading(), link))  # type: ignore[arg-type]
    assert [each["message"] for each in told(made_up([]), links)["links"]] == ["C/1", "C/3"]
    links.close()


def test_an_empty_audit_is_a_whole_document() -> None:
    assert told(made_up([]))["gaps"] == []


def test_every_field_is_described() -> None:
    document = told(made_up([gap(ANA, SAM)]))
    fields = {*document, *document["gaps"][0], *document["people"][0], *document["figures"]["all"]} - {
        "all",
        "directions",
    }
    text = GUIDE.read_text("utf-8")
    assert {field for field in fields if f"`{field}`" not in text} == set()
