"""Who looks is told that something has moved."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web

from adapters.playground.moves import Moves
from adapters.playground.server import serving


async def test_who_looks_is_told_once_for_what_comes_together_and_is_let_go_at_the_end() -> None:
    moves, app = Moves(), web.Application()
    app.router.add_get("/events", moves.stream)
    app.on_shutdown.append(moves.end)
    async with (
        aiohttp.ClientSession() as session,
        serving(app, 0) as address,
        session.get(f"{address}/events") as response,
        asyncio.timeout(10),
    ):
        assert response.content_type == "text/event-stream"
        for _ in range(3):
            moves.tell()
        assert await response.content.readline() == b"event: moved\n"
        assert await response.content.readline() == b"data: \n"
        await moves.end(app)
        assert (await response.content.read()).count(b"moved") <= 1
        assert response.content.at_eof()


async def test_who_has_gone_is_not_told() -> None:
    moves = Moves()
    moves.tell()
    await moves.end(web.Application())
