"""What one fact does to several gaps."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.gaps.drafts import Draft
from bot.engine.gaps.ledger import Change
from bot.vocabulary.records import ClosedBy, Closing, GapState
from tests.builders import ana, at, sam
from tests.engine.gaps.test_ledger import GAP, QUESTION

DONE = Closing(ClosedBy.REPLY, QUESTION.message, sam)


def test_a_gap_changed_twice_goes_from_what_it_was_to_what_it_has_become() -> None:
    draft = Draft()
    draft.acknowledge(GAP, at("mon 10:05"))
    draft.close(GAP, GapState.ANSWERED, at("mon 10:06"), DONE)
    (change,) = draft.changes()
    assert change.before == GAP
    assert change.after == draft.now(GAP)
    assert draft.now(GAP).acknowledged_at == at("mon 10:05")


def test_what_has_ended_stays_as_it_ended() -> None:
    draft = Draft()
    draft.close(GAP, GapState.ANSWERED, at("mon 10:06"), DONE)
    draft.close(GAP, GapState.WITHDRAWN, at("mon 10:07"), Closing(ClosedBy.ASKER, None, ana))
    assert draft.now(GAP).state is GapState.ANSWERED


def test_taking_on_a_second_time_changes_nothing() -> None:
    taken_on = replace(GAP, state=GapState.ACKNOWLEDGED, acknowledged_at=at("mon 10:01"))
    draft = Draft()
    draft.acknowledge(taken_on, at("mon 10:09"))
    assert draft.changes() == ()


def test_a_new_gap_comes_from_nothing() -> None:
    draft = Draft()
    draft.open(GAP, None)
    assert draft.changes() == (Change(None, GAP),)
