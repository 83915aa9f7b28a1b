"""Slack's markup, read as people see it: `<@U1>` is `@ana`, `&lt;` is `<`. Quotes and code stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Final, NamedTuple

from bot.vocabulary.model import EVERYONE, GroupId, PersonId

_MARKUP: Final = re.compile(r"<([^<>]*)>")
_BROADCASTS: Final = {"here": "@here", "channel": "@channel", "everyone": "@everyone", "group": "@channel"}


@dataclass(frozen=True, slots=True)
class Names:
    """How people, channels and user groups are called, by id, and which of the people are bots."""

    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    bots: Collection[str] = frozenset()


NOBODY: Final = Names()


class Plain(NamedTuple):
    """A text without markup, and who is named in it."""

    text: str
    mentions: tuple[PersonId, ...] = ()
    groups: tuple[GroupId, ...] = ()


def plain(text: str, names: Names = NOBODY) -> Plain:
    """The text as it reads on the screen. People and groups are told once each, in the order they are named."""
    if "<" not in text:
        return Plain(_unescaped(text))
    mentions: dict[PersonId, None] = {}
    groups: dict[GroupId, None] = {}

    def read(match: re.Match[str]) -> str:
        inside, _, label = match.group(1).partition("|")
        if inside.startswith("@"):
            return _person(inside[1:], label, names, mentions)
        if inside.startswith("!"):
            return _special(inside[1:], label, names, groups)
        if inside.startswith("#"):
            return f"#{label or names.channels.get(inside[1:], inside[1:])}"
        return _link(inside, label) + _gap_before(text, match.end())

    said = _MARKUP.sub(read, text)
    return Plain(_unescaped(said), tuple(mentions), tuple(groups))


def _person(who: str, label: str, names: Names, mentions: dict[PersonId, None]) -> str:
    if who and who not in names.bots:
        mentions[PersonId(intern(who))] = None
    return f"@{names.people.get(who) or label.removeprefix('@') or who}"


def _special(what: str, label: str, names: Names, groups: dict[GroupId, None]) -> str:
    if what in _BROADCASTS:
        groups[EVERYONE] = None
        return _BROADCASTS[what]
    if what.startswith("subteam^"):
        group = GroupId(what.removeprefix("subteam^"))
        groups[group] = None
        return f"@{label.removeprefix('@') or names.groups.get(group, group)}"
    return label or what.partition("^")[0]  # <!date^…|Feb 18th>


def _link(address: str, label: str) -> str:
    """The address stays, so that a question mark inside it is known for what it is."""
    scheme = address.partition(":")[0]
    if scheme in ("mailto", "tel"):
        return label or address.partition(":")[2]
    if not label or label == address or address.removeprefix(f"{scheme}://").rstrip("/") == label.rstrip("/"):
        return address
    return f"{label} {address}"


def _gap_before(text: str, end: int) -> str:
    """Parts the address from a question mark that belongs to the sentence."""
    return "" if end == len(text) or text[end].isspace() else " "


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
