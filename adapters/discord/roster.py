"""Who and where, as the messages themselves tell: the exporter writes no tables of people or channels."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from adapters.discord.kinds import conversation_kind, is_thread
from adapters.discord.text import Names
from adapters.discord.translate import is_bot, user_id
from bot.vocabulary.model import Conversation, ConversationId, MessageId, Person, PersonId, WorkspaceId


class Place(NamedTuple):
    """Where the messages of one file stand: in a server, in a channel, perhaps in a thread of it."""

    guild: WorkspaceId
    guild_name: str
    conversation: Conversation
    channel: str
    thread: MessageId | None


def place(head: dict[str, Any]) -> Place | None:
    """What the head of an exported file says, or None where it is no such head.

    A thread's parent channel stands in `categoryId`: the exporter's form is older than threads.
    """
    guild, channel = head.get("guild"), head.get("channel")
    if not isinstance(guild, dict) or not isinstance(channel, dict) or not _text(channel, "id"):
        return None
    own, parent = _text(channel, "id"), _text(channel, "categoryId")
    inside = is_thread(channel.get("type")) and bool(parent)
    where = Conversation(
        ConversationId(parent if inside else own),
        (_text(channel, "category") or parent) if inside else (_text(channel, "name") or own),
        conversation_kind(channel.get("type")),
    )
    guild_id = WorkspaceId(_text(guild, "id") or "0")
    return Place(guild_id, _text(guild, "name") or guild_id, where, own, MessageId(own) if inside else None)


@dataclass(slots=True)
class Roster:
    """People, roles and conversations, as far as they have been told."""

    people: dict[str, Person] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    posts: set[str] = field(default_factory=set)
    """Threads whose first message stands in the thread itself, as those of forums do."""
    _places: dict[str, Conversation] = field(default_factory=dict)
    _members: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add_place(self, where: Place) -> None:
        """The channel of a file. A channel's own file knows its name best."""
        if where.thread is None or where.conversation.id not in self._places:
            self._places[where.conversation.id] = where.conversation

    def heard(self, payload: dict[str, Any], where: Place) -> None:
        """Whoever wrote, was named or reacted."""
        members = self._members[where.conversation.id]
        self._meet(payload.get("author"), members)
        for user in _list(payload.get("mentions")):
            self._meet(user, members)
        for reaction in _list(payload.get("reactions")):
            for user in _list(reaction.get("users") if isinstance(reaction, dict) else None):
                self._meet(user, members)
        if where.thread and payload.get("id") == where.thread:
            self.posts.add(where.channel)

    def conversations(self) -> tuple[Conversation, ...]:
        """Every conversation with the humans who were seen in it."""
        return tuple(
            Conversation(each.id, each.name, each.kind, self._humans(each.id)) for each in self._places.values()
        )

    def names(self) -> Names:
        """How everybody and every place is called."""
        people = {who: each.name for who, each in self.people.items()}
        return Names(people, {each.id: each.name for each in self._places.values()}, self.roles)

    def _meet(self, user: Any, members: set[str]) -> None:
        who = user_id(user)
        if who is None or who in members:
            return
        members.add(who)
        if who not in self.people:
            self.people[who] = person(user, who)
        roles = user.get("roles")
        for role in roles if isinstance(roles, list) else ():
            if isinstance(role, dict) and _text(role, "id") and _text(role, "name"):
                self.roles[role["id"]] = role["name"]

    def _humans(self, where: str) -> frozenset[PersonId] | None:
        return frozenset(PersonId(who) for who in self._members[where] if not self.people[who].is_bot) or None


def person(user: dict[str, Any], who: PersonId) -> Person:
    """A user object as the exporter writes it (`nickname`) or as the gateway sends it (`global_name`)."""
    told = (_text(user, key) for key in ("nickname", "global_name", "name", "username"))
    names = tuple(dict.fromkeys(name for name in told if name))
    return Person(who, names[0] if names else who, names, is_bot=is_bot(user))


def _list(listed: Any) -> list[Any]:
    return listed if isinstance(listed, list) else []


def _text(told: dict[str, Any], key: str) -> str:
    value = told.get(key)
    return value.strip() if isinstance(value, str) else ""
