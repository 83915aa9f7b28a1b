"""Forms as modals, inside Discord's limits whatever stands in them, and read back whichever way they come."""

from __future__ import annotations

from typing import Any

from hypothesis import Phase, given, settings

from adapters.discord import limits
from adapters.discord.modals import filled, modal, pages, values, wrong
from bot.vocabulary.events import Value
from bot.vocabulary.view import Choice, Field, FieldKind, Form
from bot.wording.forms import BLANKS
from tests.adapters.discord.cards import forms

EXPECT = Form(
    "Ask for something",
    "expect",
    (
        Field("person", "Who", FieldKind.PERSON, "80351110224678912", is_required=True),
        Field("what", "What do you expect?", placeholder="A new banner", is_required=True),
        Field("context", "Why", FieldKind.LINES, "The fair\nopens"),
        Field("nudges", "Reminders", FieldKind.CHOICE, "no", choices=(Choice("yes", "Send"), Choice("no", "None"))),
    ),
    intro=("They see it at once.",),
)


@settings(max_examples=50, phases=[Phase.explicit, Phase.generate])
@given(forms)
def test_any_form_is_inside_every_limit(form: Form) -> None:
    assert pages(form) == -(-len(form.fields) // limits.FIELDS)
    shown = [modal(form, "id", page) for page in range(pages(form))]
    for each in shown:
        assert 1 <= limits.length(each["title"]) <= limits.TITLE
        assert 1 <= len(each["components"]) <= limits.FIELDS
        for part in each["components"]:
            if part["type"] == 18:
                _labelled(part)
    assert sum(part["type"] == 18 for each in shown for part in each["components"]) == len(form.fields)


def _labelled(part: dict[str, Any]) -> None:
    assert 1 <= limits.length(part["label"]) <= limits.TITLE
    assert limits.length(part.get("description", "")) <= limits.HELP
    inside = part["component"]
    assert 1 <= len(inside["custom_id"]) <= limits.CUSTOM_ID
    if inside["type"] == 4:
        assert len(inside.get("value", "")) <= inside["max_length"] <= limits.TYPED
        assert limits.length(inside.get("placeholder", "")) <= 100
    if inside["type"] == 3:
        assert 1 <= len(inside["options"]) <= limits.OPTIONS
        assert len({each["value"] for each in inside["options"]}) == len(inside["options"])
        assert inside["max_values"] <= len(inside["options"])


def test_each_kind_of_field_has_its_own_input_filled_with_what_is_known() -> None:
    shown = modal(EXPECT, "id")
    intro, person, what, context, nudges = shown["components"]
    assert intro == {"type": 10, "content": "They see it at once."}
    assert person["component"]["default_values"] == [{"id": "80351110224678912", "type": "user"}]
    assert what["component"] == {
        "type": 4, "custom_id": "what", "style": 1, "required": True, "max_length": 1000, "placeholder": "A new banner",
    }  # fmt: skip
    assert context["component"]["value"] == "The fair\nopens"
    assert [each.get("default", False) for each in nudges["component"]["options"]] == [False, True]


def test_every_form_of_ours_is_one_page() -> None:
    for blank in BLANKS.values():
        assert pages(Form(blank.title, "x", blank.fields)) == 1


def test_an_error_stands_at_its_field_and_what_was_typed_is_kept() -> None:
    form = Form("Join", "join", (Field("zone", "Your time zone", error="There is no such zone."),))
    assert wrong(form)
    again = filled(form, (Value("zone", "Berlinn"),))
    (part,) = modal(again, "id")["components"]
    assert part["description"] == "⚠ There is no such zone."
    assert part["component"]["value"] == "Berlinn"


def test_labels_and_rows_are_read_alike() -> None:
    labels = {
        "components": [
            {"type": 18, "component": {"type": 5, "custom_id": "people", "values": ["1", "2"]}},
            {"type": 18, "component": {"type": 4, "custom_id": "name", "value": "The shop"}},
            {"type": 10},
        ]
    }
    rows = {"components": [{"type": 1, "components": [{"type": 4, "custom_id": "name", "value": "The shop"}]}]}
    assert values(labels) == (Value("people", "1"), Value("people", "2"), Value("name", "The shop"))
    assert values(rows) == (Value("name", "The shop"),)


def test_what_was_left_empty_is_not_there_and_nonsense_is_nothing() -> None:
    empty = {"components": [{"type": 18, "component": {"type": 4, "custom_id": "name", "value": "  "}}]}
    assert values(empty) == ()
    for strange in ({}, {"components": 5}, {"components": [None, {"components": [7, {"custom_id": 5}]}]}):
        assert values(strange) == ()
