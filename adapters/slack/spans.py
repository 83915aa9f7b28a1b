"""Spans as Slack's markup. What people typed stays what they typed: it pings nobody and formats nothing.

Slack has no way to escape `* _ ~` and the backtick: an invisible word joiner behind each keeps it a character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from adapters.slack.text import Names
from bot.vocabulary.view import Channel, Code, Mention, Moment, MomentStyle, Named, Span, Strong, Text, Url

JOINER: Final = "\u2060"
MORE: Final = "…"
_ADDRESS: Final = re.compile(r"https?://[^\s<>|`\"“”]+[^\s<>|`\"“”.,;:!?)\]}'*_~]")
_BROKEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|[\ud800-\udfff]")
"""Controls, and marks that turn the writing around beyond the text they stand in."""
_OPENS_A_LINE: Final = re.compile(r"^(?=[>•])", re.MULTILINE)
_PERSON: Final = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL: Final = re.compile(r"[CG][A-Z0-9]+")
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {each: each + JOINER for each in "*_~`"}
_SPELT: Final = str.maketrans(_ESCAPES)
Spelling = Callable[[str], Iterable[str]]
"""Words with what has a meaning to Slack escaped: at once, or letter by letter where not all of them will fit."""
_FORMS: Final = {
    MomentStyle.DAY: "{date_short_pretty}",
    MomentStyle.TIME: "{time}",
    MomentStyle.DAY_AND_TIME: "{date_short_pretty}, {time}",
}


def size(text: str) -> int:
    """Characters as Slack counts at most: an emoji beyond the first plane as two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Without what is no text: control characters, marks that turn the rest of a line around, halves of letters."""
    return _BROKEN.sub("", text)


def plain(text: str, limit: int, otherwise: str = MORE) -> str:
    """Words where Slack takes no markup: a label, a title. Never empty, never longer than `limit`."""
    told = clean(text).strip()
    return (told if size(told) <= limit else _fitting(told, limit - size(MORE))) or otherwise


def markup(text: Text, names: Names, limit: int) -> str:
    """Spans as markup; what does not fit is left out, between two words or signs and never inside one."""
    wholes = ["".join(_atoms(span, names, _at_once)) for span in text]
    joined = "".join(wholes)
    if size(joined) <= limit:
        return joined
    number, room = 0, limit - size(MORE)
    while size(wholes[number]) <= room:  # all of them do not fit, so one does not
        room -= size(wholes[number])
        number += 1
    return _fitting(_atoms(text[number], names, _letters), room, "".join(wholes[:number]))


def _fitting(atoms: Iterable[str], room: int, before: str = "") -> str:
    """As many as there is room for, of more, behind what stands before; and the sign that there are more."""
    kept = [before]
    for atom in atoms:
        room -= size(atom)
        if room < 0:
            break
        kept.append(atom)
    return f"{''.join(kept).rstrip()}{MORE}"


def _atoms(span: Span, names: Names, spelt: Spelling) -> Iterator[str]:
    """The pieces of a span that are kept whole or not at all; words as they are to be spelt."""
    match span:
        case str():
            yield from _typed(span, spelt)
        case Strong(text):
            yield from _strong(text)
        case Code(text):
            inside = clean(text).replace("`", "'").replace("\n", " ")
            yield f"`{_escaped(inside)}`" if inside.strip() else ""
        case Named(person):
            yield from _typed(names.people.get(person, person), spelt)
        case Mention(person):
            is_known = _PERSON.fullmatch(person)
            yield from (f"<@{person}>",) if is_known else _typed(names.people.get(person, person), spelt)
        case Channel(conversation):
            is_channel, name = _CHANNEL.fullmatch(conversation), names.channels.get(conversation, conversation)
            yield from (f"<#{conversation}>",) if is_channel else _typed(name, spelt)
        case Moment(at, style, said):
            yield f"<!date^{int(at.timestamp())}^{_FORMS[style]}|{_label(said)}>"
        case Url(url, label):
            yield f"<{_escaped_address(url)}|{_label(label)}>" if _ADDRESS.fullmatch(url) else _label(label)


def _typed(text: str, spelt: Spelling) -> Iterator[str]:
    """What somebody typed: addresses can be followed, everything else is shown as it is."""
    text, end = _OPENS_A_LINE.sub(JOINER, clean(text)), 0
    for found in _ADDRESS.finditer(text):
        yield from spelt(text[end : found.start()])
        yield f"<{_escaped_address(found.group())}>"
        end = found.end()
    yield from spelt(text[end:])


def _strong(text: str) -> Iterator[str]:
    inside = " ".join(clean(text).split())
    if not inside:
        return
    yield f"*{_escaped(inside)}*"


def _escaped(text: str) -> str:
    return text.translate(_SPELT)


def _at_once(text: str) -> Iterable[str]:
    return (text.translate(_SPELT),)


def _letters(text: str) -> Iterable[str]:
    return (_ESCAPES.get(letter, letter) for letter in text)


def _escaped_address(url: str) -> str:
    return clean(url).replace("&", "&amp;")


def _label(text: str) -> str:
    """Inside a link or a date nothing may end it early."""
    return _escaped(" ".join(clean(text).replace("|", "/").split())) or MORE
