"""A `View` as somebody at a seat sees it: moments on their clock, people by name; as data, and as text for a page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from adapters.playground.workspace import Line, OpenForm, Workspace
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import (
    Button,
    Channel,
    Code,
    Field,
    Form,
    Mention,
    Moment,
    MomentStyle,
    Named,
    Span,
    Strong,
    Text,
    Url,
    View,
)

Json = dict[str, Any]
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SAFE: Final = ("https://", "http://", "mailto:")
"""How an address begins that may be followed; others are shown and lead nowhere."""


PIECES: Final = re.compile(r"(https?://[^\s<>\"']+[\w/]|@[\w.-]*\w)")
"""What stands out in what people say."""


class Reader(NamedTuple):
    """Who reads: their clock, and what people and places are called."""

    workspace: Workspace
    zone: str

    def local(self, at: datetime) -> datetime:
        """A moment on the reader's clock."""
        return at.astimezone(ZoneInfo(self.zone))


def reader(workspace: Workspace, seat: PersonId) -> Reader:
    """Whoever sits at a seat."""
    return Reader(workspace, workspace.person(seat).zone or "UTC")


def spoken(at: datetime, style: MomentStyle = MomentStyle.DAY_AND_TIME) -> str:
    """A local moment: "Mon 1 Jun 14:40"."""
    day, time = f"{DAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]}", f"{at.hour}:{at.minute:02}"
    return {MomentStyle.DAY: day, MomentStyle.TIME: time}.get(style, f"{day} {time}")


def plain(text: Text, reader: Reader) -> str:
    """A text as it reads."""
    return "".join(_plain(span, reader) for span in text)


def _plain(span: Span, reader: Reader) -> str:
    match span:
        case str():
            return span
        case Strong(words) | Code(words):
            return words
        case Named(person):
            return _name(person, reader)
        case Mention(person):
            return f"@{_name(person, reader)}"
        case Channel(place):
            return _channel(str(place), reader)
        case Moment(at, style, _):
            return spoken(reader.local(at), style)
        case Url(url, label):
            return f"{label} ({url})"


def marked_up(text: Text, reader: Reader) -> Markup:
    """A text for a page; whatever somebody wrote is escaped."""
    return Markup().join(_marked_up(span, reader) for span in text)


def _marked_up(span: Span, reader: Reader) -> Markup:
    words = escape(_plain(span, reader))
    match span:
        case Strong():
            return Markup("<strong>{}</strong>").format(words)
        case Code():
            return Markup("<code>{}</code>").format(words)
        case Named() | Channel():
            return Markup('<span class="name">{}</span>').format(words)
        case Mention():
            return Markup('<span class="mention">{}</span>').format(words)
        case Moment(at, _, _):
            return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), words)
        case Url(url, label) if url.startswith(SAFE):
            return Markup('<a href="{}" rel="noreferrer noopener" target="_blank">{}</a>').format(url, label)
        case _:
            return words


def prose(text: str, reader: Reader) -> Markup:
    """What somebody said, for a page: people who are named stand out, and addresses of the web can be followed."""
    return Markup().join(_word(each, reader) for each in PIECES.split(text))


def _word(piece: str, reader: Reader) -> Markup:
    if piece.startswith("@") and reader.workspace.called(piece[1:]) is not None:
        return Markup('<span class="mention">{}</span>').format(piece)
    if piece.startswith(("https://", "http://")):
        return _marked_up(Url(piece, piece), reader)
    return escape(piece)


def message(line: Line, reader: Reader) -> Json:
    """Something that stands in a conversation, as data."""
    told: Json = {
        "id": line.id,
        "place": line.place,
        "kind": "message" if line.view is None else "card",
        "author": line.author,
        "at": line.at.isoformat(),
        "local": spoken(reader.local(line.at)),
        "thread": line.thread,
        "changed_at": line.changed_at.isoformat() if line.changed_at else None,
        "reactions": [{"emoji": emoji, "by": who} for emoji, who in line.reactions.items()],
        "only_for_you": line.only_for is not None,
    }
    return {**told, "text": line.text} if line.view is None else {**told, "card": card(line.view, line, reader)}


def card(view: View, line: Line, reader: Reader) -> Json:
    """A card as data."""
    return {
        "headline": plain(view.headline, reader),
        "facts": [plain(fact, reader) for fact in view.facts],
        "sections": [
            {
                "heading": section.heading,
                "lines": [plain(each, reader) for each in section.lines],
                "buttons": [_button(each) for each in section.buttons],
            }
            for section in view.sections
        ],
        "buttons": [_button(each) for each in view.buttons],
        "more": [_button(each) for each in view.more],
        "small_print": plain(view.small_print, reader),
        "picture": {"address": f"/pictures/{line.id}", "alternative": view.picture.alternative}
        if view.picture
        else None,
        "documents": [{"name": each.name, "media_type": each.media_type, "text": each.text} for each in view.documents],
    }


def form(opened: OpenForm, reader: Reader) -> Json:
    """A form as data, with what stands in its fields and what is wrong beside them."""
    it: Form = opened.form
    return {
        "id": opened.id,
        "place": opened.place,
        "title": it.title,
        "intro": plain(it.intro, reader),
        "submit": it.submit,
        "fields": [_field(each) for each in it.fields],
    }


def _field(field: Field) -> Json:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind.value,
        "value": field.value,
        "placeholder": field.placeholder,
        "choices": [{"value": each.value, "label": each.label} for each in field.choices],
        "is_required": field.is_required,
        "help": field.help,
        "error": field.error,
    }


def _button(button: Button) -> Json:
    return {"label": button.label, "action": button.action, "about": button.about, "weight": button.weight.value}


def _name(person: PersonId, reader: Reader) -> str:
    known = reader.workspace.people.get(person)
    return known.name if known else str(person)


def _channel(place: str, reader: Reader) -> str:
    known = reader.workspace.conversations.get(place)  # type: ignore[call-overload]
    if known is None:
        return f"#{place}"
    return f"#{known.name}" if known.kind.value == "channel" else f"your messages with {known.name}"
