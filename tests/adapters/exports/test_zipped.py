"""A zip is a stranger's word."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from adapters.exports import limits
from adapters.exports.folder import ReadFailed
from adapters.exports.zipped import Zip
from bot.vocabulary.coverage import NotAnExport
from tests.adapters.exports.made import zipped


def test_entries_are_read_in_whole_in_part_forwards_and_back(tmp_path: Path) -> None:
    source = Zip(zipped(tmp_path, {"day.json": b"0123456789"}))
    assert source.read("day.json") == b"0123456789"
    assert [source.read("day.json", at, 2) for at in (0, 4, 2, 6, 0, 8)] == [b"01", b"45", b"23", b"67", b"01", b"89"]
    source.close()


@pytest.mark.parametrize("name", ["../out.json", "/etc/out.json", "a/../../out.json", "C:/out.json", "..\\out.json"])
def test_a_path_that_leaves_the_folder_is_left_out_and_told(tmp_path: Path, name: str) -> None:
    source = Zip(zipped(tmp_path, {name: [], "a.json": []}))
    source.close()
    assert list(source.files) == ["a.json"]
    assert "leads outside the zip" in source.bad[0].why


def test_a_link_is_left_out_and_told(tmp_path: Path) -> None:
    place = tmp_path / "links.zip"
    with zipfile.ZipFile(place, "w") as archive:
        info = zipfile.ZipInfo("passwd.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    source = Zip(place)
    source.close()
    assert source.files == {}
    assert "is a link to elsewhere" in source.bad[0].why


def test_a_zip_inside_the_zip_is_left_out_and_told(tmp_path: Path) -> None:
    source = Zip(zipped(tmp_path, {"inner.zip": b"PK", "a.json": []}))
    source.close()
    assert "is a zip inside the zip" in source.bad[0].why


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    zeros = b"\0" * (limits.SMALL + 1)
    with pytest.raises(NotAnExport, match="is no ordinary export"):
        Zip(zipped(tmp_path, {"zeros.json": zeros}))


def test_a_bomb_is_refused_by_what_it_would_unpack_to(tmp_path: Path) -> None:
    """The sizes are claimed, not unpacked: ten gigabytes need not be there to be refused."""
    place = zipped(tmp_path, {f"{number}.json": b"{}" for number in range(3)})
    packed = bytearray(place.read_bytes())
    at = 0
    while (at := packed.find(b"PK\x01\x02", at)) >= 0:
        packed[at + 24 : at + 28] = (0xFFFFFFF0).to_bytes(4, "little")
        at += 4
    place.write_bytes(packed)
    with pytest.raises(NotAnExport, match=r"would unpack to 12\.9 GB"):
        Zip(place)


def test_an_entry_damaged_inside_says_so(tmp_path: Path) -> None:
    place = zipped(tmp_path, {"day.json": bytes(range(256)) * 40})
    packed = bytearray(place.read_bytes())
    packed[60:80] = b"\xff" * 20
    place.write_bytes(packed)
    source = Zip(place)
    with pytest.raises(ReadFailed, match="is damaged inside the zip"):
        source.read("day.json")
    source.close()


def test_a_truncated_zip_is_refused(tmp_path: Path) -> None:
    place = zipped(tmp_path, {"day.json": b"x" * 1000})
    place.write_bytes(place.read_bytes()[:-30])
    with pytest.raises(NotAnExport, match="is not a whole zip file"):
        Zip(place)
