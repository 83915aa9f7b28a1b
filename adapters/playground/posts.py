"""What the page asks to be done: said, pressed, sent, stepped. Everybody who looks sees it by itself."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from adapters.playground import asked
from adapters.playground.api import STAGE
from adapters.playground.asked import Wrong
from adapters.playground.translate import typed_command
from bot.vocabulary.model import PersonId

Act = Callable[[web.Request, Any], Awaitable[object]]


def done(act: Act) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """What was done shows by itself: everybody who looks is told that something has moved."""

    async def handle(request: web.Request) -> web.StreamResponse:
        await act(request, await request.post())
        return web.Response(status=204)

    return handle


async def _say(request: web.Request, given: Any) -> None:
    stage, seat, text = request.app[STAGE], _sitting(request, given), _text(given, "text")
    place = stage.workspace.place(_text(given, "place"), seat)
    command = typed_command(text)
    if _text(given, "edit"):
        await stage.listener.edit(seat, _text(given, "edit"), text)
    elif command is not None:
        await stage.listener.command(seat, place, command)
    else:
        await stage.listener.say(seat, place, text, _text(given, "thread") or None)


async def _react(request: web.Request, given: Any) -> None:
    stage = request.app[STAGE]
    await stage.listener.react(_sitting(request, given), _text(given, "message"), _text(given, "emoji"))


async def _delete(request: web.Request, given: Any) -> None:
    await request.app[STAGE].listener.delete(_sitting(request, given), _text(given, "message"))


async def _press(request: web.Request, given: Any) -> None:
    card, label, action, about = (_text(given, name) for name in ("card", "label", "action", "about"))
    await request.app[STAGE].listener.press(_sitting(request, given), card, label, action, about)


async def _shortcut(request: web.Request, given: Any) -> None:
    stage = request.app[STAGE]
    await stage.listener.shortcut(_sitting(request, given), _text(given, "message"), _text(given, "action"))


async def _submit(request: web.Request, given: Any) -> None:
    names = dict.fromkeys(name for name in given if name.startswith("f."))
    values = {name.removeprefix("f."): [str(each) for each in given.getall(name)] for name in names}
    await request.app[STAGE].listener.submit(_sitting(request, given), values)


async def _close(request: web.Request, given: Any) -> None:
    await request.app[STAGE].listener.close(_sitting(request, given))


async def _put_away(request: web.Request, given: Any) -> None:
    await request.app[STAGE].listener.put_away(_sitting(request, given), _text(given, "card"))


async def _step(request: web.Request, given: Any) -> None:
    stage, by = request.app[STAGE], _text(given, "by")
    moment = await stage.next_moment() if by == "next" else stage.now() + asked.duration(by)
    if moment is not None:
        await stage.until(moment)


async def _play(request: web.Request, given: Any) -> None:
    await request.app[STAGE].play()


async def _reset(request: web.Request, given: Any) -> None:
    await request.app[STAGE].reset()


async def _load(request: web.Request, given: Any) -> None:
    export = given.get("export")
    if not isinstance(export, web.FileField):
        raise Wrong("Choose a file first: the zip of an export.")
    with tempfile.TemporaryDirectory(prefix="openline-") as folder:
        file = Path(folder) / ("export.json" if export.filename.endswith(".json") else "export.zip")
        file.write_bytes(export.file.read())
        await request.app[STAGE].load(file)


ACTS: Final[dict[str, Act]] = {
    "say": _say,
    "react": _react,
    "delete": _delete,
    "press": _press,
    "shortcut": _shortcut,
    "submit": _submit,
    "close": _close,
    "put-away": _put_away,
    "clock": _step,
    "story": _play,
    "reset": _reset,
    "load": _load,
}


def _sitting(request: web.Request, given: Any) -> PersonId:
    return request.app[STAGE].workspace.person(_text(given, "seat")).id


def _text(given: Any, name: str) -> str:
    found = given.get(name, "")
    return found if isinstance(found, str) else ""
