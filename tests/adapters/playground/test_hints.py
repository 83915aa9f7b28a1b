"""What may be meant by what is being typed."""

from __future__ import annotations

import pytest

from adapters.playground import cast, hints
from adapters.playground.cast import ANA
from adapters.playground.hints import Hint, Part
from bot.vocabulary.commands import COMMANDS
from bot.vocabulary.view import Choice

HERE = cast.workspace()


def given(text: str, *choices: Choice) -> list[Hint]:
    return hints.hints(text, HERE, ANA, choices)


@pytest.mark.parametrize("text", ["/expe", "/openline expe", "/OpenLine  expe"])
def test_the_name_of_a_command_is_completed(text: str) -> None:
    (hint,) = given(text)
    assert (hint.label, hint.fills) == ("/openline expect", "/openline expect ")


def test_a_slash_alone_shows_commands_with_what_they_are_for() -> None:
    shown = given("/")
    assert [hint.about for hint in shown] == [each.summary for each in COMMANDS][: hints.MOST]


def test_people_are_named_wherever_an_at_is_typed_and_oneself_is_not() -> None:
    (hint,) = given("/openline expect @sa")
    assert (hint.label, hint.fills) == ("Sam Reyes", "/openline expect @sam ")
    assert [each.label for each in given("hello @")] == ["Sam Reyes", "Kim Duarte", "Lee Park"]
    assert given("mail@sa") == []


def test_a_command_says_what_it_takes_and_shows_examples_until_something_is_there() -> None:
    fresh, later = given("/openline expect "), given("/openline expect @sam x ")
    assert any(hint.about == "For example" for hint in fresh)
    assert {"person", "what", "by …", "done when …", "context: …"} <= {hint.label for hint in later}
    assert all(hint.fills is None for hint in later)


def test_what_the_reception_suggests_takes_the_place_of_what_is_typed() -> None:
    first = given("/openline expect @sam x by fri", Choice("Friday 17:00", "Fri 17:00, your time"))[0]
    assert first.fills == "/openline expect @sam x by Friday 17:00 "


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("/openline expect @sam x by fri", Part("expect", "by", "fri")),
        ("/openline expect @sam x by fri done when it", Part("expect", "done_when", "it")),
        ("/openline checkin sk", Part("checkin", "what", "sk")),
        ("/openline expect", None),
        ("/openline mine x", None),
        ("hello by fri", None),
    ],
)
def test_the_part_at_hand_is_the_last_one_that_was_begun(text: str, part: Part | None) -> None:
    assert hints.part(text) == part


def test_ordinary_words_have_no_hints() -> None:
    assert given("hello there") == []
