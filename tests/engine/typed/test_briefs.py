"""A line of text taken apart, and what would make it easier to do well."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.typed.briefs import helpful, missing, parts
from bot.engine.typed.deadlines import Ask
from bot.vocabulary.calendar import default_calendar

ASK = Ask(datetime(2026, 11, 23, 14, tzinfo=UTC), default_calendar("America/New_York"), "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "new banner by Friday 5pm done when it is on the site",
            {"what": "new banner", "by": "by Friday 5pm", "done_when": "it is on the site"},
        ),
        (
            "new banner, done when it is on the site, by Friday 5pm",
            {"what": "new banner", "done_when": "it is on the site, by Friday 5pm"},
        ),
        (
            "by Friday: the invoice list because the bank asks for it",
            {"what": "the invoice list", "by": "by Friday", "context": "the bank asks for it"},
        ),
        ("the FAQ in 3 working days", {"what": "the FAQ", "by": "in 3 working days"}),
        ("the FAQ by Fridy", {"what": "the FAQ", "by": "Fridy"}),
        ("the FAQ designed by Ana", {"what": "the FAQ designed by Ana"}),
        ("rewrite the March report", {"what": "rewrite the March report"}),
        ("Context: see the folder", {"context": "see the folder"}),
        ("", {}),
    ],
)
def test_the_parts_are_told_apart_by_the_words_that_bring_them_in(text: str, expected: dict[str, str]) -> None:
    assert {value.name: value.text for value in parts(text, ASK)} == expected


@given(st.text(max_size=120))
def test_no_word_is_lost(text: str) -> None:
    kept = "".join(value.text for value in parts(text, ASK))
    letters = [each for each in text if each.isalnum()]
    assert len([each for each in kept if each.isalnum()]) >= len(letters) - len("definitionofdonebecausesothat")


def test_what_is_missing_is_said_in_the_order_of_the_form() -> None:
    assert missing({"what": "new banner"}, has_origin=False) == ("by", "done_when", "context")
    assert missing({"what": "new banner", "by": "Friday", "done_when": "live"}, has_origin=True) == ()


@pytest.mark.parametrize("what", ["see https://acme.example/brief", " ".join(["word"] * 20)])
def test_a_link_or_many_words_are_context_enough(what: str) -> None:
    assert "context" not in missing({"what": what}, has_origin=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a new banner 2. the FAQ", ("one", "example")),
        ("the FAQ; also answer the mails", ("one",)),
        ("a fresh banner, see https://example.com/one", ()),
        ("a banner like last year's", ()),
        ("the invoice list", ()),
    ],
)
def test_one_thing_at_a_time_and_an_example_would_help(text: str, expected: tuple[str, ...]) -> None:
    assert helpful({"what": text}) == expected


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("new banner takes about 3 h by Friday", "3 h"),
        ("the list, estimate: 1,5 hours", "1,5 hours"),
        ("takes ages", ""),
    ],
)
def test_how_long_it_takes_is_read(text: str, takes: str) -> None:
    assert next((value.text for value in parts(text, ASK) if value.name == "takes"), "") == takes
