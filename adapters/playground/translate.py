"""From what is done at a seat to events, as any platform's adapter tames what it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from adapters.playground.workspace import Line, Workspace
from bot.vocabulary.commands import NAME
from bot.vocabulary.events import (
    ButtonPressed,
    CommandGiven,
    FormSubmitted,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Value,
)
from bot.vocabulary.model import EVERYONE, ConversationId, GroupId, PersonId

MENTION: Final = re.compile(r"(?<![\w@.])@([\w.-]*\w)")
ALL: Final = frozenset({"everyone", "channel", "here"})
"""Words after an @ that mean everybody."""
COMMAND: Final = re.compile(rf"\s*/{NAME}(?:\s+(?P<rest>.*))?\s*", re.DOTALL | re.IGNORECASE)
ALIASES: Final[Mapping[str, str]] = {
    "👀": "eyes", "✅": "white_check_mark", "👍": "+1", "👎": "-1", "🙏": "pray", "🎉": "tada", "❤️": "heart",
}  # fmt: skip
"""Emoji by the names under which events carry them."""


def posted(line: Line, workspace: Workspace) -> MessagePosted:
    """Something that was said."""
    people, groups = mentioned(line.text, workspace)
    return MessagePosted(
        workspace.id, line.place, line.id, line.at, line.author, line.text, line.thread, mentions=people, groups=groups
    )


def edited(line: Line, workspace: Workspace, at: datetime) -> MessageEdited:
    """Something that reads differently now."""
    return MessageEdited(posted(line, workspace), at)


def deleted(line: Line, workspace: Workspace, at: datetime) -> MessageDeleted:
    """Something that was taken back."""
    return MessageDeleted(workspace.id, line.place, line.id, at)


def reacted(
    line: Line, workspace: Workspace, by: PersonId, emoji: str, at: datetime, is_there: bool
) -> ReactionAdded | ReactionRemoved:
    """An emoji that was put on something, or taken off again."""
    kind = ReactionAdded if is_there else ReactionRemoved
    return kind(workspace.id, line.place, line.id, at, by, ALIASES.get(emoji, emoji))


def typed_command(text: str) -> str | None:
    """What follows `/openline`, if that is what a line begins with."""
    found = COMMAND.fullmatch(text)
    return (found["rest"] or "").strip() if found else None


def command(
    workspace: Workspace,
    place: ConversationId,
    by: PersonId,
    words: str,
    at: datetime,
    values: Mapping[str, str | Iterable[str]] | None = None,
) -> CommandGiven:
    """A command, as a line of words; or its name alone, with parameters in `values`."""
    id, text = _id(workspace), with_ids(words, workspace)
    if values:
        return CommandGiven(workspace.id, place, id, at, by, words.strip(), values=filled(values))
    return CommandGiven(workspace.id, place, id, at, by, NAME, text)


def pressed(
    workspace: Workspace, place: ConversationId, by: PersonId, action: str, about: str, at: datetime, text: str = ""
) -> ButtonPressed:
    """A button, or a shortcut on a message."""
    return ButtonPressed(workspace.id, place, _id(workspace), at, by, action, about, text)


def submitted(
    workspace: Workspace,
    place: ConversationId,
    by: PersonId,
    action: str,
    about: str,
    values: Mapping[str, str | Iterable[str]],
    at: datetime,
) -> FormSubmitted:
    """A form that was sent."""
    return FormSubmitted(workspace.id, place, _id(workspace), at, by, action, about, filled(values))


def filled(values: Mapping[str, str | Iterable[str]]) -> tuple[Value, ...]:
    """What was filled in; what takes several stands once for each."""
    return tuple(
        Value(name, text) for name, given in values.items() for text in ((given,) if isinstance(given, str) else given)
    )


def mentioned(text: str, workspace: Workspace) -> tuple[tuple[PersonId, ...], tuple[GroupId, ...]]:
    """The people and groups that a text names with an @."""
    names = [name.casefold() for name in MENTION.findall(text)]
    people = (workspace.called(name) for name in names)
    groups = (EVERYONE,) if ALL & set(names) else ()
    return tuple(dict.fromkeys(who for who in people if who is not None)), groups


def with_ids(text: str, workspace: Workspace) -> str:
    """A command's words with the ids of those it mentions, as platforms tell them: `@sam` reads `<@sam>`."""
    return MENTION.sub(lambda found: f"<@{who}>" if (who := workspace.called(found[1])) else found[0], text)


def _id(workspace: Workspace) -> str:
    return f"{workspace.id}-{workspace.number()}"
