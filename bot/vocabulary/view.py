"""A card, before any platform has drawn it: what it says, what can be done, what can be filled in.

Text is a row of spans, never markup: a renderer knows how its platform shows a person, a moment or a link, and
escapes the rest. People are shown by name and pinged by nobody but a `Mention`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.report import Chart


class Strong(NamedTuple):
    """Words that stand out."""

    text: str


class Code(NamedTuple):
    """Something to be typed as it stands."""

    text: str


class Named(NamedTuple):
    """A person by name, without a ping."""

    person: PersonId


class Mention(NamedTuple):
    """A person, pinged: only the one whose turn it is, in private or where nothing else reaches them."""

    person: PersonId


class Channel(NamedTuple):
    """A conversation by name."""

    conversation: ConversationId


class MomentStyle(StrEnum):
    """How much of a moment is shown; always in the reader's own zone."""

    DAY = "day"
    TIME = "time"
    DAY_AND_TIME = "day and time"


class Moment(NamedTuple):
    """A point in time (UTC), shown by the platform's own means in the reader's zone; `words` where it has none."""

    at: datetime
    style: MomentStyle
    words: str


class Url(NamedTuple):
    """A place to go to."""

    url: str
    label: str


Span = str | Strong | Code | Named | Mention | Channel | Moment | Url
Text = tuple[Span, ...]
"""What is said, span by span."""


class Weight(StrEnum):
    """How a button looks; at most one on a card is primary."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Something one can do: an action of the command declaration, and what it concerns."""

    label: str
    action: str
    about: str = ""
    weight: Weight = Weight.PLAIN


class FieldKind(StrEnum):
    """What a form's field takes."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    PEOPLE = "people"
    NUMBER = "number"
    DATE = "date"


class Choice(NamedTuple):
    """One of the things to choose from."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for. `value` is what stands there already; `error` says what would be right."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    placeholder: str = ""
    choices: tuple[Choice, ...] = ()
    is_required: bool = False
    help: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A small form; `action` and `about` say what its answers are for."""

    title: str
    action: str
    fields: tuple[Field, ...]
    about: str = ""
    submit: str = "Save"
    intro: Text = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, with the finding in words for those who do not see it.

    Words make a chart of it (`wording.charts`); it is drawn as the card is handed out (`service.pictures`).
    """

    svg: str
    alternative: str
    name: str = "openline.png"
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file to take along."""

    name: str
    media_type: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a longer card."""

    heading: str
    lines: tuple[Text, ...]
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """One card: a headline, up to three facts, up to three buttons, the rest under "More", and why it is shown.

    The answer to a command is for who gave it alone, unless it is `for_all` in the conversation. The answer to a button
    that `replaces` is drawn in place of the card on which it was pressed.
    """

    headline: Text
    facts: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()
    buttons: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()
    small_print: Text = ()
    picture: Picture | None = None
    form: Form | None = None
    documents: tuple[Document, ...] = ()
    for_all: bool = False
    replaces: bool = False
