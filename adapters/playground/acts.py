"""What can be done at a seat over the JSON face: say, command, press, submit and the rest, and what each returns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from adapters.playground import render
from adapters.playground.asked import Asked
from adapters.playground.render import Json
from adapters.playground.stage import Stage
from adapters.playground.workspace import Line, OpenForm
from bot.vocabulary.model import PersonId

Act = Callable[[Stage, PersonId, Asked], Awaitable[Json]]


async def _say(stage: Stage, seat: PersonId, given: Asked) -> Json:
    place = stage.workspace.place(given.text("place"), seat)
    line = await stage.listener.say(seat, place, given.text("text"), given.maybe("thread"))
    return {"message": _line(stage, seat, line)}


async def _edit(stage: Stage, seat: PersonId, given: Asked) -> Json:
    line = await stage.listener.edit(seat, given.text("message"), given.text("text"))
    return {"message": _line(stage, seat, line)}


async def _delete(stage: Stage, seat: PersonId, given: Asked) -> Json:
    await stage.listener.delete(seat, given.text("message"))
    return {}


async def _react(stage: Stage, seat: PersonId, given: Asked) -> Json:
    line = await stage.listener.react(seat, given.text("message"), given.text("emoji"), not given.flag("take_back"))
    return {"message": _line(stage, seat, line)}


async def _command(stage: Stage, seat: PersonId, given: Asked) -> Json:
    place = stage.workspace.place(given.text("place"), seat)
    drawn = await stage.listener.command(seat, place, given.maybe("words") or "", given.values())
    return _drawn(stage, seat, drawn)


async def _press(stage: Stage, seat: PersonId, given: Asked) -> Json:
    label, action = given.maybe("label") or "", given.maybe("action") or ""
    drawn = await stage.listener.press(seat, given.text("card"), label, action, given.maybe("about"))
    return _drawn(stage, seat, drawn)


async def _shortcut(stage: Stage, seat: PersonId, given: Asked) -> Json:
    return _drawn(stage, seat, await stage.listener.shortcut(seat, given.text("message"), given.text("action")))


async def _submit(stage: Stage, seat: PersonId, given: Asked) -> Json:
    return _drawn(stage, seat, await stage.listener.submit(seat, given.values()))


async def _close(stage: Stage, seat: PersonId, given: Asked) -> Json:
    await stage.listener.close(seat)
    return {}


async def _put_away(stage: Stage, seat: PersonId, given: Asked) -> Json:
    await stage.listener.put_away(seat, given.text("card"))
    return {}


ACTS: Final[dict[str, tuple[Act, tuple[str, ...]]]] = {
    "say": (_say, ("place", "text", "thread")),
    "edit": (_edit, ("message", "text")),
    "delete": (_delete, ("message",)),
    "react": (_react, ("message", "emoji", "take_back")),
    "command": (_command, ("place", "words", "values")),
    "press": (_press, ("card", "label", "action", "about")),
    "shortcut": (_shortcut, ("message", "action")),
    "submit": (_submit, ("values",)),
    "close": (_close, ()),
    "put-away": (_put_away, ("card",)),
}
"""What can be done at a seat, each with the fields it takes."""


def _line(stage: Stage, seat: PersonId, line: Line) -> Json:
    return render.message(line, render.reader(stage.workspace, seat))


def _drawn(stage: Stage, seat: PersonId, drawn: Line | OpenForm | None) -> Json:
    """The card that answers; a form stands under its own name in what every act returns."""
    found: Json = {"answer": _line(stage, seat, drawn) if isinstance(drawn, Line) else None}
    return found
