"""The page: two seats side by side, the clock, the story, and what Openline thinks, as pieces that are fetched anew."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson
from aiohttp import web

from adapters.playground import asked, hints, render, seen
from adapters.playground.api import STAGE
from adapters.playground.asked import Wrong
from adapters.playground.guard import HEADER, TOKEN
from adapters.playground.listener import NotAllowed
from adapters.playground.moves import Moves
from adapters.playground.render import Reader
from adapters.playground.seen import Marks, Seen
from adapters.playground.stage import CannotLoad, Due, Note, Stage
from adapters.playground.translate import typed_command
from adapters.playground.workspace import Unknown
from bot.vocabulary.actions import SHORTCUTS
from bot.vocabulary.model import PersonId

if TYPE_CHECKING:
    from jinja2 import Environment

MARKS: Final = web.AppKey("marks", Marks)
Act = Callable[[web.Request, Any], Awaitable[object]]
DUE, DECIDED, HELD = 8, 40, 10
"""How much of what goes on behind the scenes is shown."""
STATIC: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@cache
def templates() -> Environment:
    """The templates of this folder. Everything put into them is escaped, whatever it is."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("adapters.playground"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def add_to(application: web.Application, moves: Moves) -> None:
    """Let the page and its pieces answer."""
    application[MARKS] = Marks()
    router = application.router
    looks = {"seat": _seat, "talk": _talk, "form": _form, "clock": _clock, "story": _story, "behind": _behind}
    router.add_get("/", _page)
    for name, look in looks.items():
        router.add_get(f"/pages/{name}", _kindly(look))
    router.add_get("/pages/hints", _kindly(_hints))
    router.add_get("/pages/events", moves.stream)
    for name, act in ACTS.items():
        router.add_post(f"/pages/{name}", _kindly(_done(act)))
    router.add_get("/pictures/{line:.+}", _kindly(_picture))
    router.add_get("/documents/{line:.+}/{number:\\d+}", _kindly(_document))
    router.add_get("/static/{name:[\\w.]+}", _static)


def _kindly(handle: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Any:
    """What cannot be done is said in a sentence, which the page shows."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handle(request)
        except (Unknown, Wrong, NotAllowed, CannotLoad) as problem:
            return web.Response(text=str(problem), status=409)

    return answer


# --- looking ---------------------------------------------------------------------------------------------------------


async def _page(request: web.Request) -> web.StreamResponse:
    stage = request.app[STAGE]
    seats = list(stage.workspace.seats)
    first, second = seats[0], seats[min(1, len(seats) - 1)]
    left, right = (_seen(request, request.query.get(slot, who)) for slot, who in (("left", first), ("right", second)))
    return _html(
        "page.html",
        **_every(stage),
        **await _clocks(stage),
        **await _behind_it(stage, left.id),
        header=HEADER,
        token=request.app[TOKEN],
        left=left,
        right=right,
        scene=stage.scene(),
        opened=None,
    )


async def _seat(request: web.Request) -> web.StreamResponse:
    who = _seen(request, request.query.get("seat", ""), request.query.get("place"))
    return _html("seat.html", **_every(request.app[STAGE]), seat=who, slot=_slot(request), opened=None)


async def _talk(request: web.Request) -> web.StreamResponse:
    who = _seen(request, request.query.get("seat", ""), request.query.get("place"))
    return _html("talk.html", **_every(request.app[STAGE]), seat=who, slot=_slot(request))


async def _form(request: web.Request) -> web.StreamResponse:
    """The form before a seat; nothing where it is the one that is drawn already, so that what is typed stays."""
    stage = request.app[STAGE]
    who = stage.workspace.person(request.query.get("seat", "")).id
    opened = stage.workspace.forms.get(who)
    if (opened.id if opened else "") == request.query.get("form", ""):
        return web.Response(status=204)
    return _html("form.html", seat=_seen(request, who), slot=_slot(request), opened=opened)


async def _clock(request: web.Request) -> web.StreamResponse:
    return _html("clock.html", **await _clocks(request.app[STAGE]))


async def _story(request: web.Request) -> web.StreamResponse:
    return _html("story.html", scene=request.app[STAGE].scene())


async def _behind(request: web.Request) -> web.StreamResponse:
    stage = request.app[STAGE]
    return _html("behind.html", **await _behind_it(stage, stage.workspace.person(request.query.get("seat", "")).id))


async def _hints(request: web.Request) -> web.StreamResponse:
    stage, text = request.app[STAGE], request.query.get("text", "")
    seat = stage.workspace.person(request.query.get("seat", "")).id
    place = stage.workspace.place(request.query.get("place", ""), seat)
    typed = hints.part(text)
    choices = await stage.listener.suggest(seat, place, *typed) if typed else ()
    return _html("hints.html", hints=hints.hints(text, stage.workspace, seat, choices))


async def _picture(request: web.Request) -> web.StreamResponse:
    line = request.app[STAGE].workspace.lines.get(request.match_info["line"])  # type: ignore[call-overload]
    if line is None or line.view is None or line.view.picture is None:
        raise Unknown("There is no such picture.")
    return web.Response(text=line.view.picture.svg, content_type="image/svg+xml")


async def _document(request: web.Request) -> web.StreamResponse:
    stage = request.app[STAGE]
    seat = stage.workspace.person(request.query.get("seat", "")).id
    line, number = stage.workspace.line(request.match_info["line"], seat), int(request.match_info["number"])
    documents = line.view.documents if line.view else ()
    if number >= len(documents):
        raise Unknown("There is no such file.")
    return web.Response(text=documents[number].text, content_type=documents[number].media_type)


async def _static(request: web.Request) -> web.StreamResponse:
    name = request.match_info["name"]
    file = files("adapters.playground").joinpath("static", name)
    kind = STATIC.get(name.rpartition(".")[2])
    if kind is None or not file.is_file():
        raise web.HTTPNotFound
    return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8")


# --- doing -----------------------------------------------------------------------------------------------------------


def _done(act: Act) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """What was done shows by itself: everybody who looks is told that something has moved."""

    async def handle(request: web.Request) -> web.StreamResponse:
        told = await act(request, await request.post())
        headers = {"HX-Trigger": orjson.dumps(told).decode()} if isinstance(told, dict) else {}
        return web.Response(status=204, headers=headers)

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


async def _play(request: web.Request, given: Any) -> object:
    """The next step; the page looks where it happens."""
    return {"look": dict((await request.app[STAGE].play()).looks)}


async def _reset(request: web.Request, given: Any) -> None:
    await request.app[STAGE].reset()


async def _load(request: web.Request, given: Any) -> object:
    export = given.get("export")
    if not isinstance(export, web.FileField):
        raise Wrong("Choose a file first: the zip of an export.")
    with tempfile.TemporaryDirectory(prefix="openline-") as folder:
        file = Path(folder) / ("export.json" if export.filename.endswith(".json") else "export.zip")
        file.write_bytes(export.file.read())
        await request.app[STAGE].load(file)
    return None


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


# --- what the templates are given ------------------------------------------------------------------------------------


def _html(template: str, **values: Any) -> web.Response:
    return web.Response(text=templates().get_template(template).render(**values), content_type="text/html")


def _seen(request: web.Request, who: str, place: str | None = None) -> Seen:
    workspace = request.app[STAGE].workspace
    seat = workspace.person(who).id
    where = workspace.place(place, seat) if place else workspace.places(seat)[0]
    return seen.seat(workspace, seat, where.id, request.app[MARKS])


def _every(stage: Stage) -> dict[str, Any]:
    seats = [{"id": who, "name": each.person.name} for who, each in stage.workspace.seats.items()]
    return {"seats": seats, "shortcuts": SHORTCUTS}


async def _clocks(stage: Stage) -> dict[str, Any]:
    upcoming = await stage.next_moment()
    first, *_ = stage.workspace.seats
    shown = list(stage.workspace.seats)[:2]
    return {
        "clocks": [{"who": stage.workspace.person(who).name.split()[0], "local": _local(stage, who)} for who in shown],
        "upcoming": render.spoken(render.reader(stage.workspace, first).local(upcoming)) if upcoming else "",
    }


def _local(stage: Stage, who: PersonId) -> str:
    return render.spoken(render.reader(stage.workspace, who).local(stage.now()))


async def _behind_it(stage: Stage, who: PersonId) -> dict[str, Any]:
    reader = render.reader(stage.workspace, who)
    return {
        "reader_name": stage.workspace.person(who).name.split()[0],
        "due": [_due(each, reader) for each in (await stage.due())[:DUE]],
        "held": [_note(each, reader) for each in (await stage.held_back())[:HELD]],
        "notes": [_note(each, reader) for each in stage.journal()[:DECIDED]],
    }


def _due(each: Due, reader: Reader) -> dict[str, Any]:
    local = render.spoken(reader.local(each.at))
    return {"at": each.at.isoformat(), "local": local, "words": render.marked_up(each.words, reader)}


def _note(each: Note, reader: Reader) -> dict[str, Any]:
    return {
        "at": each.at.isoformat(),
        "local": render.spoken(reader.local(each.at)),
        "words": render.marked_up(each.words, reader),
        "led_to": [render.marked_up(text, reader) for text in each.led_to],
        "because": each.because,
    }


def _sitting(request: web.Request, given: Any) -> PersonId:
    return request.app[STAGE].workspace.person(_text(given, "seat")).id


def _slot(request: web.Request) -> str:
    return "right" if request.query.get("slot") == "right" else "left"


def _text(given: Any, name: str) -> str:
    found = given.get(name, "")
    return found if isinstance(found, str) else ""
