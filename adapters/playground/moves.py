"""Who looks is told that something has moved, over server-sent events; what it is, they fetch."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web

SETTLES: Final = 0.03
"""Seconds in which changes that follow one another are told as one."""
ALIVE: Final = 20.0
"""Seconds after which a line of nothing shows that the connection is one."""


class Moves:
    """Everybody who looks at one playground."""

    def __init__(self) -> None:
        self._looking: set[asyncio.Event] = set()
        self._is_over = False

    def tell(self) -> None:
        """Something has moved."""
        for each in self._looking:
            each.set()

    async def end(self, _: web.Application) -> None:
        """Let everybody go, so that the server can end."""
        self._is_over = True
        self.tell()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Tell one who looks, until they or we go."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        moved = asyncio.Event()
        self._looking.add(moved)
        try:
            while not self._is_over:
                await response.write(await self._next(moved))
        except ConnectionResetError:
            pass
        finally:
            self._looking.discard(moved)
        return response

    async def _next(self, moved: asyncio.Event) -> bytes:
        try:
            async with asyncio.timeout(ALIVE):
                await moved.wait()
        except TimeoutError:
            return b":\n\n"
        await asyncio.sleep(SETTLES)
        moved.clear()
        return b"event: moved\ndata: \n\n"
