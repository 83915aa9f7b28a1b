"""Slack exports, whole and broken, as folder and as zip."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.exports.archive import Archive
from adapters.exports.sources import open_source
from adapters.slack import archive as slack
from adapters.slack.archive import OTHER_FILES, open_archive, recognises
from bot.vocabulary.coverage import BadFile
from bot.vocabulary.events import MessageDeleted, MessageEdited, MessagePosted, ReactionAdded
from bot.vocabulary.model import ConversationId, MessageId, Platform
from tests.adapters.exports.made import adds_up, at, folder, in_memory, members, payload, said, zipped

USERS = [
    {"id": "U0ANA", "team_id": "T0ACME", "name": "ana", "tz": "Europe/Lisbon", "profile": {"display_name": "Ana"}},
    {"id": "U0SAM", "team_id": "T0ACME", "name": "sam", "profile": {"display_name": "Sam"}},
]
CHANNELS = [
    {"id": "C0SITE", "name": "site", "members": ["U0ANA", "U0SAM"]},
    {"id": "C0LOGO", "name": "logo", "members": ["U0ANA"]},
]


def says(text: str, ts: float | str, user: str = "U0ANA", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": ts if isinstance(ts, str) else f"{ts:.6f}", **more}


EXPORT: Mapping[str, Any] = {
    "users.json": USERS,
    "channels.json": CHANNELS,
    "dms.json": [{"id": "D0AS", "members": ["U0ANA", "U0SAM"]}],
    "integration_logs.json": [],
    "site/2024-06-03.json": [says("two?", 1717400002), says("one", 1717400000), payload("slack", "channel_join")],
    "site/2024-06-04.json": [says("five", 1717500000, "U0SAM")],
    "logo/2024-06-03.json": [says("<@U0SAM> three", 1717400003)],
    "D0AS/2024-06-03.json": [says("four", 1717400004, "U0SAM")],
}


def opened(files: Mapping[str, Any]) -> Archive:
    return open_archive(in_memory(files))


def test_everything_is_told_in_one_order_of_time() -> None:
    archive = opened(EXPORT)
    events = list(archive.events())
    assert said(events) == ["one", "two?", "@Sam three", "four", "five"]
    assert (archive.kind, archive.workspace) == (Platform.SLACK, "T0ACME")
    assert adds_up(archive)
    assert (archive.coverage.seen, dict(archive.coverage.skipped)) == (6, {"joined the channel": 1})
    assert archive.coverage.is_whole


@pytest.mark.parametrize("inside", ["", "Acme export/"])
def test_a_zip_and_a_folder_tell_the_same(tmp_path: Path, inside: str) -> None:
    files = {f"{inside}{name}": content for name, content in EXPORT.items()}
    told, names = [], []
    for path in (folder(tmp_path, files), zipped(tmp_path, files, "Acme Slack export Jun 3 2024 - Jun 4 2024.zip")):
        source = open_source(path)
        assert recognises(source)
        with open_archive(source) as archive:
            told.append((list(archive.events()), archive.people, set(archive.conversations)))
            names.append(archive.name)
    assert told[0] == told[1]
    assert names == ["export", "Acme"]


def test_an_archive_can_be_read_again() -> None:
    archive = opened(EXPORT)
    assert list(archive.events()) == list(archive.events())
    assert adds_up(archive)


def test_an_export_without_tables_is_read() -> None:
    days = {name: content for name, content in EXPORT.items() if "/" in name}
    archive = opened(days)
    assert recognises(in_memory(days))
    assert said(list(archive.events())) == ["one", "two?", "@U0SAM three", "four", "five"]
    assert members(archive) == {"site": ["U0ANA", "U0SAM"], "logo": ["U0ANA"], "D0AS": ["U0SAM"]}


def test_the_same_message_in_two_files_is_read_once() -> None:
    twice = {**EXPORT, "site/2024-06-05.json": [says("one", 1717400000), says("six", 1717600000)]}
    archive = opened(twice)
    assert said(list(archive.events())) == ["one", "two?", "@Sam three", "four", "five", "six"]
    assert archive.coverage.skipped["said twice"] == 1
    assert adds_up(archive)


def test_a_day_that_holds_other_days_is_put_in_order_too() -> None:
    strays = {**EXPORT, "logo/2024-06-09.json": [says("zero", 1717300000), says("last", 1717900000)]}
    assert said(list(opened(strays).events()))[::6] == ["zero", "last"]


def test_edits_and_deletions_and_reactions_are_events_and_entries_are_counted_once() -> None:
    names = ("reactions", "message_changed", "message_deleted")
    archive = opened({**EXPORT, "site/2024-06-03.json": [payload("slack", name) for name in names]})
    kinds = [type(event) for event in archive.events(channels=["#Site"], until=at("2024-06-04"))]
    assert kinds == [MessagePosted, ReactionAdded, ReactionAdded, ReactionAdded, MessageDeleted, MessageEdited]
    assert archive.coverage.read == 3
    assert adds_up(archive)


def test_channels_and_dates_can_be_chosen_and_what_is_left_out_is_counted() -> None:
    archive = opened(EXPORT)
    chosen = archive.events(channels=["site"], since=at("2024-06-03T07:33:21"), until=at("2024-06-04T12:00"))
    assert said(list(chosen)) == ["two?", "five"]
    assert dict(archive.coverage.skipped) == {"channel not chosen": 2, "outside the dates": 2}
    assert adds_up(archive)


def test_the_end_of_the_dates_is_just_before_until() -> None:
    first = at("2024-06-03T07:33:20")
    assert said(list(opened(EXPORT).events(since=first, until=first.replace(second=22)))) == ["one"]


def test_a_channel_that_is_not_there_is_told_with_those_that_come_near() -> None:
    assert opened(EXPORT).unknown_channels(["#sites", "C0LOGO", "Logo", "zzz"]) == {"#sites": ("site",), "zzz": ()}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[{]", "is not JSON; export it once more, or remove it."),
        (b"\xff\xfe[\x00]\x00", "is not JSON; export it once more, or remove it."),
        (b"", "is not JSON; export it once more, or remove it."),
        ({"messages": []}, "is not a list of messages; export it once more, or remove it."),
        (b"[" * 100_000, "is not JSON; export it once more, or remove it."),
    ],
)
def test_a_bad_day_is_told_and_the_others_are_read(content: Any, why: str) -> None:
    archive = opened({**EXPORT, "site/2024-06-03.json": content})
    assert said(list(archive.events())) == ["@Sam three", "four", "five"]
    assert archive.coverage.bad == [BadFile("site/2024-06-03.json", why)]
    assert not archive.coverage.is_whole


def test_a_bad_table_is_told_and_the_messages_are_read() -> None:
    archive = opened({**EXPORT, "users.json": b"{", "channels.json": {"no": "list"}})
    assert len(list(archive.events())) == 5
    assert [bad.file for bad in archive.coverage.bad] == ["users.json", "channels.json"]


def test_half_an_emoji_spoils_nothing() -> None:
    half = b'[{"type": "message", "user": "U0ANA", "ts": "1717400000.000000", "text": "look \\ud83d"}]'
    assert said(list(opened({**EXPORT, "site/2024-06-03.json": half}).events(["site"]))) == ["look ?", "five"]


def test_a_file_that_holds_no_messages_is_noted() -> None:
    archive = opened({**EXPORT, "site/canvas_in_the_conversation.json": {}})
    list(archive.events())
    assert archive.coverage.notes[OTHER_FILES] == 1


def test_a_huge_day_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack, "_LARGE", 1000)
    monkeypatch.setattr("adapters.exports.limits.MEGABYTE", 2000)
    day = [says(f"{number}", 1717400000 + number) for number in range(300)]
    for content in (json.dumps(day), json.dumps(day, indent=1), json.dumps(day[::-1], separators=(",", ":"))):
        archive = opened({**EXPORT, "site/2024-06-03.json": content.encode()})
        assert said(list(archive.events(["site"])))[:300] == [f"{number}" for number in range(300)]
        assert adds_up(archive)


def test_a_link_goes_to_the_team_whose_files_are_linked() -> None:
    file_share = payload("slack", "file_share")
    archive = opened({**EXPORT, "site/2024-06-03.json": [file_share]})
    ts = MessageId("C0SITE/1717400500.000100")
    assert archive.link(ts) == "https://acme.slack.com/archives/C0SITE/p1717400500000100"
    root = MessageId("C0SITE/1717400000.000100")
    in_thread = archive.link(ts, ConversationId("C0SITE"), root)
    assert in_thread == f"{archive.link(ts)}?thread_ts=1717400000.000100&cid=C0SITE"


def test_a_link_goes_by_the_teams_id_where_its_address_is_not_known() -> None:
    link = opened(EXPORT).link(MessageId("C0SITE/1.2"))
    assert link == "https://slack.com/app_redirect?team=T0ACME&channel=C0SITE&message_ts=1.2"
    nameless = {"site/2024-06-03.json": EXPORT["site/2024-06-03.json"]}
    assert opened(nameless).link(MessageId("C0SITE/1.2")) is None


def test_the_survey_tells_how_far_it_got() -> None:
    steps: list[int] = []
    archive = open_archive(in_memory(EXPORT), steps.append)
    assert sum(steps) == archive.size


@pytest.mark.parametrize("files", [{"a.json": []}, {"users.json": []}, {"2024-06-03.json": []}, {"x/notes.txt": b""}])
def test_other_files_are_not_taken_for_an_export(files: Mapping[str, Any]) -> None:
    assert not recognises(in_memory(files))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
ENTRY = JSON | st.fixed_dictionaries(
    {},
    optional={
        "type": st.just("message") | JSON,
        "subtype": st.sampled_from(["channel_join", "bot_message", "tombstone", "message_changed", "odd"]) | JSON,
        "user": st.sampled_from(["U0ANA", "U0NEW"]) | JSON,
        "ts": st.floats(0, 2e9).map("{:.6f}".format) | st.sampled_from(["1717400000.000100"]) | JSON,
        "text": st.text() | JSON,
        "reactions": st.just([{"name": "eyes", "users": ["U0SAM"]}]) | JSON,
        "user_profile": JSON,
        "message": JSON,
        "previous_message": JSON,
    },
)


@given(
    st.dictionaries(
        st.sampled_from(["users.json", "channels.json", "dms.json", "site/2024-06-03.json", "x/2024-06-04.json"]),
        st.lists(ENTRY, max_size=5) | JSON | st.binary(max_size=20),
    )
)
def test_anything_in_any_place_leaves_the_books_balanced(files: dict[str, Any]) -> None:
    archive = opened(files)
    moments = [event.at for event in archive.events(since=at("1980-01-01"))]
    assert moments == sorted(moments)
    assert adds_up(archive)


def test_a_truncated_entry_of_a_zip_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path, EXPORT)
    data = bytearray(path.read_bytes())
    where = data.index(b"site/2024-06-03.json") + len("site/2024-06-03.json") + 5
    data[where : where + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    with open_archive(open_source(path)) as archive:
        assert len(list(archive.events())) == 3
        assert archive.coverage.bad[0].file == "site/2024-06-03.json"


def test_nothing_is_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path, EXPORT)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with open_archive(open_source(path)) as archive:
        assert len(list(archive.events())) == 5
