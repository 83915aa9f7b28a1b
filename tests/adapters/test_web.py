"""Pages over a real socket."""

import socket

import aiohttp
import pytest

from adapters.web import Answer, CannotListen, serving


async def fine() -> Answer:
    return Answer("alive")


async def ill() -> Answer:
    return Answer("ticker has been silent for 41 s", is_fine=False)


async def broken() -> Answer:
    raise RuntimeError("canary")


async def fetched(address: str, method: str = "GET") -> tuple[int, str, str]:
    async with aiohttp.ClientSession() as session, session.request(method, address) as response:
        return response.status, await response.text(), response.headers.get("Content-Type", "")


async def test_a_page_that_is_fine_answers_200_and_one_that_is_not_503_with_the_reason() -> None:
    async with serving({"/healthz": fine, "/readyz": ill}, "127.0.0.1", 0) as address:
        assert await fetched(f"{address}/healthz") == (200, "alive", "text/plain; charset=utf-8")
        assert (await fetched(f"{address}/readyz"))[:2] == (503, "ticker has been silent for 41 s")
        assert (await fetched(f"{address}/healthz", "HEAD"))[:2] == (200, "")


async def test_there_is_nothing_else() -> None:
    async with serving({"/healthz": fine}, "127.0.0.1", 0) as address:
        assert (await fetched(address))[0] == 404
        assert (await fetched(f"{address}/healthz", "POST"))[0] == 405


async def test_a_page_that_fails_says_nothing_of_why() -> None:
    async with serving({"/": broken}, "127.0.0.1", 0) as address:
        status, text, _ = await fetched(address)
    assert status == 500
    assert "canary" not in text


async def test_the_address_is_told_for_either_kind() -> None:
    if not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    async with serving({"/": fine}, "::1", 0) as address:
        assert address.startswith("http://[::1]:")
        assert (await fetched(address))[0] == 200


async def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen):
            async with serving({}, "127.0.0.1", port):
                raise AssertionError("it should not listen")


async def test_after_it_has_ended_the_port_is_free() -> None:
    async with serving({}, "127.0.0.1", 0) as address:
        port = int(address.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        pass
