"""Which channel belongs where: guilds, channels and threads as the gateway tells of them, however little it tells.

A thread is a channel of its own at Discord and a thread of its parent's conversation here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from adapters.discord.kinds import conversation_kind, is_thread
from adapters.discord.text import Names
from adapters.discord.translate import user_id
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, MessageId, WorkspaceId

FORUMS: Final = frozenset({15, 16})
"""Channels that hold threads only."""
CALLED: Final = 5_000
"""People of one guild whose names are remembered, for reading a mention as the screen shows it."""


class Spot(NamedTuple):
    """A channel of Discord's, as a place of ours."""

    workspace: WorkspaceId
    conversation: ConversationId
    thread: MessageId | None = None
    kind: int = 0

    @property
    def is_forum(self) -> bool:
        """Whether nothing can be said there but in threads."""
        return self.thread is None and self.kind in FORUMS


@dataclass(slots=True)
class _Guild:
    people: OrderedDict[str, str] = field(default_factory=OrderedDict)
    channels: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    names: Names | None = None


class Places:
    """What is known of guilds, channels and threads."""

    def __init__(self) -> None:
        self._spots: dict[str, Spot] = {}
        self._guilds: dict[str, _Guild] = {}

    def spot(self, channel: object) -> Spot | None:
        """Where a channel is, if that was told."""
        return self._spots.get(channel) if isinstance(channel, str) else None

    def channels(self, workspace: WorkspaceId) -> list[ConversationId]:
        """The channels of a guild, without threads."""
        return [each.conversation for each in self._spots.values() if each.workspace == workspace and not each.thread]

    def guild(self, payload: Mapping[str, Any]) -> None:
        """A guild, with its channels, threads and roles."""
        if not isinstance(guild := payload.get("id"), str):
            return
        for key in ("channels", "threads"):
            for each in _list(payload.get(key)):
                self.channel(each, guild)
        for role in _list(payload.get("roles")):
            self.role(role, guild)

    def channel(self, payload: Any, guild: str | None = None) -> Conversation | None:
        """A channel or thread; returns the conversation, if it is one."""
        if not isinstance(payload, dict) or not isinstance(own := payload.get("id"), str):
            return None
        guild = guild or _text(payload, "guild_id")
        if not guild:
            return None
        kind = payload.get("type")
        if conversation_kind(kind) is not ConversationKind.CHANNEL:  # a direct message is of no guild, whoever asks
            return None
        number = kind if isinstance(kind, int) else 0
        parent = _text(payload, "parent_id")
        if is_thread(kind) and parent:
            self._spots[own] = Spot(WorkspaceId(guild), ConversationId(parent), MessageId(own), number)
            return None
        self._spots[own] = Spot(WorkspaceId(guild), ConversationId(own), None, number)
        name = _text(payload, "name") or own
        known = self._of(guild)
        known.channels[own] = name
        known.names = None
        return Conversation(ConversationId(own), name, ConversationKind.CHANNEL)

    def role(self, payload: Any, guild: str) -> None:
        """A role's name."""
        if isinstance(payload, dict) and _text(payload, "id") and _text(payload, "name"):
            known = self._of(guild)
            known.roles[payload["id"]] = payload["name"]
            known.names = None

    def gone(self, channel: object) -> Spot | None:
        """A channel or thread is no longer there; where it was."""
        return self._spots.pop(channel, None) if isinstance(channel, str) else None

    def left(self, guild: str) -> None:
        """Nothing is known of a guild any more."""
        self._guilds.pop(guild, None)
        for channel in [each for each, spot in self._spots.items() if spot.workspace == guild]:
            del self._spots[channel]

    def named(self, guild: str, payload: Mapping[str, Any]) -> Names:
        """How everybody and everything in a guild is called, with those whom this message mentions."""
        known = self._of(guild)
        for user in _list(payload.get("mentions")):
            who = user_id(user)
            name = _called(user) if who else ""
            if who and name:
                known.people[who] = name
                known.people.move_to_end(who)
        while len(known.people) > CALLED:
            known.people.popitem(last=False)
        if known.names is None:
            known.names = Names(known.people, known.channels, known.roles)
        return known.names

    def _of(self, guild: str) -> _Guild:
        return self._guilds.setdefault(guild, _Guild())


def _called(user: dict[str, Any]) -> str:
    member = user.get("member")
    nick = _text(member, "nick") if isinstance(member, dict) else ""
    return nick or _text(user, "global_name") or _text(user, "username")


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key)
    return value.strip() if isinstance(value, str) else ""
