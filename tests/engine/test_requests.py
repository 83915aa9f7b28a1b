"""The same request, whichever way it came."""

from __future__ import annotations

import pytest

from bot.engine.requests import short, understood
from bot.vocabulary.events import ButtonPressed, CommandGiven, FormSubmitted, Value
from tests.agreed import ACME, MONDAY, SITE, Talk, ana, sam


def values(command: str, text: str, **given: str) -> dict[str, str]:
    talk = Talk().team(sam)
    apart = tuple(Value(name, value) for name, value in given.items())
    event = CommandGiven(ACME, SITE, "I9", MONDAY, ana, command, text, apart)
    return {value.name: value.text for value in understood(event, talk.situation(ana)).values}


BANNER = {"person": "U2", "what": "new banner", "by": "by Friday 5pm", "done_when": "it is live"}


@pytest.mark.parametrize(
    "text",
    [
        "<@U2> new banner by Friday 5pm done when it is live",
        "<@U2|sam> new banner by Friday 5pm done when it is live",
        "<@!U2> new banner by Friday 5pm done when it is live",
        "@sam new banner by Friday 5pm done when it is live",
        "@Sam, new banner by Friday 5pm, done when it is live",
        "sam new banner by Friday 5pm done when it is live",
    ],
)
def test_a_line_of_text_is_the_same_as_its_parts(text: str) -> None:
    assert values("expect", text) == BANNER


def test_a_platform_that_takes_the_parts_apart_needs_no_line() -> None:
    given = {"person": "U2", "what": "new banner", "by": "by Friday 5pm", "done_when": "it is live"}
    assert values("expect", "", **given) == BANNER


def test_slack_leaves_the_name_of_the_command_in_the_line() -> None:
    event = CommandGiven(ACME, SITE, "I9", MONDAY, ana, "openline", "Help expect")
    request = understood(event, Talk().situation(ana))
    assert (request.action, request.one("command")) == ("help", "expect")


def test_nothing_at_all_asks_for_help() -> None:
    assert understood(CommandGiven(ACME, SITE, "I9", MONDAY, ana, "openline"), Talk().situation(ana)).action == "home"


def test_a_choice_may_be_written_in_capitals() -> None:
    assert values("privacy", "ERASE") == {"what": "erase"}


def test_somebody_nobody_knows_is_left_as_typed() -> None:
    assert values("expect", "@nobody new banner")["person"] == "@nobody"


def test_a_button_and_a_form_carry_what_they_are_about() -> None:
    pressed = understood(ButtonPressed(ACME, SITE, "I1", MONDAY, ana, "show", "E1"), Talk().situation(ana))
    sent = understood(FormSubmitted(ACME, SITE, "I2", MONDAY, ana, "edit", "E1"), Talk().situation(ana))
    assert (pressed.about, pressed.is_form) == ("E1", False)
    assert (sent.about, sent.is_form) == ("E1", True)


def test_an_id_of_ours_is_short_and_always_the_same() -> None:
    assert short("1234.5678.abc") == short("1234.5678.abc")
    assert len(short("x" * 1000)) == 12


def apart(**given: str) -> dict[str, str]:
    """What is understood of a command whose parameters stand apart."""
    several = tuple(Value(name, text) for name, text in given.items())
    event = CommandGiven(ACME, SITE, "I9", MONDAY, ana, "expect", "", several)
    return {value.name: value.text for value in understood(event, Talk().situation(ana)).values}


def test_a_whole_line_in_one_parameter_is_taken_apart_too() -> None:
    assert apart(person=sam, what="new banner by Friday 5pm takes 3 h done when it is live") == {
        "person": sam,
        "what": "new banner",
        "by": "by Friday 5pm",
        "takes": "3 h",
        "done_when": "it is live",
    }


def test_where_parts_stand_apart_each_is_as_it_was_given() -> None:
    given = {"person": sam, "what": "the list by Friday", "by": "Monday"}
    assert apart(**given) == given
