"""Buttons of a card: those that need words ask for them first."""

from __future__ import annotations

import pytest

from bot.vocabulary.agreements import ExpectationState
from bot.vocabulary.answers import ExpectationShown, FormAsked, Refused
from tests.agreed import Talk, ana, lee, sam


def banner() -> Talk:
    return Talk().team(sam, lee).expects(f"<@{sam}> new banner by Friday")


@pytest.mark.parametrize("action", ["ask", "propose-date", "deliver", "decline"])
def test_pressing_opens_the_form_and_changes_nothing(action: str) -> None:
    talk = banner()
    talk.press(sam, action, talk.expectation.id)
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.action == action
    assert talk.expectation.state is ExpectationState.PROPOSED


def test_a_form_is_not_even_opened_for_who_cannot_send_it() -> None:
    talk = banner()
    assert isinstance(talk.press(ana, "ask", talk.expectation.id).answer, Refused)


def test_a_question_needs_words_and_a_delivery_does_not() -> None:
    talk = banner()
    talk.submit(sam, "ask", talk.expectation.id, words="  ")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.why.code for wrong in talk.answer.wrong] == ["words-ask"]
    talk.submit(sam, "deliver", talk.expectation.id)
    assert talk.expectation.state is ExpectationState.DELIVERED


@pytest.mark.parametrize(
    ("words", "is_wrong", "choices"), [("12/5", False, 2), ("soon", True, 0), ("", True, 0), ("x" * 200, True, 0)]
)
def test_another_date_is_never_guessed(words: str, is_wrong: bool, choices: int) -> None:
    talk = banner()
    talk.submit(sam, "propose-date", talk.expectation.id, by=words)
    assert isinstance(talk.answer, FormAsked)
    assert (bool(talk.answer.wrong), len(talk.answer.which)) == (is_wrong, choices)


def test_what_is_gone_is_said_to_be_gone() -> None:
    for action in ("acknowledge", "show"):
        talk = banner().press(sam, action, "no-such-thing")
        assert isinstance(talk.answer, Refused)
        assert talk.answer.reason.code == "gone"


def test_a_card_is_shown_to_the_two_it_is_between() -> None:
    talk = banner()
    assert isinstance(talk.press(ana, "show", talk.expectation.id).answer, ExpectationShown)
    assert isinstance(talk.press(lee, "show", talk.expectation.id).answer, Refused)
