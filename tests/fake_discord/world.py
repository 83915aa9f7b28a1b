"""What a Discord of our own remembers: guilds, channels, threads, members, messages, and what was asked of it."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any

from adapters.discord.snowflakes import before

Json = dict[str, Any]
GUILD, SITE, SHOP, FORUM = "41771983423143937", "103735883630395392", "103735883630395393", "103735883630395394"
BOT, APPLICATION = "80351110224678900", "80351110224678900"
ANA, SAM, KIM = "80351110224678912", "80351110224678913", "80351110224678914"
EVERYTHING = str(0x8 | 0x20 | (1 << 10) | (1 << 11) | (1 << 16))
VIEW, SEND, HISTORY = 1 << 10, 1 << 11, 1 << 16
THREADS, PRIVATE_THREADS, IN_THREADS, FILES = 1 << 35, 1 << 36, 1 << 38, 1 << 15
ALL = VIEW | SEND | HISTORY | THREADS | PRIVATE_THREADS | IN_THREADS | FILES
EPHEMERAL = 1 << 6


class Trouble(StrEnum):
    """What can befall one post."""

    STORED_THEN_502 = "stored, then 502"
    STORED_THEN_GONE = "stored, then the connection ends"
    NOT_STORED_502 = "502"
    NOT_STORED_GONE = "the connection ends"
    STORED_LATER = "the connection ends, and it is stored a while later"
    TOO_FAST = "429"
    NO_ACCESS = "403"
    NOT_ACCEPTED = "400"


@dataclass(slots=True)
class World:
    """One Discord. `now` is what its ids and timestamps tell."""

    now: datetime = datetime(2026, 6, 1, 9, tzinfo=UTC)
    guilds: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)
    members: dict[str, dict[str, Json]] = field(default_factory=dict)
    messages: defaultdict[str, dict[str, Json]] = field(default_factory=lambda: defaultdict(dict))
    thread_members: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    allowed: dict[str, int] = field(default_factory=dict)
    """What the bot may do in a channel, where that is not everything."""
    closed_doors: set[str] = field(default_factory=set)
    """People who take no direct messages."""
    commands: list[Json] = field(default_factory=list)
    overwrites: int = 0
    flags: int = (1 << 18) | (1 << 14)
    troubles: deque[Trouble | None] = field(default_factory=deque)
    is_down: bool = False
    missing: set[str] = field(default_factory=set)
    """Beginnings of paths that this server does not know."""
    late: list[tuple[datetime, str, Json]] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    callbacks: dict[str, Json] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    """The message that answers an interaction."""
    alone: dict[str, Json] = field(default_factory=dict)
    """Messages that only one person sees (`_for`)."""
    originals: dict[str, Json] = field(default_factory=dict)
    follow_ups: defaultdict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    tokens: dict[str, Json] = field(default_factory=dict)
    identifies_left: int = 1000
    shards: int = 1
    _numbers: Any = field(default_factory=count)

    def snowflake(self, at: datetime | None = None) -> str:
        """A new id, made at a moment."""
        return str(int(before(at or self.now)) + 1 + next(self._numbers) % (1 << 22))

    def furnish(self) -> World:
        """A guild with a site, a shop and a forum; Ana, Sam and Kim."""
        self.guild(GUILD, "The site")
        for own, name in ((SITE, "site"), (SHOP, "shop")):
            self.channel(own, name)
        self.channel(FORUM, "ideas", kind=15)
        for who, name in ((ANA, "ana"), (SAM, "sam"), (KIM, "kim")):
            self.member(who, name)
        return self

    def guild(self, own: str, name: str) -> Json:
        """A guild, with the bot in it."""
        self.members[own] = {}
        everyone = {"id": own, "name": "@everyone", "permissions": str(ALL), "position": 0, "color": 0, "hoist": False,
                    "managed": False, "mentionable": False, "flags": 0, "colors": {"primary_color": 0}}  # fmt: skip
        self.guilds[own] = {"id": own, "name": name, "owner_id": ANA, "roles": [everyone], "emojis": [], "features": []}
        self.member(BOT, "Openline", own, is_bot=True)
        return self.guilds[own]

    def channel(self, own: str, name: str, kind: int = 0, guild: str = GUILD, **more: Any) -> Json:
        """A channel or thread of a guild."""
        told = {"id": own, "type": kind, "name": name, "guild_id": guild, "position": 0, "permission_overwrites": [],
                "parent_id": None, "last_message_id": None, **more}  # fmt: skip
        self.channels[own] = told
        return told

    def thread(self, own: str, parent: str, name: str = "a thread", kind: int = 11) -> Json:
        """A thread on a message, or a forum's post."""
        facts = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": self.now.isoformat(),
                 "locked": False}  # fmt: skip
        return self.channel(own, name, kind, parent_id=parent, owner_id=BOT, thread_metadata=facts, member_count=1,
                            message_count=0)  # fmt: skip

    def member(self, own: str, name: str, guild: str = GUILD, is_bot: bool = False) -> Json:
        """Somebody in a guild."""
        user = {"id": own, "username": name, "global_name": name.title(), "discriminator": "0", "avatar": None,
                "bot": is_bot}  # fmt: skip
        told: Json = {"user": user, "nick": None, "roles": [], "joined_at": self.now.isoformat(), "deaf": False,
                "mute": False, "flags": 0}  # fmt: skip
        self.members[guild][own] = told
        return told

    def user(self, own: str) -> Json:
        """Somebody's account."""
        found = (members[own]["user"] for members in self.members.values() if own in members)
        return next(found, {"id": own, "username": own, "discriminator": "0", "avatar": None})

    def says(self, who: str, text: str, channel: str = SITE, **more: Any) -> Json:
        """Somebody says something; returns the message as the gateway and the history tell it."""
        own = more.get("id") or self.snowflake()
        guild = self.channels[channel].get("guild_id")
        told = {"id": own, "type": 0, "channel_id": channel, "author": self.user(who), "content": text,
                "timestamp": self.now.isoformat(), "edited_timestamp": None, "mentions": [], "mention_roles": [],
                "mention_everyone": False, "attachments": [], "embeds": [], "tts": False, **more}  # fmt: skip
        self.messages[channel][own] = told
        self.channels[channel]["last_message_id"] = own
        member = {key: value for key, value in self.members.get(guild or "", {}).get(who, {}).items() if key != "user"}
        return {**told, "guild_id": guild, "member": member} if guild else dict(told)

    def direct(self, who: str) -> Json:
        """The channel of direct messages with somebody."""
        own = f"9{who}"
        return self.channels.setdefault(own, {"id": own, "type": 1, "recipients": [self.user(who)]})

    def may(self, channel: str, right: int) -> bool:
        """Whether the bot may do something in a channel or in the thread's parent."""
        parent = self.channels.get(channel, {}).get("parent_id")
        return bool(self.allowed.get(channel, self.allowed.get(parent or "", ALL)) & right)

    def deny(self, channel: str, rights: int) -> Json:
        """Take rights from the bot in a channel; returns the channel as CHANNEL_UPDATE tells it."""
        self.allowed[channel] = ALL & ~rights
        told = self.channels[channel]
        told["permission_overwrites"] = [{"id": BOT, "type": 1, "allow": "0", "deny": str(rights)}]
        return told

    def answer(self, told: Json, body: Json) -> Json | None:
        """What the first answer to an interaction leaves behind: a message, or a card that changed."""
        data, by = body.get("data") or {}, (told.get("member") or told)["user"]["id"]
        if body["type"] == 7:
            own, channel = told["message"]["id"], told["message"]["channel_id"]
            card: Json | None = self.alone.get(own) or self.messages[channel].get(own)
            if card is not None:
                card |= {key: data[key] for key in ("components", "attachments") if key in data}
            self.answers[told["id"]] = own
            return None
        if body["type"] != 4:
            return None
        message = self.says(BOT, "", told["channel_id"])
        message |= {key: data[key] for key in ("components", "flags", "attachments") if key in data}
        del self.messages[told["channel_id"]][message["id"]]
        is_alone = bool(data.get("flags", 0) & EPHEMERAL)
        (self.alone if is_alone else self.messages[told["channel_id"]])[message["id"]] = message | {"_for": by}
        self.answers[told["id"]] = message["id"]
        return None if is_alone else message

    def by_bot(self, channel: str) -> list[Json]:
        """What the bot has posted in a channel, oldest first."""
        return [each for _, each in sorted(self.messages[channel].items()) if each["author"]["id"] == BOT]

    def store_late(self) -> None:
        """What was on its way is stored when its moment has come."""
        due = [each for each in self.late if each[0] <= self.now]
        self.late = [each for each in self.late if each[0] > self.now]
        for _, channel, told in due:
            self.messages[channel][told["id"]] = told

    def pass_time(self, by: timedelta) -> None:
        """Let it be later."""
        self.now += by
        self.store_late()
