"""The gateway side: HELLO, IDENTIFY, READY, heartbeats, RESUME with replay, and what may go wrong."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fake_discord.world import APPLICATION, BOT, Json, World

HELLO, ACK, DISPATCH, RECONNECT, INVALID = 10, 11, 0, 7, 9
PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
CONTENT = 1 << 15


@dataclass(slots=True)
class Session:
    """A session, with everything that was told in it: what a RESUME replays."""

    id: str
    shard: tuple[int, int]
    intents: int
    told: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None


class Gateway:
    """Tells clients what happens. `sessions` are those that may still be resumed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions: dict[str, Session] = {}
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.refused_intents = 0
        """Privileged intents that this application may not use (close code 4014)."""
        self.is_deaf = False
        """Connections are taken and never answered: half open."""
        self.refuses = False
        self.url = ""
        self.connected = asyncio.Event()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.refuses:
            await socket.close(code=4000)
            return socket
        await self._send(socket, HELLO, {"heartbeat_interval": 41_250})
        session: Session | None = None
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            frame = json.loads(message.data)
            if self.is_deaf:
                continue
            match frame["op"]:
                case 1:
                    await self._send(socket, ACK, None)
                case 2:
                    session = await self._identify(socket, frame["d"])
                case 6:
                    session = await self._resume(socket, frame["d"])
        if session is not None and session.socket is socket:
            session.socket = None
        return socket

    async def tell(self, name: str, data: Any, guild: str | None = None) -> None:
        """Something happens; whoever is connected hears it, whoever is not may resume."""
        own = guild or (data.get("guild_id") if isinstance(data, dict) else None) or "0"
        for session in self.sessions.values():
            if int(own) >> 22 and (int(own) >> 22) % session.shard[1] != session.shard[0]:
                continue
            seen = _without_content(data, session.intents) if name.startswith("MESSAGE_") else data
            session.told.append({"op": DISPATCH, "t": name, "s": len(session.told) + 1, "d": seen})
            if session.socket is not None and not session.socket.closed:
                await session.socket.send_str(json.dumps(session.told[-1]))

    async def tell_nonsense(self, text: str) -> None:
        """A frame that is not as Discord describes."""
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.send_str(text)

    async def drop(self, code: int = 4000, forget: bool = False) -> None:
        """Every connection ends; with `forget`, so do the sessions: what happens until the next is told to nobody."""
        sockets = [each.socket for each in self.sessions.values() if each.socket is not None]
        self.connected.clear()
        for session in self.sessions.values():
            session.socket = None
        if forget:
            self.sessions.clear()
        for socket in sockets:
            await socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Op 7."""
        for session in list(self.sessions.values()):
            if session.socket is not None:
                await self._send(session.socket, RECONNECT, None)

    async def _identify(self, socket: web.WebSocketResponse, told: Json) -> Session | None:
        self.identifies.append(told)
        self.world.identifies_left -= 1
        if told["token"] == "wrong":
            await socket.close(code=4004)
            return None
        if told["intents"] & self.refused_intents:
            await socket.close(code=4014)
            return None
        shard = told.get("shard", [0, 1])
        session = Session(f"S{len(self.identifies)}", (shard[0], shard[1]), told["intents"], socket=socket)
        self.sessions[session.id] = session
        mine = [own for own in self.world.guilds if (int(own) >> 22) % shard[1] == shard[0]]
        ready = {"v": 10, "user": self.world.user(BOT) | {"bot": True}, "session_id": session.id,
                 "resume_gateway_url": self.url, "shard": shard, "application": {"id": APPLICATION, "flags": 0},
                 "guilds": [{"id": own, "unavailable": True} for own in mine]}  # fmt: skip
        await self._dispatch(session, "READY", ready)
        for own in mine:
            await self._dispatch(session, "GUILD_CREATE", self.guild(own))
        self.connected.set()
        return session

    async def _resume(self, socket: web.WebSocketResponse, told: Json) -> Session | None:
        self.resumes.append(told)
        session = self.sessions.get(told["session_id"])
        if session is None:
            await self._send(socket, INVALID, False)
            return None
        session.socket = socket
        for frame in session.told[told["seq"] :]:
            await socket.send_str(json.dumps(frame))
        await self._dispatch(session, "RESUMED", {})
        self.connected.set()
        return session

    def guild(self, own: str) -> Json:
        """A guild as GUILD_CREATE tells it."""
        channels = [each for each in self.world.channels.values() if each.get("guild_id") == own]
        members = self.world.members[own]
        return {**self.world.guilds[own], "channels": [each for each in channels if each["type"] not in (11, 12)],
                "threads": [each for each in channels if each["type"] in (11, 12)], "members": [members[BOT]],
                "member_count": len(members), "large": False, "presences": [], "voice_states": [], "stickers": [],
                "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": []}  # fmt: skip

    async def _dispatch(self, session: Session, name: str, data: Any) -> None:
        session.told.append({"op": DISPATCH, "t": name, "s": len(session.told) + 1, "d": data})
        if session.socket is not None:
            await session.socket.send_str(json.dumps(session.told[-1]))

    async def _send(self, socket: web.WebSocketResponse, op: int, data: Any) -> None:
        if not socket.closed:
            await socket.send_str(json.dumps({"op": op, "d": data, "s": None, "t": None}))


def _without_content(data: Any, intents: int) -> Any:
    """Without the intent, a message comes with no words, unless it names the bot or is its own."""
    if intents & CONTENT or not isinstance(data, dict) or "content" not in data:
        return data
    is_near = data.get("author", {}).get("id") == BOT or any(each.get("id") == BOT for each in data.get("mentions", ()))
    return data if is_near else {**data, "content": "", "embeds": [], "attachments": [], "components": []}
