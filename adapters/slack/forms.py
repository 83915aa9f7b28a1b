"""A form as a modal, and what was filled in read back from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final, NamedTuple

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    DatePickerElement,
    InputBlock,
    MarkdownTextObject,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View as Modal

from adapters.slack.render import SECTION, WINDOW, card
from adapters.slack.spans import clean, markup, plain, size
from adapters.slack.text import Names
from bot.vocabulary.events import Value
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import Choice, Field, FieldKind, Form, View

TITLE: Final = 24
"""Characters of a title, and of the words on a modal's buttons."""
FIELD: Final = 2_000
HINT: Final = 2_000
PLACEHOLDER: Final = 150
CHOICES: Final = 100
CHOICE_LABEL: Final = 75
TYPED: Final = 3_000
"""Characters that may be typed into one field."""
HIDDEN: Final = 3_000
FORM: Final = "form"
CARD: Final = "card"
"""What a window of ours is: something to fill in, or only something to read."""
ACTION: Final = "value"
_A_PERSON: Final = re.compile(r"[UW][A-Z0-9]+")


class Origin(NamedTuple):
    """Where a form was asked for: its answer goes there. Carried by the modal, since Slack tells nothing of it."""

    workspace: WorkspaceId
    conversation: str = ""
    channel: str = ""
    message: str = ""
    """The card on which it was asked for (`ts`), to be drawn anew in place."""
    thread: str = ""
    respond: str = ""
    """The address by which that card is changed, where it is for one person's eyes."""


class Carried(NamedTuple):
    """All that a modal of ours carries."""

    origin: Origin
    action: str
    about: str


def modal(form: Form, origin: Origin, names: Names) -> dict[str, Any]:
    """A form as a modal that carries what it is for."""
    blocks: list[Block] = []
    if form.intro:
        blocks.append(_said(markup(form.intro, names, SECTION)))
    for field in form.fields[: WINDOW // 2 - 1]:
        blocks.extend(_field(field))
    drawn: dict[str, Any] = Modal(
        type="modal",
        callback_id=FORM,
        title=PlainTextObject(text=plain(form.title, TITLE), emoji=False),
        submit=PlainTextObject(text=plain(form.submit, TITLE), emoji=False),
        blocks=blocks,
        private_metadata=_hidden(Carried(origin, form.action, form.about)),
    ).to_dict()
    return drawn


def window(view: View, title: str, origin: Origin, names: Names) -> dict[str, Any]:
    """A card in a window of its own, for where there is no conversation to show it in."""
    return {
        "type": "modal",
        "callback_id": CARD,
        "title": {"type": "plain_text", "text": plain(title, TITLE), "emoji": False},
        "blocks": card(view, origin.workspace, names, most=WINDOW).blocks,
        "private_metadata": _hidden(Carried(origin, "", "")),
    }


def carried(private_metadata: object) -> Carried | None:
    """What a modal carries, or None where it is none of ours."""
    with suppress(ValueError, TypeError):
        told = json.loads(private_metadata) if isinstance(private_metadata, str) and private_metadata else None
        if isinstance(told, list) and len(told) == 2 + len(Origin._fields) and all(isinstance(x, str) for x in told):
            return Carried(Origin(WorkspaceId(told[2]), *told[3:]), told[0], told[1])
    return None


def values(state: Any) -> tuple[Value, ...]:
    """What was filled in, field by field; what takes several stands once for each."""
    blocks = state.get("values") if isinstance(state, dict) else None
    return tuple(
        Value(str(name), text)
        for name, elements in (blocks.items() if isinstance(blocks, dict) else ())
        for element in (elements.values() if isinstance(elements, dict) else ())
        if isinstance(element, dict)
        for text in _given(element)
    )


def errors(form: Form, view: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, by field, where the modal that stands open has the very fields of the form; else nothing.

    A form with other fields (one asks which day was meant) has to be drawn anew.
    """
    wanted = {block["block_id"]: block["element"]["type"] for field in form.fields for block in _inputs(field)}
    if wanted != _shape(view.get("blocks")):
        return {}
    return {field.name: plain(field.error, FIELD) for field in form.fields if field.error}


def _hidden(told: Carried) -> str:
    return json.dumps([told.action, told.about, *told.origin], ensure_ascii=False, separators=(",", ":"))[:HIDDEN]


def _field(field: Field) -> Iterator[Block]:
    """The field, and below it what is wrong with what stands there (Slack shows errors only after sending)."""
    yield InputBlock(
        block_id=plain(field.name, 255),
        label=PlainTextObject(text=plain(field.label, FIELD), emoji=False),
        element=_element(field),
        hint=PlainTextObject(text=plain(field.help, HINT), emoji=False) if field.help.strip() else None,
        optional=not field.is_required,
    )
    if field.error.strip():
        yield ContextBlock(elements=[PlainTextObject(text=plain(f"⚠ {field.error}", FIELD), emoji=True)])


def _inputs(field: Field) -> Iterator[dict[str, Any]]:
    return (block.to_dict() for block in _field(field) if isinstance(block, InputBlock))


def _shape(blocks: Any) -> dict[str, str]:
    listed = blocks if isinstance(blocks, list) else []
    return {
        str(block.get("block_id")): str(block.get("element", {}).get("type"))
        for block in listed
        if isinstance(block, dict) and block.get("type") == "input" and isinstance(block.get("element"), dict)
    }


def _element(field: Field) -> InputInteractiveElement:
    hint = (
        PlainTextObject(text=plain(field.placeholder, PLACEHOLDER), emoji=False) if field.placeholder.strip() else None
    )
    match field.kind:
        case FieldKind.CHOICE if field.choices:
            return StaticSelectElement(
                action_id=ACTION, placeholder=hint, options=_options(field), initial_option=_chosen(field)[0]
            )
        case FieldKind.CHOICES if field.choices:
            chosen = [each for each in _chosen(field) if each is not None]
            return StaticMultiSelectElement(
                action_id=ACTION, placeholder=hint, options=_options(field), initial_options=chosen or None
            )
        case FieldKind.PERSON:
            return UserSelectElement(action_id=ACTION, placeholder=hint, initial_user=next(iter(_people(field)), None))
        case FieldKind.PEOPLE:
            return UserMultiSelectElement(action_id=ACTION, placeholder=hint, initial_users=_people(field) or None)
        case FieldKind.DATE:
            return DatePickerElement(action_id=ACTION, placeholder=hint, initial_date=_day(field.value))
        case FieldKind.NUMBER:
            return NumberInputElement(
                action_id=ACTION, placeholder=hint, is_decimal_allowed=True, initial_value=_number(field.value)
            )
        case _:
            typed = clean(field.value)
            typed = typed if size(typed) <= TYPED else plain(typed, TYPED)
            is_long = field.kind is FieldKind.LINES
            return PlainTextInputElement(
                action_id=ACTION, placeholder=hint, initial_value=typed or None, multiline=is_long, max_length=TYPED
            )


def _options(field: Field) -> list[Option]:
    return [_option(choice) for choice in field.choices[:CHOICES]]


def _option(choice: Choice) -> Option:
    return Option(
        value=plain(choice.value, 150), text=PlainTextObject(text=plain(choice.label, CHOICE_LABEL), emoji=False)
    )


def _chosen(field: Field) -> list[Option | None]:
    given = field.value.split(",") if field.kind is FieldKind.CHOICES else [field.value]
    found: list[Option | None] = [_option(each) for each in field.choices[:CHOICES] if each.value in given]
    return found or [None]


def _people(field: Field) -> list[str]:
    return [each for each in field.value.split(",") if _A_PERSON.fullmatch(each)]


def _day(value: str) -> str | None:
    with suppress(ValueError):
        return date.fromisoformat(value).isoformat()
    return None


def _number(value: str) -> str | None:
    return value if re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", value) else None


def _said(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=text or "…", verbatim=True))


def _given(element: dict[str, Any]) -> Iterator[str]:
    """One element's answer, whatever kind it is of."""
    for key in (
        "value",
        "selected_date",
        "selected_user",
        "selected_conversation",
        "selected_channel",
        "selected_time",
    ):
        if isinstance(element.get(key), str):
            yield element[key]
    for key in ("selected_users", "selected_conversations", "selected_channels"):
        yield from (each for each in element.get(key) or () if isinstance(each, str))
    chosen = [element.get("selected_option"), *(element.get("selected_options") or ())]
    yield from (each["value"] for each in chosen if isinstance(each, dict) and isinstance(each.get("value"), str))
