"""What was read and what was left out, before any figure."""

from __future__ import annotations

from dataclasses import replace

from bot.vocabulary.coverage import BadFile, Coverage
from bot.wording.coverage import FILES, lead, section
from tests.made_up import made_up


def test_what_was_read_is_said_in_one_sentence() -> None:
    assert lead(made_up()) == "100 of 120 messages in 1 conversation, 3–24 Jun 2024."


def test_what_was_left_out_is_listed_by_reason_most_first() -> None:
    coverage = Coverage(seen=9, read=2)
    coverage.skipped.update({"set the topic": 1, "joined the channel": 6})
    (table,) = section(replace(made_up(), coverage=coverage)).tables
    assert table.rows == (("joined the channel", "6"), ("set the topic", "1"))


def test_bad_files_are_named_and_the_rest_counted() -> None:
    coverage = Coverage(bad=[BadFile(f"{number}.json", "is not JSON.") for number in range(FILES + 2)])
    notes = section(replace(made_up(), coverage=coverage)).notes
    assert notes[0] == "Could not be used: 0.json: is not JSON."
    assert notes[FILES] == "Could not be used: 2 more files."


def test_damaged_entries_are_told_by_file_with_what_to_do() -> None:
    coverage = Coverage()
    for _ in range(2):
        coverage.damage("site/2024-06-03.json", "no usable time")
    notes = section(replace(made_up(), coverage=coverage)).notes
    assert notes[0].startswith("Left out of site/2024-06-03.json: 2 entries (no usable time); export it again")


def test_an_unknown_zone_is_confessed() -> None:
    assert any("--tz changes that" in note for note in section(made_up()).notes)
