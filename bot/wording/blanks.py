"""What a form is before it is filled in."""

from __future__ import annotations

from typing import Final, NamedTuple

from bot.vocabulary.view import Field, FieldKind, Text

PERSON: Final = Field("person", "Who", FieldKind.PERSON, is_required=True)


class Blank(NamedTuple):
    """A form before it is filled in."""

    title: str
    submit: str
    fields: tuple[Field, ...]
    intro: Text = ()
