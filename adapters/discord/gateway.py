"""Discord's gateway, through discord.py, made to live with whatever is sent.

discord.py ends at one event it cannot read. Here such an event is told to the log and left out; what people say and
press goes to our own listener as it came; guilds, channels and roles go to discord.py, too, which sums up permissions.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import aiohttp
import discord
import orjson
import structlog
import yarl
from discord.appinfo import AppInfo
from discord.gateway import DiscordWebSocket, ReconnectWebSocket, WebSocketClosure

Hear = Callable[[str, Any, int], None]
"""Takes an event of the gateway as it came: its name, what it says, and by which shard."""

OURS: Final = frozenset(
    {
        "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK",
        "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "INTERACTION_CREATE",
    }
)  # fmt: skip
"""Events that discord.py need not see: it would only keep what nobody asks it for."""
SHARED: Final = frozenset(
    {
        "READY", "RESUMED", "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE", "CHANNEL_CREATE", "CHANNEL_UPDATE",
        "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "THREAD_LIST_SYNC",
    }
)  # fmt: skip
ANSWERS_WITHIN: Final = 10.0
"""Seconds for what we can do without."""
SILENCE: Final = 50.0
"""Seconds without a frame after which a connection is given up and resumed; Discord beats every 41 s."""
UNKNOWN_FACTS: Final[Mapping[str, Any]] = {
    "name": "", "description": "", "icon": None, "bot_public": False, "bot_require_code_grant": False, "verify_key": "",
}  # fmt: skip


def intents(privileged: bool = True) -> discord.Intents:
    """What we ask to be told. With nothing `privileged`, messages come without their text, and leavings not at all."""
    wanted = discord.Intents.none()
    wanted.guilds = wanted.guild_messages = wanted.guild_reactions = wanted.dm_messages = True
    wanted.message_content = wanted.members = privileged
    return wanted


# We never speak: nobody need be told that voice would want another library.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class Client(discord.Client):
    """discord.py's client, with one shard, keeping no messages and no people.

    Several shards are several of these, and not one `AutoShardedClient`: that one opens sockets of a class of its own,
    so ends at the first event it cannot read; it waits for up to 1,024 s before it tries again (`ExponentialBackoff`),
    longer than anybody should wait (R12); and it begins sessions without asking what is left of the day's.
    """

    def __init__(
        self, hear: Hear, wanted: discord.Intents, trace: aiohttp.TraceConfig, shard: int = 0, shards: int = 1
    ) -> None:
        super().__init__(
            intents=wanted,
            shard_id=shard,
            shard_count=shards,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            heartbeat_timeout=SILENCE,
            guild_ready_timeout=1.0,
            http_trace=trace,
        )
        self._hear = hear
        parsers = self._connection.parsers
        for name in list(parsers):
            parsers[name] = self._guarded(name, parsers[name])

    async def application_info(self) -> AppInfo:
        """What Discord says of our application; next to nothing where it says nothing."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                return await super().application_info()
        except (TimeoutError, discord.HTTPException, KeyError, TypeError):
            user = self.user
            owner = {"id": "0", "username": "", "discriminator": "0", "avatar": None}
            told: Any = {**UNKNOWN_FACTS, "id": str(user.id if user else 0), "owner": owner}
            return AppInfo(self._connection, told)

    def _guarded(self, name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
        """What is done with an event: ours is handed on, what is shared is understood by discord.py first."""

        def parsed(data: Any) -> None:
            if name in SHARED:
                try:
                    parse(data)
                except Exception as failure:
                    malformed(name, failure)
            if name in SHARED or name in OURS:
                self._tell(name, data)

        return parsed

    def _tell(self, name: str, data: Any) -> None:
        try:
            self._hear(name, data, self.shard_id or 0)
        except Exception as failure:
            malformed(name, failure)


def malformed(name: str, failure: Exception) -> None:
    """Tell the log that an event could not be read; never what it said."""
    structlog.get_logger().warning("event_not_read", platform="discord", kind=name, failure=type(failure).__name__)


class Socket(DiscordWebSocket):
    """One connection. A frame that cannot be read is left out; a stream that cannot be is begun anew."""

    async def received_message(self, msg: Any, /) -> None:
        """Read one frame."""
        try:
            text = self._decompressor.decompress(msg) if isinstance(msg, bytes) else msg
            if text is None:
                return
            frame = orjson.loads(text)
            if isinstance(frame, dict) and frame.get("t") in OURS and frame.get("op") == self.DISPATCH:
                self._hand_on(frame)
            else:
                await super().received_message(self._mended(frame, text))
        except (ReconnectWebSocket, WebSocketClosure, discord.ConnectionClosed, OSError):
            raise
        except zlib.error:
            raise ReconnectWebSocket(self.shard_id) from None
        except Exception as failure:
            malformed("a frame", failure)

    def _hand_on(self, frame: dict[str, Any]) -> None:
        """What people say and press, at once: discord.py would tell its log and its listeners of each before."""
        self.sequence = frame.get("s") or self.sequence
        if self._keep_alive is not None:
            self._keep_alive.tick()
        self._discord_parsers[frame["t"]](frame.get("d"))

    def _mended(self, frame: Any, text: str | bytes) -> str | bytes:
        """READY names where to resume; where it does not, that is where we are."""
        data = frame.get("d") if isinstance(frame, dict) and frame.get("t") == "READY" else None
        if not isinstance(data, dict):
            return text
        if self.stays or not isinstance(data.get("resume_gateway_url"), str):
            data["resume_gateway_url"] = str(self.gateway)
        data.setdefault("guilds", [])
        frame.setdefault("s", self.sequence)
        return orjson.dumps(frame).decode()

    stays = False
    """Whether the address of the gateway was set: nothing that Discord names leads elsewhere."""


def staying(gateway: yarl.URL) -> type[Socket]:
    """Connections that never leave an address."""
    return type("StayingSocket", (Socket,), {"stays": True, "DEFAULT_GATEWAY": gateway})
