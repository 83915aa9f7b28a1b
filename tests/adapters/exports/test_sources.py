"""What is given as an export: a folder, a zip or a file, or a sentence that says what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.exports.folder import Folder, OneFile
from adapters.exports.sources import open_source, unrecognised
from adapters.exports.zipped import Zip
from bot.vocabulary.coverage import BadFile, NotAnExport
from tests.adapters.exports.made import folder, in_memory, zipped


def test_a_folder_a_zip_and_a_file_are_opened_as_what_they_are(tmp_path: Path) -> None:
    single = tmp_path / "one.json"
    single.write_text("[]")
    given = {folder(tmp_path, {"a.json": []}): Folder, zipped(tmp_path, {"a.json": []}): Zip, single: OneFile}
    for place, kind in given.items():
        source = open_source(place)
        source.close()
        assert type(source) is kind


def test_a_zip_goes_by_what_it_is_not_by_its_name(tmp_path: Path) -> None:
    source = open_source(zipped(tmp_path, {"a.json": []}, name="export.json"))
    source.close()
    assert isinstance(source, Zip)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (None, "nowhere", "no such file or directory; give the export's folder, zip or JSON file."),
        (b"", "empty.json", "is empty; export it once more, or download it again."),
        (b"PK\x03\x04 and then nothing", "half.zip", "is a zip file whose end is missing; download or copy it again."),
        (b"no zip at all", "named.zip", "is a zip file whose end is missing; download or copy it again."),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_sentence(
    tmp_path: Path, content: bytes | None, name: str, sentence: str
) -> None:
    place = tmp_path / name
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(NotAnExport) as refused:
        open_source(place)
    assert str(refused.value).startswith(str(place))
    assert str(refused.value).endswith(sentence)


def test_an_empty_folder_holds_nothing_that_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotAnExport, match="holds no files that can be read"):
        open_source(tmp_path)


def test_an_empty_zip_holds_nothing_that_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotAnExport, match="holds no files that can be read"):
        open_source(zipped(tmp_path, {}))


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"chat.html": b"<html>"}, "is not in JSON form; export it once more with JSON chosen as the format."),
        ({"readme.md": b"", "inner.zip": b"PK"}, "holds no export, but inner.zip may be one; give that file."),
        ({"a.json": []}, "is neither a Slack export nor one of DiscordChatExporter"),
    ],
)
def test_what_is_no_export_is_told_with_what_to_do(files: dict[str, object], says: str) -> None:
    assert says in str(unrecognised(in_memory(files)))


def test_of_files_that_could_not_be_read_the_first_is_named() -> None:
    source = in_memory({"a.json": []})
    source.bad.append(BadFile("b.json", "is locked with a password; unpack the zip and give the folder."))
    assert "b.json is locked with a password" in str(unrecognised(source))
