"""Records under another name: of a conversation that goes on under a new id, of a person who is to be forgotten.

On some platforms a message's id begins with that of its conversation, and matters, keys and slots are made of such ids.
So every text inside a record is looked at: where the id stands by itself, or before a slash, it is the new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, Final

from bot.vocabulary.model import ConversationId, PersonId

SOMEBODY: Final = PersonId("somebody")
"""Stands where somebody is mentioned who has had everything about them erased."""
Rename = Callable[[Any], Any]


def rekeyed(old: ConversationId, new: ConversationId) -> Rename:
    """What makes a record with the old id into the one with the new."""
    mention = re.compile(rf"(?<![^/ ]){re.escape(old)}(?![^/])")
    return _everywhere(lambda text: mention.sub(lambda _: new, text) if old in text else text)


def forgotten(person: PersonId) -> Rename:
    """What makes a record of others into one that does not tell that person from anybody."""
    return _everywhere(lambda text: SOMEBODY if text == person else text)


def _everywhere(change: Callable[[str], str]) -> Rename:
    """A change of every text in a record, however deep; of no enumeration."""

    def rename(value: Any) -> Any:
        if isinstance(value, str):
            return change(value) if type(value) is str else value
        if isinstance(value, tuple | frozenset):
            return _container(value, rename)
        return _dataclass(value, rename) if is_dataclass(value) and not isinstance(value, type) else value

    return rename


def _container(value: Any, rename: Rename) -> Any:
    parts = [rename(part) for part in value]
    return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)


def _dataclass(value: Any, rename: Rename) -> Any:
    return type(value)(**{each.name: rename(getattr(value, each.name)) for each in fields(value) if each.init})
