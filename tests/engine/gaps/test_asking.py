"""What opens a gap, and what joins one that waits (rules 1 and 2)."""

from __future__ import annotations

import pytest

from bot.engine.gaps import asking
from bot.vocabulary.signals import ASKS, BARE, QUOTED, REQUESTS, RHETORICAL, SETTLES_ITSELF, THANKS, Reading
from tests.builders import ana, asks, at, kim, reacts, sam, says
from tests.playbook import Playbook


@pytest.mark.parametrize(
    ("signs", "waits"),
    [
        (ASKS, True),
        (REQUESTS, True),
        (ASKS | THANKS, True),
        (THANKS | BARE, False),
        (ASKS | RHETORICAL, False),
        (ASKS | QUOTED, False),
        (REQUESTS | SETTLES_ITSELF, False),
    ],
)
def test_only_what_expects_an_answer_waits(signs: int, waits: bool) -> None:
    assert asking.waits(Reading(signs)) is waits


def test_a_request_that_is_not_three_to_one_sure_opens_nothing() -> None:
    assert asking.waits(Reading(REQUESTS, confidence=0.8))
    assert not asking.waits(Reading(REQUESTS, confidence=0.7))
    assert asking.waits(Reading(ASKS | REQUESTS, confidence=0.7))


def test_a_gap_is_due_after_the_agreed_working_time_of_the_debtor() -> None:
    assert Playbook().hears(asks(ana, of=sam, at="mon 10:00")).gap.due_at == at("tue 10:00")


def test_a_second_ask_of_somebody_else_is_a_gap_of_its_own() -> None:
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"), asks(ana, of=kim, at="mon 10:01"))
    assert play.waiting == [(ana, sam), (ana, kim)]


def test_an_ask_after_an_answer_is_a_new_one() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, says(sam, "it is done", "mon 10:30", reply_to=question))
    play.hears(asks(ana, of=sam, at="mon 11:00", text="can you look at the footer too?"))
    assert [gap.asked_at for gap in play.gaps if gap.is_waiting] == [at("mon 11:00")]


def test_an_ask_in_another_thread_does_not_join() -> None:
    first, second = says(ana, "the header", "mon 9:00"), says(ana, "the footer", "mon 9:01")
    in_first = says(ana, "@sam can you fix it?", "mon 10:00", to=(sam,), thread=first)
    in_second = says(ana, "@sam can you fix it?", "mon 10:05", to=(sam,), thread=second)
    assert len(Playbook().hears(first, second, in_first, in_second).waiting) == 2


def test_a_later_question_to_the_room_is_one_of_its_own_unless_it_goes_on() -> None:
    play = Playbook().hears(says(ana, "who knows the password of the router?", "mon 10:00"))
    play.hears(says(ana, "and where is it?", "mon 10:00:30"))
    assert len(play.waiting) == 1
    play.hears(says(ana, "who has seen my umbrella?", "tue 10:00"))
    assert len(play.waiting) == 2


def test_a_request_joined_to_a_yes_or_no_needs_more_than_a_yes() -> None:
    question = asks(ana, of=sam, at="mon 10:00", text="is it done?")
    play = Playbook().hears(question, asks(ana, of=sam, at="mon 10:05", text="which one did you take?"))
    play.hears(reacts(sam, "+1", question, "mon 10:06"))
    assert play.waiting == [(ana, sam)]
