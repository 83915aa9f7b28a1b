"""Edits, deletions and marks (rules 5 and 6)."""

from __future__ import annotations

from bot.vocabulary.records import GapState, Mark
from tests.builders import ana, asks, at, deletes, edits, kim, marks, sam, says
from tests.playbook import Playbook

QUESTION = asks(ana, of=sam, at="mon 10:00")
AGAIN = asks(ana, of=sam, at="mon 11:00")


def test_with_the_first_of_two_asks_deleted_the_second_still_waits() -> None:
    assert Playbook().hears(QUESTION, AGAIN, deletes(QUESTION, "mon 12:00")).waiting == [(ana, sam)]


def test_with_both_deleted_nobody_waits() -> None:
    play = Playbook().hears(QUESTION, AGAIN, deletes(AGAIN, "mon 12:00"), deletes(QUESTION, "mon 12:01"))
    assert play.waiting == []


def test_an_answered_question_stays_answered_when_it_is_deleted() -> None:
    answer = says(sam, "it is done", "mon 10:30", thread=QUESTION)
    play = Playbook().hears(QUESTION, answer, deletes(QUESTION, "mon 12:00"))
    assert play.gap.state is GapState.ANSWERED


def test_a_question_edited_away_and_back_opens_again_at_the_last_edit() -> None:
    play = Playbook().hears(QUESTION, edits(QUESTION, "@sam the header is fine.", "mon 10:05"))
    play.hears(edits(QUESTION, "@sam can you look at the footer?", "mon 10:10"))
    assert play.gap.asked_at == at("mon 10:10")
    assert play.waiting == [(ana, sam)]


def test_an_edited_joined_ask_joins_only_once() -> None:
    play = Playbook().hears(QUESTION, AGAIN, edits(AGAIN, "@sam can you look at the header now?", "mon 11:05"))
    assert play.gap.joined == (AGAIN.message,)


def test_an_answered_gap_waits_again_when_somebody_says_so() -> None:
    answer = says(sam, "it is done", "mon 10:30", thread=QUESTION)
    play = Playbook().hears(QUESTION, answer, marks(ana, QUESTION, Mark.WAITING, "mon 11:00"))
    assert play.gap.state is GapState.OPEN
    assert play.gap.asked_at == at("mon 10:00")


def test_a_mark_on_a_message_nobody_knows_changes_nothing() -> None:
    assert Playbook().hears(marks(ana, says(kim, "hm", "mon 9:00"), Mark.WAITING, "mon 9:01")).gaps == []


def test_a_mark_outlives_what_is_judged_later() -> None:
    play = Playbook().hears(QUESTION, marks(sam, QUESTION, Mark.NOT_A_QUESTION, "mon 10:01"))
    play.hears(says(sam, "it is done", "mon 10:30", thread=QUESTION))
    assert play.gap.state is GapState.DISMISSED
