"""A Slack of our own, over loopback: its Web API, Socket Mode and files, with the limits and troubles of the real one.

It keeps what docs.slack.dev promises: blocks inside their limits or an error, one message a second a channel, a page of
15 a minute for some apps, acknowledgements within three seconds or delivered again (at once, after one minute, after
five), on a clock that the test moves.
"""

import asyncio
import json
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from adapters.clocks import HandClock
from tests.adapters.slack import limits
from tests.builders import at

TEAM, BOT, BOT_ID, APP = "T0ACME", "U0OPENLINE", "B0OPENLINE", "A0OPENLINE"
ANA, SAM, KIM, LEE = "U0ANA", "U0SAM", "U0KIM", "U0LEE"
SITE, SHARED = "C0SITE", "C0SHARED"
Answer = dict[str, Any]


class Failed(Exception):
    """An error as Slack answers it."""


@dataclass
class Slack:
    """One workspace and its servers."""

    team: str = TEAM
    clock: HandClock = field(default_factory=lambda: HandClock(at("mon 9:00")))
    messages: dict[str, list[Answer]] = field(default_factory=dict)
    posts: list[Answer] = field(default_factory=list)
    ephemerals: list[Answer] = field(default_factory=list)
    updates: list[Answer] = field(default_factory=list)
    views: list[Answer] = field(default_factory=list)
    homes: dict[str, Answer] = field(default_factory=dict)
    files: dict[str, Answer] = field(default_factory=dict)
    brought: dict[str, bytes] = field(default_factory=dict)
    responses: list[Answer] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    troubles: deque[str | None] = field(default_factory=deque)
    """What befalls the next posts: "dropped" and "502 after" when stored, "slow" (stored later), "reset", an error."""
    slow: list[tuple[Any, Answer]] = field(default_factory=list)
    """Posts that were given up on, and when they are stored."""
    closed_doors: set[str] = field(default_factory=set)
    """People who take no direct messages."""
    granted: list[str] | None = None
    """Scopes that are told beside every answer."""
    page: int = 200
    page_every: timedelta | None = None
    """Between two pages of history, for apps that may not read fast."""
    not_before: datetime = field(default_factory=lambda: datetime.min.replace(tzinfo=UTC))
    early: int = 0
    """Posts that came sooner than the pace of a channel, or `Retry-After`, allows."""
    is_down: bool = False
    url: str = ""
    users: dict[str, Answer] = field(default_factory=dict)
    channels: dict[str, Answer] = field(default_factory=dict)
    sockets: list["web.WebSocketResponse"] = field(default_factory=list)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    """Whenever a socket was opened."""
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    """Whenever a method was called."""
    tickets: int = 0
    answers_pings: bool = True
    on_frame: Callable[[Answer], None] = lambda frame: None
    _last: dict[str, Any] = field(default_factory=dict)
    _ts: int = 0

    def __post_init__(self) -> None:
        people = {ANA: "ana", SAM: "sam", KIM: "kim", BOT: "openline", LEE: "lee"}
        for who, name in people.items():
            self.users[who] = {
                "id": who, "name": name, "team_id": self.team, "real_name": name.title(), "tz": "Europe/Berlin",
                "is_bot": who == BOT, "profile": {"display_name": name, "real_name": name.title()},
            }  # fmt: skip
        self.users[LEE] |= {"team_id": "T0OTHER", "is_stranger": True}
        self.channel(SITE, "site", ANA, SAM, BOT)
        self.channel(SHARED, "shared", ANA, LEE, BOT)
        self.channels[SHARED]["is_ext_shared"] = True

    def channel(self, id_: str, name: str, *members: str) -> None:
        """A channel with people in it."""
        self.channels[id_] = {"id": id_, "name": name, "is_channel": True, "members": [*members]}

    def ts(self) -> str:
        """A moment that no other message has."""
        self._ts += 1
        return f"{int(self.clock.now().timestamp())}.{self._ts:06d}"

    def keeps(self, channel: str, user: str, text: str, **more: Any) -> Answer:
        """Somebody says something; it stands in the history whether or not anybody is told."""
        message = {"type": "message", "user": user, "text": text, "ts": self.ts(), "team": self.team, **more}
        self.messages.setdefault(channel, []).append(message)
        if root := more.get("thread_ts"):
            for each in self.messages[channel]:
                if each["ts"] == root:
                    each |= {"latest_reply": message["ts"], "thread_ts": root, "reply_count": 1}
        return message

    def spoken_to(self, method: str, token: str) -> "Slack":
        """Which workspace a call with this token is about. Raises Failed."""
        return self

    # --- the methods of the Web API, by name

    async def _auth_test(self, body: Answer, request: web.Request) -> Answer:
        return {
            "team_id": self.team,
            "user_id": BOT,
            "bot_id": BOT_ID,
            "team": "Acme",
            "url": "https://acme.slack.com/",
        }

    async def _apps_connections_open(self, body: Answer, request: web.Request) -> Answer:
        if not request.headers.get("Authorization", "").startswith("Bearer xapp-"):
            raise Failed("invalid_auth")
        self.tickets += 1
        return {"url": f"{self.url.replace('http', 'ws')}/socket?ticket={self.tickets}"}

    async def _chat_postMessage(self, body: Answer, request: web.Request) -> Answer:  # noqa: N802 - Slack's own name
        self.early += self.clock.now() < self.not_before
        trouble = self._before(body)
        channel = body["channel"]
        self._paced(f"post {channel}", timedelta(seconds=1), burst=True)
        message = self._stored(channel, body)
        self._after(trouble)
        return {"channel": channel, "ts": message["ts"], "message": message}

    def _before(self, body: Answer) -> str | None:
        """What befalls a post before it is stored; returns what is to befall it afterwards."""
        trouble = self.troubles.popleft() if self.troubles else None
        if trouble in (None, "dropped", "502 after"):
            return trouble
        if trouble.startswith("ratelimited"):
            self.not_before = self.clock.now() + timedelta(seconds=int(trouble.partition(" ")[2]))
        if trouble == "slow":
            self.slow.append((self.clock.now() + timedelta(seconds=30), body))
        raise Failed({"slow": "reset", "refused": "not_in_channel"}.get(trouble, trouble))

    def _after(self, trouble: str | None) -> None:
        if trouble is not None:
            raise Failed({"dropped": "reset", "502 after": "502"}[trouble])

    def _stored(self, channel: str, body: Answer) -> Answer:
        if wrong := limits.message(body):
            raise Failed(f"invalid_blocks:{wrong[0].replace(' ', '_')}")
        if channel not in self.channels:
            raise Failed("channel_not_found")
        message = self.keeps(channel, BOT, body.get("text", ""), bot_id=BOT_ID, blocks=body.get("blocks") or [])
        message |= {name: body[name] for name in ("metadata", "thread_ts") if body.get(name)}
        self.posts.append({"channel": channel, **message})
        return message

    async def _chat_postEphemeral(self, body: Answer, request: web.Request) -> Answer:  # noqa: N802
        if wrong := limits.message(body):
            raise Failed(f"invalid_blocks:{wrong[0]}")
        if body["user"] not in self.channels.get(body["channel"], {}).get("members", ()):
            raise Failed("user_not_in_channel")
        self.ephemerals.append(body)
        return {"message_ts": self.ts()}

    async def _chat_update(self, body: Answer, request: web.Request) -> Answer:
        if wrong := limits.message(body):
            raise Failed(f"invalid_blocks:{wrong[0]}")
        trouble = self._before({}) if self.troubles else None
        for message in self.messages.get(body["channel"], ()):
            if message["ts"] == body["ts"]:
                message |= {"text": body.get("text", ""), "blocks": body.get("blocks") or []}
                self.updates.append(body)
                self._after(trouble)
                return {"channel": body["channel"], "ts": body["ts"]}
        raise Failed("message_not_found")

    async def _conversations_open(self, body: Answer, request: web.Request) -> Answer:
        who = body["users"]
        if who in self.closed_doors:
            raise Failed("cannot_dm_bot")
        direct = f"D{who[1:]}"
        self.channels.setdefault(direct, {"id": direct, "is_im": True, "members": [who, BOT]})
        return {"channel": {"id": direct}}

    async def _conversations_info(self, body: Answer, request: web.Request) -> Answer:
        if body["channel"] not in self.channels:
            raise Failed("channel_not_found")
        return {"channel": {key: value for key, value in self.channels[body["channel"]].items() if key != "members"}}

    async def _conversations_members(self, body: Answer, request: web.Request) -> Answer:
        return {"members": self.channels[body["channel"]]["members"], "response_metadata": {"next_cursor": ""}}

    async def _conversations_history(self, body: Answer, request: web.Request) -> Answer:
        top = [each for each in self._between(body) if each.get("thread_ts") in (None, each["ts"])]
        return self._paged(top[::-1], body, "conversations.history")

    async def _conversations_replies(self, body: Answer, request: web.Request) -> Answer:
        thread = [each for each in self._between(body) if body["ts"] in (each.get("thread_ts"), each["ts"])]
        return self._paged(thread, body, "conversations.replies")

    def _between(self, body: Answer) -> list[Answer]:
        if BOT not in self.channels.get(body["channel"], {}).get("members", ()):
            raise Failed("not_in_channel")
        for when, late in [*self.slow]:
            if when <= self.clock.now():
                self.slow.remove((when, late))
                self._stored(late["channel"], late)
        oldest, latest = float(body.get("oldest") or 0), float(body.get("latest") or "inf")
        return [each for each in self.messages.get(body["channel"], ()) if oldest < float(each["ts"]) <= latest]

    def _paged(self, found: list[Answer], body: Answer, method: str) -> Answer:
        if self.page_every is not None:
            self._paced(method, self.page_every)
        start, size = int(body.get("cursor") or 0), min(self.page, int(body.get("limit") or 100))
        page, after = found[start : start + size], start + size
        is_more = after < len(found)
        return {
            "messages": page,
            "has_more": is_more,
            "response_metadata": {"next_cursor": str(after) if is_more else ""},
        }

    def _paced(self, what: str, every: timedelta, burst: bool = False) -> None:
        now, last = self.clock.now(), self._last.get(what)
        if last is not None and now - last < every and not (burst and now == last):
            self.early += what.startswith("post")
            raise Failed(f"ratelimited {max(1, round((last + every - now).total_seconds()))}")
        self._last[what] = now

    async def _users_info(self, body: Answer, request: web.Request) -> Answer:
        if body["user"] not in self.users:
            raise Failed("user_not_found")
        return {"user": self.users[body["user"]]}

    async def _users_conversations(self, body: Answer, request: web.Request) -> Answer:
        return {"channels": [each for each in self.channels.values() if body["user"] in each["members"]]}

    async def _views_open(self, body: Answer, request: web.Request) -> Answer:
        if wrong := limits.view(body["view"]):
            raise Failed(f"invalid_arguments:{wrong[0]}")
        self.views.append({"id": f"V{len(self.views)}", "trigger": body["trigger_id"], **body["view"]})
        return {"view": self.views[-1]}

    async def _views_publish(self, body: Answer, request: web.Request) -> Answer:
        if wrong := limits.view(body["view"]):
            raise Failed(f"invalid_arguments:{wrong[0]}")
        self.homes[body["user_id"]] = body["view"]
        return {"view": body["view"]}

    async def _files_getUploadURLExternal(self, body: Answer, request: web.Request) -> Answer:  # noqa: N802
        id_ = f"F{len(self.files)}"
        self.files[id_] = {"id": id_, "name": body["filename"], "alt": body.get("alt_txt"), "mimetype": "image/png"}
        return {"upload_url": f"{self.url}/upload/{id_}", "file_id": id_}

    async def _files_completeUploadExternal(self, body: Answer, request: web.Request) -> Answer:  # noqa: N802
        listed = json.loads(body["files"]) if isinstance(body["files"], str) else body["files"]
        for each in listed:
            self.files[each["id"]]["channel"] = body.get("channel_id") or body.get("channels")
        return {"files": [self.files[each["id"]] for each in listed]}

    async def _files_info(self, body: Answer, request: web.Request) -> Answer:
        return {"file": self.files[body["file"]]}
