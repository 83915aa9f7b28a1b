"""The servers of the fake Slack: its Web API, uploads, answers by address, and Socket Mode."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from aiohttp import WSMsgType, web

from tests.adapters.slack.fake import Answer, Failed, Slack


@asynccontextmanager
async def serving(slack: Slack | None = None, port: int = 0) -> AsyncIterator[Slack]:
    """A Slack that answers on this machine."""
    slack = slack or Slack()
    app = web.Application(client_max_size=30_000_000)
    app.router.add_route("*", "/api/{method}", partial(_api, slack))
    app.router.add_post("/upload/{file}", partial(_upload, slack))
    app.router.add_post("/respond/{where}", partial(_respond, slack))
    app.router.add_get("/socket", partial(_socket, slack))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        for socket in [*slack.sockets]:
            await socket.close()
        await asyncio.sleep(0)
        await runner.cleanup()


async def _api(slack: Slack, request: web.Request) -> web.StreamResponse:
    method = request.match_info["method"]
    slack.calls[method] += 1
    asyncio.get_running_loop().call_soon(slack.answered.set)
    if slack.is_down:
        return web.Response(status=503, text="down")
    body = await _body(request)
    handle: Callable[[Answer, web.Request], Coroutine[Any, Any, Answer]] | None
    try:
        asked = slack.spoken_to(method, request.headers.get("Authorization", "").removeprefix("Bearer "))
        handle = getattr(asked, f"_{method.replace('.', '_')}", None)
        if handle is None:
            return web.json_response({"ok": False, "error": "unknown_method"})
        headers = {} if slack.granted is None else {"x-oauth-scopes": ",".join(slack.granted)}
        return web.json_response({"ok": True, **await handle(body, request)}, headers=headers)
    except Failed as failure:
        error, _, after = str(failure).partition(" ")
        if error == "ratelimited":
            answer = {"ok": False, "error": error}
            return web.json_response(answer, status=429, headers={"Retry-After": after or "30"})
        if error == "502":
            return web.Response(status=502, text="bad gateway")
        if error == "reset" and request.transport is not None:
            request.transport.abort()
        return web.json_response({"ok": False, "error": error})


async def _upload(slack: Slack, request: web.Request) -> web.Response:
    slack.brought[request.match_info["file"]] = await request.read()
    return web.Response(text="OK")


async def _respond(slack: Slack, request: web.Request) -> web.Response:
    slack.responses.append(await request.json())
    return web.json_response({"ok": True})


async def _socket(slack: Slack, request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse(autoping=slack.answers_pings)
    await socket.prepare(request)
    slack.sockets.append(socket)
    slack.opened.set()
    info = {"approximate_connection_time": 3600, "host": "fake", "build_number": 1}
    await socket.send_json({"type": "hello", "num_connections": len(slack.sockets), "connection_info": info})
    async for frame in socket:
        if frame.type is WSMsgType.TEXT:
            slack.on_frame(json.loads(frame.data))
            slack.answered.set()
    if socket in slack.sockets:
        slack.sockets.remove(socket)
    return socket


async def _body(request: web.Request) -> Answer:
    """Arguments, however they are given: JSON, form, query."""
    body: Answer = dict(request.query)
    if request.content_type == "application/json":
        body |= await request.json()
    elif request.can_read_body:
        body |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    for key in ("blocks", "metadata", "view"):
        if isinstance(body.get(key), str):
            body[key] = json.loads(body[key])
    return body
