"""What every archive does alike: choose by channel and date, count, and begin anew each time."""

from __future__ import annotations

from datetime import timedelta

from adapters.slack.archive import open_archive
from tests.adapters.exports.made import adds_up, at, in_memory, said

EXPORT = {
    "users.json": [{"id": "U1", "team_id": "T1", "name": "ana"}],
    "channels.json": [{"id": "C1", "name": "site"}, {"id": "C2", "name": "logo"}],
    "site/2024-06-03.json": [{"type": "message", "user": "U1", "text": "one", "ts": "1717400000.000000"}],
    "logo/2024-06-04.json": [{"type": "message", "user": "U1", "text": "two", "ts": "1717500000.000000"}],
}


def test_channels_are_chosen_by_name_with_or_without_a_hash_or_by_id() -> None:
    archive = open_archive(in_memory(EXPORT))
    for name in ("site", "#Site", "C1"):
        assert said(list(archive.events([name]))) == ["one"]
        assert adds_up(archive)


def test_every_reading_begins_anew() -> None:
    archive = open_archive(in_memory(EXPORT))
    assert said(list(archive.events())) == said(list(archive.events())) == ["one", "two"]
    assert archive.coverage.seen == 2


def test_dates_leave_out_what_lies_outside_and_count_it() -> None:
    archive = open_archive(in_memory(EXPORT))
    since = at("2024-06-04")
    assert said(list(archive.events(since=since, until=since + timedelta(days=1)))) == ["two"]
    assert archive.coverage.skipped == {"outside the dates": 1}
    assert adds_up(archive)


def test_an_unknown_channel_comes_with_those_that_are_near() -> None:
    archive = open_archive(in_memory(EXPORT))
    assert archive.unknown_channels(["sit", "logo", "zzz"]) == {"sit": ("site",), "zzz": ()}
