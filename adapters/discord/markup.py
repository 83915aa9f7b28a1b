"""Spans drawn as Discord shows them. Whatever somebody else wrote is escaped: it formats nothing and pings nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlsplit

from adapters.discord.limits import length
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Channel, Code, Mention, Moment, MomentStyle, Named, Span, Strong, Text, Url

STYLES: Final = {MomentStyle.DAY: "D", MomentStyle.TIME: "t", MomentStyle.DAY_AND_TIME: "F"}

_MARKUP: Final = re.compile(r"([\\*_~`|<\[\]()])")
_AT_LINE_START: Final = re.compile(r"^(\s*)([#>+-]|\d+(?=[.)]))", re.MULTILINE)
_EVERYBODY: Final = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
# Control characters, and the marks that turn the direction of writing (Unicode TR 9) beyond their own words.
_STEERING: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_SAFE_LINK: Final = re.compile(r"https?://[\w\-./:?=&%#~+,;@!$]+[\w/=]", re.ASCII)


def harmless(text: str) -> str:
    """The words without what would steer the screen; half characters become question marks."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _STEERING.sub(" ", whole)


def escaped(text: str) -> str:
    """The words as they stand, whatever markup is in them; links that are plain stay links."""
    text, parts, end = harmless(text), [], 0
    for link in _SAFE_LINK.finditer(text):
        parts += [_words(text[end : link.start()]), link[0]]
        end = link.end()
    return "".join([*parts, _words(text[end:])])


def drawn(text: Text, most: int) -> str:
    """A row of spans, cut where it would become longer than `most`; nothing is cut inside its markup."""
    parts: list[str] = []
    room = most
    for span in text:
        piece = _fitting(span, room)
        parts.append(piece)
        room -= length(piece)
        if piece != _span(span):
            break
    return "".join(parts)


def plain(text: Text, most: int) -> str:
    """Spans where Discord draws no markup, such as the name of a thread; people and places are left out."""
    words = (span if isinstance(span, str) else getattr(span, "text", getattr(span, "words", "")) for span in text)
    return harmless(" ".join("".join(words).split()))[:most]


def mentioned(texts: Iterable[Text]) -> tuple[PersonId, ...]:
    """Who is to be pinged."""
    found = (span.person for text in texts for span in text if isinstance(span, Mention) and _is_id(span.person))
    return tuple(dict.fromkeys(found))


def _fitting(span: Span, room: int) -> str:
    piece = _span(span)
    if length(piece) <= room:
        return piece
    if isinstance(span, str | Strong) and room > 16:
        words = span if isinstance(span, str) else span.text
        while words and length(piece) > room:
            words = words[: max(0, min(len(words) - 1, len(words) - (length(piece) - room) // 2))]
            piece = _span(f"{words}…" if isinstance(span, str) else Strong(f"{words}…"))
        return piece
    return "…" if room > 0 else ""


def _span(span: Span) -> str:
    match span:
        case str():
            return escaped(span)
        case Strong(text):
            return f"**{inside}**" if (inside := escaped(" ".join(text.split()))) else ""
        case Code(text):
            inside = harmless(" ".join(text.split())).replace("`", "'")
            return f"`{inside}`" if inside else ""
        case Named(person) | Mention(person):
            return f"<@{person}>" if _is_id(person) else escaped(person)
        case Channel(conversation):
            return f"<#{conversation}>" if _is_id(conversation) else escaped(conversation)
        case Moment(at, style, _):
            return f"<t:{int(at.timestamp())}:{STYLES[style]}>"
        case Url(url, label):
            return _link(url, label)


def _link(url: str, label: str) -> str:
    words = escaped(" ".join(label.split())) or "…"
    try:
        parts = urlsplit(harmless(url).strip())
    except ValueError:
        return words
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return words
    return f"[{words}]({quote(parts.geturl(), safe=':/?#@!$&+,;=%~-._')})"


def _words(text: str) -> str:
    text = _MARKUP.sub(r"\\\1", text)
    text = _AT_LINE_START.sub(r"\1\\\2", text)
    return _EVERYBODY.sub("@\u200b", text)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit()
