"""A few plain pages over HTTP, for whoever runs the process: health, readiness, metrics."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import NamedTuple

from aiohttp import web

PLAIN = "text/plain; charset=utf-8"


class Answer(NamedTuple):
    """What a page says now."""

    text: str
    is_fine: bool = True
    content_type: str = PLAIN


class CannotListen(Exception):
    """The address is taken, or not ours."""


Page = Callable[[], Awaitable[Answer]]


@asynccontextmanager
async def serving(pages: Mapping[str, Page], host: str, port: int) -> AsyncIterator[str]:
    """Serve pages by their paths; yields the address. Raises CannotListen."""
    runner = web.AppRunner(_application(pages), access_log=None, handle_signals=False, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        name, number, *_ = runner.addresses[0]
        yield f"http://[{name}]:{number}" if ":" in name else f"http://{name}:{number}"
    finally:
        await runner.cleanup()


def _application(pages: Mapping[str, Page]) -> web.Application:
    application = web.Application(client_max_size=1024)
    for path, page in pages.items():
        application.router.add_get(path, _handler(page))
    return application


def _handler(page: Page) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(_: web.Request) -> web.Response:
        answer = await page()
        headers = {"Content-Type": answer.content_type, "Cache-Control": "no-store"}
        return web.Response(body=answer.text.encode(), status=200 if answer.is_fine else 503, headers=headers)

    return handle


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as failure:
        raise CannotListen(failure.strerror) from None
