"""Forms fit both platforms, and keep what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.answers import FormAsked, Wrong
from bot.vocabulary.events import Value
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import FieldKind
from bot.wording.forms import BLANKS, MOST_FIELDS, form
from tests.agreed import Talk, ana, sam


@pytest.mark.parametrize("action", BLANKS)
def test_a_form_fits_both_platforms(action: str) -> None:
    blank = BLANKS[action]
    assert action in BY_NAME
    assert 1 <= len(blank.fields) <= MOST_FIELDS
    assert len(blank.title) <= 24, "Slack's modal title"
    assert len(blank.submit) <= 24
    assert all(len(field.label) <= 45 for field in blank.fields), "Discord's label"
    assert all(len(field.placeholder) <= 100 for field in blank.fields)
    assert len({field.name for field in blank.fields}) == len(blank.fields)


@pytest.mark.parametrize("action", BLANKS)
def test_every_field_shows_an_example_or_choices(action: str) -> None:
    kinds = {FieldKind.PERSON, FieldKind.PEOPLE, FieldKind.CHOICE}
    free = [field for field in BLANKS[action].fields if field.kind not in kinds and field.name != "name"]
    assert all(field.placeholder for field in free)


@given(st.sampled_from(sorted(BLANKS)), st.text(max_size=200))
def test_nothing_typed_is_lost_and_an_error_stands_at_its_field(action: str, typed: str) -> None:
    name = BLANKS[action].fields[0].name
    asked = FormAsked(action, "E1", (Value(name, typed),), (Wrong(name, Reason("what")),))
    shown = form(asked, Talk().situation(ana), ana)
    assert shown.fields[0].error
    assert typed in ("", shown.fields[0].value)
    assert not any(field.error for field in shown.fields[1:])
    assert (shown.action, shown.about) == (action, "E1")


def test_the_hours_one_keeps_stand_there_already() -> None:
    talk = Talk().team(sam).command(sam, "hours")
    assert isinstance(talk.answer, FormAsked)
    values = {field.name: field.value for field in form(talk.answer, talk.situation(sam), sam).fields}
    assert values == {"zone": "America/New_York", "hours": "Mon–Fri 9:00–12:00, 13:00–17:00", "country": ""}
