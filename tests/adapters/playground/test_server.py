"""The little server."""

from __future__ import annotations

import pytest
from aiohttp import web

from adapters.playground.server import CannotListen, serving


async def test_it_listens_on_this_machine_alone_and_says_where() -> None:
    async with serving(web.Application(), 0) as address:
        assert address.startswith("http://127.0.0.1:")
        port = int(address.rpartition(":")[2])
        with pytest.raises(CannotListen, match=f"Port {port} is taken"):
            async with serving(web.Application(), port):
                pass
