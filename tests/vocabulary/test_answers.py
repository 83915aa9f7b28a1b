"""Answers are values that name matters."""

from bot.vocabulary.answers import FormAsked, Said
from bot.vocabulary.signals import Reason


def test_equal_answers_are_equal() -> None:
    assert FormAsked("join", "E1") == FormAsked("join", "E1")
    assert Said(Reason("joined")) != Said(Reason("left"))
