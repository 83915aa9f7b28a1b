"""The files of a folder, and nothing that lies elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.exports import limits
from adapters.exports.folder import Folder, OneFile, ReadFailed, is_litter
from tests.adapters.exports.made import folder


def test_files_are_named_below_the_folder_and_read_in_whole_or_in_part(tmp_path: Path) -> None:
    source = Folder(folder(tmp_path, {"site/day.json": b"0123456789", "users.json": b"[]"}))
    assert source.files == {"site/day.json": 10, "users.json": 2}
    assert source.read("site/day.json") == b"0123456789"
    assert source.read("site/day.json", 3, 4) == b"3456"
    assert source.read("site/day.json", 8, 99) == b"89"


def test_a_link_to_elsewhere_is_not_followed_but_told(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.json": []})
    (tmp_path / "secret").write_text("secret")
    (root / "b.json").symlink_to(tmp_path / "secret")
    source = Folder(root)
    assert list(source.files) == ["a.json"]
    assert [bad.file for bad in source.bad] == ["b.json"]


def test_what_operating_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    source = Folder(folder(tmp_path, {"a.json": [], ".DS_Store": b"x", "__MACOSX/a.json": b"x", "Thumbs.db": b"x"}))
    assert list(source.files) == ["a.json"]
    assert source.bad == []
    assert not is_litter("site/2024-06-03.json")


def test_a_file_that_vanished_says_so(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.json": []})
    source = Folder(root)
    (root / "a.json").unlink()
    with pytest.raises(ReadFailed, match="cannot be read"):
        source.read("a.json")


def test_folders_are_only_looked_into_so_deep(tmp_path: Path) -> None:
    deep = "/".join("d" * (limits.DEPTH + 2)) + "/a.json"
    assert Folder(folder(tmp_path, {deep: []})).files == {}


def test_one_file_is_a_source_by_itself(tmp_path: Path) -> None:
    place = tmp_path / "chat.json"
    place.write_bytes(b"[1, 2]")
    source = OneFile(place)
    assert (source.name, source.files) == ("chat.json", {"chat.json": 6})
    assert source.read("chat.json", 1, 4) == b"1, 2"
