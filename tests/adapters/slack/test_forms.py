"""Forms as modals, and their answers."""

import json
from dataclasses import replace
from typing import Any

import pytest

from adapters.slack.forms import Carried, Origin, carried, errors, modal, values, window
from adapters.slack.text import NOBODY
from bot.vocabulary.events import Value
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import Choice, Field, FieldKind, Form, View
from tests.adapters.slack import hostile, limits

ORIGIN = Origin(WorkspaceId("T0ACME"), "C0SITE", "D0SAM", "1.2", "")
WHO = Field("person", "Who", FieldKind.PERSON, value="U0SAM", is_required=True)
BY = Field("by", "By when?", placeholder="Friday 5pm", help="On their calendar")
FORM = Form("Ask for something", "expect", (WHO, BY), "C0SITE/1.2", "Send", ("Nothing is recorded yet.",))


def test_a_form_is_a_modal_that_carries_what_it_is_for() -> None:
    drawn = modal(FORM, ORIGIN, NOBODY)
    assert (drawn["title"]["text"], drawn["submit"]["text"]) == ("Ask for something", "Send")
    assert carried(drawn["private_metadata"]) == Carried(ORIGIN, "expect", "C0SITE/1.2")


def test_fields_stand_in_their_order_with_what_is_known_already() -> None:
    _, who, by = modal(FORM, ORIGIN, NOBODY)["blocks"]
    assert (who["block_id"], who["element"]["type"], who["element"]["initial_user"]) == (
        "person",
        "users_select",
        "U0SAM",
    )
    assert (who["optional"], by["optional"]) == (False, True)
    assert (by["element"]["placeholder"]["text"], by["hint"]["text"]) == ("Friday 5pm", "On their calendar")


def test_what_is_wrong_stands_below_its_field_when_a_form_opens() -> None:
    wrong = replace(FORM, fields=(WHO, replace(BY, error="Say a day")))
    assert modal(wrong, ORIGIN, NOBODY)["blocks"][-1]["elements"][0]["text"] == "⚠ Say a day"


def test_what_is_wrong_is_told_at_its_field_where_the_same_form_stands_open() -> None:
    shown = modal(FORM, ORIGIN, NOBODY)
    assert errors(replace(FORM, fields=(WHO, replace(BY, error="Say a day"))), shown) == {"by": "Say a day"}


def test_a_form_with_other_fields_has_to_be_drawn_anew() -> None:
    which = replace(BY, kind=FieldKind.CHOICE, choices=(Choice("1", "This Friday"),), error="Which Friday?")
    assert errors(replace(FORM, fields=(WHO, which)), modal(FORM, ORIGIN, NOBODY)) == {}


def filled(**elements: dict[str, Any]) -> dict[str, Any]:
    return {"values": {name: {"value": element} for name, element in elements.items()}}


def test_every_kind_of_field_is_read_back() -> None:
    state = filled(
        line={"type": "plain_text_input", "value": "a banner"},
        nothing={"type": "plain_text_input", "value": None},
        person={"type": "users_select", "selected_user": "U0SAM"},
        people={"type": "multi_users_select", "selected_users": ["U0SAM", "U0ANA"]},
        one={"type": "static_select", "selected_option": {"value": "yes"}},
        none={"type": "static_select", "selected_option": None},
        some={"type": "multi_static_select", "selected_options": [{"value": "mon"}, {"value": "tue"}]},
        day={"type": "datepicker", "selected_date": "2026-06-05"},
        number={"type": "number_input", "value": "8"},
    )
    assert values(state) == (
        Value("line", "a banner"),
        Value("person", "U0SAM"),
        Value("people", "U0SAM"),
        Value("people", "U0ANA"),
        Value("one", "yes"),
        Value("some", "mon"),
        Value("some", "tue"),
        Value("day", "2026-06-05"),
        Value("number", "8"),
    )


def test_what_is_no_answer_of_a_form_is_none() -> None:
    assert values(None) == values({"values": []}) == values({"values": {"a": None, "b": {"c": 1}}}) == ()
    for strange in (None, "", "{", "[]", json.dumps(["a"] * 6), json.dumps([1] * 8), 5):
        assert carried(strange) is None


def test_a_card_in_a_window_can_only_be_read() -> None:
    drawn = window(View(("Nothing waits for you",)), "Openline", ORIGIN, NOBODY)
    assert limits.view(drawn) == []
    assert "submit" not in drawn


@pytest.mark.parametrize("seed", hostile.SEEDS)
def test_no_form_is_over_any_limit(seed: int) -> None:
    """Bar R20."""
    for form in hostile.many(seed, hostile.form):
        drawn = modal(form, ORIGIN, NOBODY)
        assert limits.view(drawn) == []
        assert carried(drawn["private_metadata"]) == Carried(ORIGIN, form.action, form.about)
