"""The playground's little server: the page, the JSON face, and the door that keeps others out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from adapters.playground import api, pages
from adapters.playground.guard import TOKEN, guard
from adapters.playground.moves import Moves
from adapters.playground.stage import Stage

HOST: Final = "127.0.0.1"
"""Loopback only; there is no setting for another."""


class CannotListen(Exception):
    """The port is taken; the words say so."""


def application(stage: Stage, token: str, fonts: Mapping[str, bytes] | None = None) -> web.Application:
    """Everything that answers. `token` is a secret of this run that only its own pages know.

    `fonts` are the typefaces by the names under which the page asks for them; without, the system's own serve.
    """
    app = web.Application(middlewares=[guard], client_max_size=api.LARGEST)
    app[api.STAGE] = stage
    app[TOKEN] = token
    moves = Moves()
    stage.workspace.moved = moves.tell
    app.on_shutdown.append(moves.end)
    api.add_to(app)
    app[pages.FONTS] = fonts or {}
    pages.add_to(app, moves)
    return app


@asynccontextmanager
async def serving(app: web.Application, port: int) -> AsyncIterator[str]:
    """Serve on loopback; port 0 takes a free one. Yields the address. Raises CannotListen."""
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, HOST, port).start()
        except OSError:
            raise CannotListen(f"Port {port} is taken by another program.") from None
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
