"""What we ask to be told, and what becomes of frames that are not as they should be."""

from __future__ import annotations

import asyncio
import json
import zlib
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yarl
from discord.gateway import ReconnectWebSocket

from adapters.discord.gateway import OURS, SHARED, Socket, intents, staying
from tests.adapters.discord.tower import standing
from tests.fake_discord.world import GUILD


def test_only_what_is_used_is_asked_for() -> None:
    assert {name for name, is_set in intents() if is_set} == {
        "guilds",
        "members",
        "guild_messages",
        "dm_messages",
        "guild_reactions",
        "message_content",
    }
    assert not any(dict(intents(privileged=False))[name] for name in ("members", "message_content"))
    assert not OURS & SHARED


@pytest.fixture
async def socket() -> Socket:
    return Socket(cast(Any, SimpleNamespace()), loop=asyncio.get_running_loop())


async def test_ready_without_a_place_to_resume_at_resumes_where_it_is(socket: Socket) -> None:
    socket.gateway = yarl.URL("ws://127.0.0.1:1/")
    mended = json.loads(mend(socket, {"op": 0, "t": "READY", "s": 1, "d": {"session_id": "S"}}))
    assert mended["d"]["resume_gateway_url"] == "ws://127.0.0.1:1/"
    assert mended["d"]["guilds"] == []


async def test_ready_that_names_a_place_is_left_as_it_is_unless_ours_is_set(socket: Socket) -> None:
    ready = {"op": 0, "t": "READY", "s": 1, "d": {"resume_gateway_url": "ws://there/", "guilds": []}}
    socket.gateway = yarl.URL("ws://here/")
    assert json.loads(mend(socket, ready))["d"]["resume_gateway_url"] == "ws://there/"
    stays = staying(yarl.URL("ws://here/"))(cast(Any, SimpleNamespace()), loop=asyncio.get_running_loop())
    stays.gateway = yarl.URL("ws://here/")
    assert json.loads(mend(stays, ready))["d"]["resume_gateway_url"] == "ws://here/"


async def test_other_frames_are_left_as_they_are(socket: Socket) -> None:
    assert socket._mended({"t": "GUILD_CREATE"}, '{"t":  "GUILD_CREATE"}') == '{"t":  "GUILD_CREATE"}'


async def test_what_people_say_is_handed_on_at_once_and_counts_towards_what_is_resumed(socket: Socket) -> None:
    heard: list[Any] = []
    socket._discord_parsers = {"MESSAGE_CREATE": heard.append}
    await socket.received_message('{"op": 0, "t": "MESSAGE_CREATE", "s": 7, "d": {"id": "1"}}')
    assert heard == [{"id": "1"}]
    assert socket.sequence == 7


def mend(socket: Socket, frame: dict[str, Any]) -> str | bytes:
    return socket._mended(frame, json.dumps(frame))


async def test_a_stream_that_cannot_be_unpacked_is_begun_anew(socket: Socket) -> None:
    socket.shard_id = 0
    with pytest.raises(ReconnectWebSocket):
        await socket.received_message(b"not zlib" + b"\x00\x00\xff\xff")
    good = zlib.compressobj()
    frame = good.compress(b'{"op": 11}') + good.flush(zlib.Z_SYNC_FLUSH)
    await Socket(cast(Any, SimpleNamespace()), loop=asyncio.get_running_loop()).received_message(frame)


async def test_guilds_are_known_to_discord_py_and_messages_are_not_kept() -> None:
    async with standing() as tower:
        client = tower.wire.client
        assert client is not None
        assert client.get_guild(int(GUILD)) is not None
        assert not list(client.cached_messages)
