"""Entries of many files in one order of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.exports.runs import Run, Runs
from adapters.exports.timeline import NOT_CHOSEN, OUTSIDE_DATES, SAID_TWICE, Told, Wanted, in_order
from bot.vocabulary.coverage import Coverage
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId

DAY = datetime(2024, 6, 3, tzinfo=UTC)


def entry(minute: int, name: str | None = None) -> Told:
    at = DAY + timedelta(minutes=minute)
    identity = name or f"m{minute}"
    posted = MessagePosted(WorkspaceId("T"), ConversationId("C"), MessageId(identity), at, PersonId("U"), "hello")
    return at, identity, (posted,)


def run_of(entries: list[Told], file: str, conversation: str = "C") -> Run:
    moments = [at.timestamp() for at, _, _ in entries]
    return Run(min(moments), max(moments), file, ConversationId(conversation), 0, 10, len(entries), True, True)


@given(st.lists(st.lists(st.integers(0, 500), min_size=1, max_size=8, unique=True), min_size=1, max_size=8))
def test_whatever_lies_in_which_file_is_told_in_order(files: list[list[int]]) -> None:
    entries = {
        str(number): [entry(minute, f"{number}:{minute}") for minute in file] for number, file in enumerate(files)
    }
    runs = [run_of(told, name) for name, told in entries.items()]
    coverage = Coverage()
    moments = [event.at for event in in_order(Runs(runs), lambda run: list(entries[run.file]), Wanted(), coverage)]
    assert moments == sorted(moments)
    assert coverage.seen == coverage.read == sum(map(len, files))


def test_the_same_entry_in_two_files_is_told_once() -> None:
    runs = [run_of([entry(1)], "a"), run_of([entry(1)], "b")]
    coverage = Coverage()
    assert len(list(in_order(Runs(runs), lambda _: [entry(1)], Wanted(), coverage))) == 1
    assert (coverage.seen, coverage.skipped[SAID_TWICE]) == (2, 1)


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (Wanted(frozenset({ConversationId("other")})), NOT_CHOSEN),
        (Wanted(since=DAY + timedelta(days=1)), OUTSIDE_DATES),
        (Wanted(until=DAY), OUTSIDE_DATES),
    ],
)
def test_what_is_not_asked_for_is_not_even_loaded_but_counted(wanted: Wanted, reason: str) -> None:
    coverage = Coverage()
    runs = Runs([run_of([entry(1), entry(2)], "a")])
    assert list(in_order(runs, lambda _: pytest.fail("loaded"), wanted, coverage)) == []
    assert (coverage.seen, coverage.skipped[reason], coverage.bytes_read) == (2, 2, 10)


def test_since_is_included_and_until_is_not() -> None:
    wanted = Wanted(since=DAY, until=DAY + timedelta(days=1))
    assert wanted.has_dates
    assert [wanted.within(DAY + timedelta(days=days)) for days in (-1, 0, 1)] == [False, True, False]
