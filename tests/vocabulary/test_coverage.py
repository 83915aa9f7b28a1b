"""What was read and what was left out, counted."""

from __future__ import annotations

from collections import Counter

from bot.vocabulary.coverage import BadFile, Coverage


def test_what_is_skipped_was_seen() -> None:
    told = Coverage(seen=2, read=2)
    told.skip("no author")
    told.skip("channel not chosen", 40)
    assert told.seen == told.read + sum(told.skipped.values()) == 43


def test_one_bad_file_makes_a_reading_incomplete() -> None:
    told = Coverage()
    assert told.is_whole
    told.spoil("site/2024-06-03.json", "is not JSON; export it once more, or remove it.")
    assert not told.is_whole


def test_an_entry_that_no_platform_writes_makes_it_incomplete_too() -> None:
    told = Coverage()
    told.skip("joined the channel")
    told.damage("site/2024-06-03.json", "no usable time")
    assert not told.is_whole
    assert told.skipped == {"joined the channel": 1, "no usable time": 1}


def test_a_new_reading_counts_anew_and_remembers_the_bad_files() -> None:
    told = Coverage(9, 8, Counter({"no author": 1}), [BadFile("a.json", "is not JSON.")], 700, Counter({"x": 1}))
    told.restart()
    assert told == Coverage(bad=[BadFile("a.json", "is not JSON.")])
