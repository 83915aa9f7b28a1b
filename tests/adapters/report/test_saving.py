"""A file is there whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from adapters.report.saving import CannotSave, check, whole


def test_a_file_takes_its_name_when_everything_went_well(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    with whole(place) as file:
        file.write(b"all of it")
        assert not place.exists()
    assert place.read_bytes() == b"all of it"


def test_what_failed_leaves_what_was_there_before(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.write_bytes(b"before")
    with contextlib.suppress(RuntimeError), whole(place) as file:
        file.write(b"half")
        raise RuntimeError
    assert place.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [place]


def test_rights_stay_as_they_were(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.write_bytes(b"before")
    place.chmod(0o640)
    with whole(place) as file:
        file.write(b"after")
    assert place.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_not_there_is_told_before_the_reading(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="does not exist; create it first"):
        check(tmp_path / "nowhere" / "report.html")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="is a folder; name a file in it"):
        check(tmp_path)
