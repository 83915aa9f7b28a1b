"""The books: versions in their order, the one that holds on a day, and what changes with a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.vocabulary.books import CONCERNING, NAMED, books, with_changes
from bot.vocabulary.entries import Entry
from bot.vocabulary.terms import DutyId, Terms
from tests.kept import ACME, ANA, BUILD, NOW, SAM
from tests.kept_books import books as made_up

RECORDS = [record for records in made_up(ACME, BUILD, ANA, SAM, NOW).values() for record in records]
DUTY, TODAY = DutyId("t"), NOW.date()


def test_every_kind_is_named_and_says_whom_it_is_about() -> None:
    assert set(NAMED) == set(CONCERNING)


def test_the_latest_version_that_has_begun_holds() -> None:
    kept = books(RECORDS, BUILD)
    assert kept.duties == (DUTY,)
    held = kept.valid(DUTY, TODAY)
    assert held is not None
    assert held.number == 6
    assert kept.valid(DUTY, TODAY - timedelta(days=1)) is None
    assert kept.latest("nothing") is None


def test_after_its_last_day_nothing_holds() -> None:
    kept = books(RECORDS, BUILD)
    latest = kept.latest(DUTY)
    assert latest is not None
    ended = with_changes(kept, [replace(latest, number=7, ends=TODAY)], BUILD)
    assert ended.valid(DUTY, TODAY) is not None
    assert ended.valid(DUTY, TODAY + timedelta(days=1)) is None


def test_a_change_takes_the_place_of_what_has_its_name_and_another_engagement_changes_nothing() -> None:
    kept = books(RECORDS, BUILD)
    entry = kept.entries[0]
    changed = with_changes(kept, [replace(entry, words="other")], BUILD)
    found = changed.entry(entry.id)
    assert found is not None
    assert found.words == "other"
    assert len(changed.entries) == len(kept.entries)
    assert with_changes(kept, [replace(entry, engagement=type(BUILD)("another"))], BUILD) == kept


def test_what_is_in_them_is_told_by_its_name() -> None:
    kept = books(RECORDS, BUILD)
    assert kept.names("t/2")
    assert kept.names("t")
    assert kept.names(kept.entries[0].id)
    assert not kept.names("x")
    assert kept.contract is kept.contracts[-1]
    assert books([], BUILD).contract is None
    assert {type(each) for each in kept.terms} == {Terms}
    assert {type(each) for each in kept.entries} == {Entry}
