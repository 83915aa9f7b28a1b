"""What DiscordChatExporter writes, whole and broken, large and in many files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.archive import OTHER_FORMAT, UNNAMED_REACTIONS, open_archive, recognises
from adapters.exports import limits
from adapters.exports.archive import Archive
from adapters.exports.sources import open_source
from bot.vocabulary.events import MessagePosted, ReactionAdded
from bot.vocabulary.model import ConversationId, MessageId, Platform
from tests.adapters.exports.made import adds_up, as_bytes, at, folder, in_memory, members, payload, said, zipped

ANA = {"id": "801", "name": "ana", "nickname": "Ana", "isBot": False, "roles": []}
SAM = {"id": "802", "name": "sam", "nickname": "Sam", "isBot": False, "roles": [{"id": "901", "name": "Designers"}]}


def says(text: str, second: int, who: Mapping[str, Any] = ANA, **more: Any) -> dict[str, Any]:
    moment = f"2024-06-03T{10 + second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+02:00"
    told = {"id": str(1000 + second), "type": "Default", "timestamp": moment, "timestampEdited": None}
    return {**told, "isPinned": False, "content": text, "author": who, "reactions": [], "mentions": [], **more}


def export(
    messages: Any, number: str = "501", kind: str = "GuildTextChat", name: str = "work", guild: str = "401"
) -> dict[str, Any]:
    channel = {"id": number, "type": kind, "categoryId": "601", "category": "Work", "name": name, "topic": None}
    if "Thread" in kind:
        channel |= {"categoryId": "501", "category": "work"}
    about = {"guild": {"id": guild, "name": "Acme", "iconUrl": ""}, "channel": channel}
    dates = {"dateRange": {"after": None, "before": None}, "exportedAt": "2024-07-01T00:00:00+00:00"}
    return {**about, **dates, "messages": messages, "messageCount": len(messages)}


EXPORT: Mapping[str, Any] = {
    "Acme - Work - work [501].json": export([says("one", 1), says("four", 4, SAM)]),
    "Acme - Work - work - a bug [1001].json": export([says("three", 3)], "1001", "GuildPublicThread", "a bug"),
    "Acme - Work - talk [502].json": export([says("two", 2, SAM)], "502", name="talk"),
}


def opened(files: Mapping[str, Any]) -> Archive:
    return open_archive(in_memory(files))


def test_channels_and_threads_are_told_in_one_order_of_time() -> None:
    archive = opened(EXPORT)
    events = list(archive.events())
    assert said(events) == ["one", "two", "three", "four"]
    assert [event.thread for event in events if isinstance(event, MessagePosted)] == [None, None, "1001", None]
    assert (archive.kind, archive.workspace, archive.name) == (Platform.DISCORD, "401", "Acme")
    assert members(archive) == {"501": ["801", "802"], "502": ["802"]}
    assert adds_up(archive)


def test_one_file_a_folder_and_a_zip_are_recognised(tmp_path: Path) -> None:
    single = tmp_path / "work.json"
    single.write_bytes(b"\xef\xbb\xbf" + as_bytes(EXPORT["Acme - Work - work [501].json"]))
    for path, count in ((single, 2), (folder(tmp_path, EXPORT), 4), (zipped(tmp_path, EXPORT), 4)):
        source = open_source(path)
        assert recognises(source)
        with open_archive(source) as archive:
            assert len(list(archive.events())) == count
            assert adds_up(archive)


def test_parts_of_one_channel_that_overlap_are_read_once() -> None:
    parts = {
        "work.json": export([says("1", 1), says("2", 2)]),
        "work [part 2].json": export([says("2", 2), says("3", 3)]),
    }
    archive = opened(parts)
    assert said(list(archive.events())) == ["1", "2", "3"]
    assert dict(archive.coverage.skipped) == {"said twice": 1}
    assert len(archive.conversations) == 1


def test_the_first_message_of_a_forum_post_is_linked_in_its_post() -> None:
    post = {"bug.json": export([says("it fails", 1), says("how?", 2, SAM)], "1001", "GuildPublicThread", "it fails")}
    archive = opened(post)
    first, second = (event for event in archive.events() if isinstance(event, MessagePosted))
    assert (first.thread, second.thread) == (None, "1001")
    assert archive.link(first.message, first.conversation) == "https://discord.com/channels/401/1001/1001"
    assert archive.link(second.message, second.conversation, second.thread) == (
        "https://discord.com/channels/401/1001/1002"
    )


def test_a_link_needs_the_channel_and_direct_messages_have_no_server() -> None:
    archive = opened({"dm.json": export([says("hi", 1)], "503", "DirectTextChat", guild="0")})
    assert archive.link(MessageId("1001")) is None
    assert archive.link(MessageId("1001"), ConversationId("503")) == "https://discord.com/channels/@me/503/1001"


def test_reactions_follow_their_message_and_mere_counts_are_noted() -> None:
    messages = [payload("discord", "reactions_with_names"), payload("discord", "reactions_counted")]
    archive = opened({"work.json": export(messages)})
    kinds = [type(event) for event in archive.events()]
    assert kinds == [MessagePosted, ReactionAdded, ReactionAdded, ReactionAdded, MessagePosted]
    assert archive.coverage.notes[UNNAMED_REACTIONS] == 1


def test_a_role_called_by_name_is_a_group() -> None:
    messages = [says("@Designers ready?", 1), says("yes", 2, SAM)]
    first = next(opened({"work.json": export(messages)}).events())
    assert isinstance(first, MessagePosted)
    assert first.groups == ("901",)


@pytest.mark.parametrize("indent", [None, 2, 1])
@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_huge_file_is_read_in_pieces(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, indent: int | None, is_reversed: bool
) -> None:
    monkeypatch.setattr(limits, "MEGABYTE", 16 << 10)
    messages = [says(f"{number}", number, SAM if number % 3 else ANA, mentions=[ANA, SAM]) for number in range(400)]
    told = export(messages[::-1] if is_reversed else messages)
    content = json.dumps(told, indent=indent).encode()
    for path in (folder(tmp_path, {"work.json": content}), zipped(tmp_path, {"work.json": content})):
        with open_archive(open_source(path)) as archive:
            assert len(archive._runs) > 5
            for _ in range(2):
                assert said(list(archive.events())) == [f"{number}" for number in range(400)]
                assert adds_up(archive)


@pytest.mark.parametrize("size", [100, 40_000])
def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(limits, "MEGABYTE", 16 << 10)
    content = as_bytes(export([says("x" * size, number) for number in range(5)]))
    cut = content[: content.rindex(b'"timestamp"')]
    archive = opened({"work.json": cut, "talk.json": export([says("hi", 9)], "502")})
    assert len(said(list(archive.events()))) == 5
    assert [(bad.file, bad.why) for bad in archive.coverage.bad] == [
        ("work.json", "ends in the middle; export it once more.")
    ]
    assert adds_up(archive)


def test_files_that_are_something_else_are_told_or_noted() -> None:
    others = {"a.json": {"a": 1}, "b.json": [], "work.html": b"<html>", "c.json": b"{", "avatars/x.png": b""}
    archive = opened({**EXPORT, **others})
    assert len(said(list(archive.events()))) == 4
    assert [bad.file for bad in archive.coverage.bad] == ["a.json", "b.json", "c.json"]
    assert archive.coverage.notes[OTHER_FORMAT] == 1


def test_another_servers_file_is_told_and_left_out() -> None:
    archive = opened({**EXPORT, "other.json": export([says("elsewhere", 9)], "599", guild="499")})
    assert "elsewhere" not in said(list(archive.events()))
    assert [bad.file for bad in archive.coverage.bad] == ["other.json"]


def test_channels_and_dates_can_be_chosen() -> None:
    archive = opened(EXPORT)
    assert said(list(archive.events(["work"], since=at("2024-06-03T08:00:03")))) == ["three", "four"]
    assert dict(archive.coverage.skipped) == {"channel not chosen": 1, "outside the dates": 1}
    assert archive.unknown_channels(["wrok"]) == {"wrok": ("work",)}


@pytest.mark.parametrize("files", [{"a.json": []}, {"a.json": {"guild": 1}}, {"a.html": b"<html>"}])
def test_other_files_are_not_taken_for_an_export(files: Mapping[str, Any]) -> None:
    assert not recognises(in_memory(files))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
USER = st.sampled_from([ANA, SAM]) | JSON | st.fixed_dictionaries({"id": st.just("803"), "roles": JSON, "name": JSON})
ENTRY = JSON | st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["1", "2"]) | JSON,
        "type": st.sampled_from(["Default", "Reply", "GuildMemberJoin", "9"]) | JSON,
        "timestamp": st.datetimes().map(lambda moment: f"{moment.isoformat()}+00:00") | JSON,
        "author": USER,
        "content": st.text(max_size=12) | JSON,
        "mentions": st.lists(USER, max_size=2) | JSON,
        "reactions": st.lists(st.fixed_dictionaries({"emoji": JSON, "users": st.lists(USER)})) | JSON,
        "reference": JSON,
    },
)


@given(st.lists(ENTRY, max_size=6), JSON, st.booleans())
def test_anything_in_any_place_leaves_the_books_balanced(entries: list[Any], anything: Any, is_large: bool) -> None:
    padding = [says("x" * 20_000, second) for second in range(3)] if is_large else []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "MEGABYTE", 16 << 10)
        archive = opened({"a.json": export(padding + entries), "b.json": {**export([]), "messages": anything}})
        moments = [event.at for event in archive.events(since=at("1971-01-01"))]
    assert moments == sorted(moments)
    assert adds_up(archive)
    assert archive.coverage.seen >= len(padding + entries)
