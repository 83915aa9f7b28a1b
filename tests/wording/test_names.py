"""Names are people's own to choose, and are made harmless before they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vocabulary.model import Person, PersonId
from bot.wording.names import LONGEST, harmless, shown, told_apart


@pytest.mark.parametrize("steering", ["\x1b[31m", "\u202e", "\n", "\x07", "\u2066"])
def test_nothing_that_steers_a_screen_is_left(steering: str) -> None:
    assert steering[0] not in harmless(f"Ana{steering}Ruiz")


@given(st.text())
def test_any_name_is_one_line_of_bounded_length(name: str) -> None:
    told = shown(name, "U1")
    assert told.splitlines() == [told]
    assert len(told) <= LONGEST


def test_who_has_no_name_goes_by_the_id() -> None:
    assert shown("\u202e ", "U1") == "U1"


def test_no_two_people_are_called_the_same() -> None:
    people = [Person(PersonId("U1"), "Sam"), Person(PersonId("U2"), "Sam"), Person(PersonId("U3"), "Ana")]
    assert dict(told_apart(people)) == {"U1": "Sam (U1)", "U2": "Sam (U2)", "U3": "Ana"}
