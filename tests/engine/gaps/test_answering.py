"""What ends a gap (rules 3 and 4)."""

from __future__ import annotations

import pytest

from bot.vocabulary.model import GroupId
from bot.vocabulary.records import ClosedBy, GapState
from tests.builders import ana, asks, at, kim, reacts, sam, says
from tests.playbook import Playbook

YES_OR_NO = asks(ana, of=sam, at="mon 10:00", text="is the header done?")
REQUEST = asks(ana, of=sam, at="mon 10:00", text="please send me the invoice")


def test_yes_answers_what_needs_only_a_yes() -> None:
    play = Playbook().hears(YES_OR_NO, says(sam, "yes", "mon 10:05", thread=YES_OR_NO))
    assert play.gap.state is GapState.ANSWERED


def test_ok_to_a_request_takes_it_on() -> None:
    play = Playbook().hears(REQUEST, says(sam, "ok", "mon 10:05", thread=REQUEST))
    assert play.gap.state is GapState.ACKNOWLEDGED


@pytest.mark.parametrize("text", ["thanks!", "good morning"])
def test_thanks_and_greetings_of_the_debtor_end_nothing(text: str) -> None:
    play = Playbook().hears(YES_OR_NO, says(sam, text, "mon 10:05", thread=YES_OR_NO))
    assert play.gap.state is GapState.OPEN


def test_somebody_elses_answer_leaves_a_named_persons_gap_open() -> None:
    play = Playbook().hears(YES_OR_NO, says(kim, "it is done, I saw it", "mon 10:05", thread=YES_OR_NO))
    assert play.waiting == [(ana, sam)]


def test_a_line_in_the_thread_that_is_said_to_somebody_else_ends_nothing() -> None:
    play = Playbook().hears(
        YES_OR_NO, says(sam, "@kim the logo is in the drive", "mon 10:05", to=(kim,), thread=YES_OR_NO)
    )
    assert play.waiting == [(ana, sam)]


def test_a_reply_to_another_message_in_the_thread_ends_nothing() -> None:
    other = says(kim, "the logo is too big", "mon 10:01", thread=YES_OR_NO)
    reply = says(sam, "I made it smaller", "mon 10:05", thread=YES_OR_NO, reply_to=other)
    assert Playbook().hears(YES_OR_NO, other, reply).waiting == [(ana, sam)]


def test_one_answer_between_two_alone_ends_all_that_one_owes_the_other_there() -> None:
    play = Playbook(members=(ana, sam)).hears(says(ana, "when will it be ready?", "mon 10:00"))
    play.hears(says(ana, "the client keeps calling", "mon 10:10"), says(sam, "at noon", "mon 10:20"))
    assert play.gap.state is GapState.ANSWERED
    assert play.gap.closed_at == at("mon 10:20")


def test_an_answer_says_how_and_by_whom() -> None:
    answer = says(sam, "the header is done", "mon 10:05", reply_to=YES_OR_NO)
    closed_by = Playbook().hears(YES_OR_NO, answer).gap.closed_by
    assert closed_by == (ClosedBy.REPLY, answer.message, sam)


def test_a_group_is_taken_on_by_who_says_so_and_answered_by_one_for_all() -> None:
    group = GroupId("design")
    question = says(ana, "@design is the header done?", "mon 10:00", groups=(group,))
    play = Playbook(groups={group: frozenset({sam, kim})}).hears(question, reacts(sam, "eyes", question, "mon 10:01"))
    assert play.states() == {sam: GapState.ACKNOWLEDGED, kim: GapState.OPEN}
    play.hears(reacts(kim, "white_check_mark", question, "mon 10:02"))
    assert set(play.states().values()) == {GapState.ANSWERED}


def test_done_ends_a_request_and_so_does_a_check_mark() -> None:
    said = Playbook().hears(REQUEST, says(sam, "done", "mon 10:05", thread=REQUEST))
    marked = Playbook().hears(REQUEST, reacts(sam, "white_check_mark", REQUEST, "mon 10:05"))
    assert {said.gap.state, marked.gap.state} == {GapState.ANSWERED}


def test_never_mind_ends_the_latest_ask_only() -> None:
    first = asks(ana, of=kim, at="mon 9:00")
    play = Playbook().hears(first, YES_OR_NO, says(ana, "never mind, found it", "mon 10:10"))
    assert play.waiting == [(ana, kim)]


def test_never_mind_said_by_the_debtor_withdraws_nothing() -> None:
    play = Playbook().hears(YES_OR_NO, says(sam, "never mind", "mon 10:10"))
    assert play.gap.state is not GapState.WITHDRAWN


def test_what_was_taken_on_is_answered_by_what_one_says_next_between_two_alone() -> None:
    play = Playbook(members=(ana, sam)).hears(says(ana, "please update the landing page copy", "mon 10:00"))
    taken_on = play.hears(says(sam, "will do", "mon 10:05")).gap
    answered = play.hears(says(sam, "the landing page copy is live", "wed 10:00")).gap
    assert (taken_on.state, answered.state) == (GapState.ACKNOWLEDGED, GapState.ANSWERED)


def test_going_on_from_a_will_do_answers_what_that_took_on() -> None:
    taken_on = says(sam, "will look", "mon 10:05", reply_to=YES_OR_NO)
    play = Playbook().hears(YES_OR_NO, taken_on, says(sam, "it is done since noon", "mon 13:00", reply_to=taken_on))
    assert play.gap.state is GapState.ANSWERED
