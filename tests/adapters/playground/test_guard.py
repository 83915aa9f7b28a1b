"""The door: this machine only, and no other site's requests."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession, web

from adapters.playground.guard import HEADER, HEADERS, TOKEN, guard
from adapters.playground.server import serving


async def _fine(_: web.Request) -> web.Response:
    return web.Response(text="fine")


def _application() -> web.Application:
    app = web.Application(middlewares=[guard])
    app[TOKEN] = "secret"
    app.router.add_get("/", _fine)
    app.router.add_post("/", _fine)
    return app


async def _status(method: str, headers: dict[str, str]) -> int:
    async with serving(_application(), 0) as address, ClientSession(skip_auto_headers=("Content-Type",)) as session:
        own = {"Origin": address} if headers.pop("own", "") else {}
        async with session.request(method, address, headers={**headers, **own}) as response:
            assert all(name in response.headers for name in HEADERS) or response.status == 403
            return response.status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"own": "yes"}, 200),
        ({"Host": "localhost:8000"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "[::1"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
async def test_who_may_look(headers: dict[str, str], status: int) -> None:
    assert await _status("GET", headers) == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({HEADER: "secret", "Content-Type": "application/x-www-form-urlencoded"}, 200),
        ({"Content-Type": "application/json"}, 200),
        ({"Content-Type": "application/json", "own": "yes"}, 200),
        ({"Content-Type": "application/json", "Origin": "https://evil.example"}, 403),
        ({"Content-Type": "application/json", HEADER: "stale"}, 403),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 403),
        ({"Content-Type": "text/plain"}, 403),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 403),
        ({}, 403),
    ],
)
async def test_who_may_change_something(headers: dict[str, str], status: int) -> None:
    assert await _status("POST", headers) == status


def test_a_page_runs_nothing_but_our_own_files() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
