"""A form as a modal, and what was filled in, read back.

A modal holds five fields; a longer form goes over several pages. Discord opens no modal in answer to another one: what
is wrong is told in a message, and a button opens the form again with what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from adapters.discord import limits, markup
from adapters.discord.limits import clipped
from bot.vocabulary.events import Value
from bot.vocabulary.view import Field, FieldKind, Form

LABEL, TEXT_INPUT, SELECT, USERS, WORDS = 18, 4, 3, 5, 10
LINE, PARAGRAPH = 1, 2
PEOPLE: Final = frozenset({FieldKind.PERSON, FieldKind.PEOPLE})
CHOOSING: Final = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})
ERROR: Final = "⚠ "


def pages(form: Form) -> int:
    """How many modals the form takes."""
    return max(1, -(-len(form.fields) // limits.FIELDS))


def modal(form: Form, custom_id: str, page: int = 0) -> dict[str, Any]:
    """One page of the form."""
    fields = form.fields[page * limits.FIELDS : (page + 1) * limits.FIELDS]
    count = pages(form)
    title = form.title if count == 1 else f"{clipped(form.title, limits.TITLE - 8)} ({page + 1}/{count})"
    shown = [_labelled(field) for field in fields]
    intro = markup.drawn(form.intro, 1000)
    if intro and len(shown) < limits.FIELDS and page == 0:
        shown.insert(0, {"type": WORDS, "content": intro})
    return {"custom_id": custom_id, "title": clipped(_said(title), limits.TITLE) or "…", "components": shown}


def filled(form: Form, values: Sequence[Value]) -> Form:
    """The form with what was typed in its fields."""
    typed: dict[str, list[str]] = {}
    for value in values:
        typed.setdefault(value.name, []).append(value.text)
    fields = (replace(each, value=",".join(typed[each.name])) if each.name in typed else each for each in form.fields)
    return replace(form, fields=tuple(fields))


def wrong(form: Form) -> bool:
    """Whether something in it is told to be wrong."""
    return any(field.error for field in form.fields)


def values(data: Mapping[str, Any]) -> tuple[Value, ...]:
    """What was filled in; a field left empty is not there. Labels and rows, the older way, are both read."""
    found: list[Value] = []
    for part in _list(data.get("components")):
        inside = part.get("component") if isinstance(part, dict) else None
        held = [inside] if isinstance(inside, dict) else _list(part.get("components") if isinstance(part, dict) else 0)
        for each in held:
            if isinstance(each, dict) and isinstance(name := each.get("custom_id"), str):
                found += [Value(name, text) for text in _told(each)]
    return tuple(found)


def _told(component: Mapping[str, Any]) -> list[str]:
    told = component.get("values") if "values" in component else [component.get("value")]
    return [text for text in _list(told) if isinstance(text, str) and text.strip()]


def _labelled(field: Field) -> dict[str, Any]:
    label = {"type": LABEL, "label": clipped(_said(field.label), limits.TITLE) or "…", "component": _input(field)}
    below = f"{ERROR}{field.error}" if field.error else field.help
    return label | ({"description": clipped(_said(below), limits.HELP)} if below else {})


def _input(field: Field) -> dict[str, Any]:
    if field.kind in PEOPLE:
        return _people(field)
    if field.kind in CHOOSING and 0 < len([each for each in field.choices if each.value]) <= limits.OPTIONS:
        return _select(field)
    style = PARAGRAPH if field.kind is FieldKind.LINES else LINE
    typed = field.value if style is PARAGRAPH else " ".join(field.value.split())
    most = limits.TYPED if style is PARAGRAPH else 1000
    told = {
        "type": TEXT_INPUT,
        "custom_id": field.name[: limits.CUSTOM_ID],
        "style": style,
        "required": field.is_required,
        "max_length": most,
    }
    typed = markup.harmless(typed)[:most]
    hint = clipped(_said(field.placeholder), 100)
    return told | ({"value": typed} if typed else {}) | ({"placeholder": hint} if hint else {})


def _people(field: Field) -> dict[str, Any]:
    most = 1 if field.kind is FieldKind.PERSON else limits.OPTIONS
    given = [who for who in field.value.split(",") if who.isascii() and who.isdigit()][:most]
    told: dict[str, Any] = {"type": USERS, "custom_id": field.name[: limits.CUSTOM_ID], "required": field.is_required}
    told |= {"min_values": int(field.is_required), "max_values": most}
    return told | ({"default_values": [{"id": who, "type": "user"} for who in given]} if given else {})


def _select(field: Field) -> dict[str, Any]:
    given = set(field.value.split(",")) if field.kind is FieldKind.CHOICES else {field.value}
    unlike = {choice.value[: limits.OPTION]: choice for choice in field.choices if choice.value}
    options = [
        {"label": clipped(_said(choice.label), limits.OPTION) or "…", "value": value}
        | ({"default": True} if choice.value in given else {})
        for value, choice in unlike.items()
    ]
    most = len(options) if field.kind is FieldKind.CHOICES else 1
    told = {"type": SELECT, "custom_id": field.name[: limits.CUSTOM_ID], "options": options}
    return told | {"required": field.is_required, "min_values": int(field.is_required), "max_values": most}


def _said(text: str) -> str:
    return markup.harmless(" ".join(text.split()))


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []
