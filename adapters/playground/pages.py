"""The page: two seats side by side, the clock, the story, and what Openline thinks, as pieces that are fetched anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from adapters.playground import hints, posts, render, seen
from adapters.playground.api import STAGE
from adapters.playground.asked import Wrong
from adapters.playground.guard import HEADER, TOKEN
from adapters.playground.listener import NotAllowed
from adapters.playground.moves import Moves
from adapters.playground.render import Reader
from adapters.playground.seen import Marks, Seen
from adapters.playground.stage import CannotLoad, Due, Note, Stage
from adapters.playground.workspace import Unknown
from bot.vocabulary.actions import SHORTCUTS
from bot.vocabulary.model import PersonId

if TYPE_CHECKING:
    from jinja2 import Environment

MARKS: Final = web.AppKey("marks", Marks)
FONTS: Final[web.AppKey[Mapping[str, bytes]]] = web.AppKey("fonts", Mapping[str, bytes])
DUE, DECIDED, HELD = 8, 40, 10
"""How much of what goes on behind the scenes is shown."""
PICTURE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture brings its own colours, and can do nothing else, opened by itself either."""
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
    for name, act in posts.ACTS.items():
        router.add_post(f"/pages/{name}", _kindly(posts.done(act)))
    router.add_get("/pictures/{line:.+}", _kindly(_picture))
    router.add_get("/documents/{line:.+}/{number:\\d+}", _kindly(_document))
    router.add_get("/static/{name:[\\w.-]+}", _static)


def _kindly(handle: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Any:
    """What cannot be done is said in a sentence, which the page shows."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handle(request)
        except (Unknown, Wrong, NotAllowed, CannotLoad) as problem:
            return web.Response(text=str(problem), status=409)

    return answer


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
    headers = {"Content-Security-Policy": PICTURE_POLICY}
    return web.Response(text=line.view.picture.svg, content_type="image/svg+xml", headers=headers)


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
    if (font := request.app[FONTS].get(name)) is not None:
        return web.Response(body=font, content_type="font/ttf")
    file = files("adapters.playground").joinpath("static", name)
    kind = STATIC.get(name.rpartition(".")[2])
    if kind is None or not file.is_file():
        raise web.HTTPNotFound
    return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8")


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
        "due": _due(await stage.due(), reader),
        "held": [_note(each, reader) for each in (await stage.held_back())[:HELD]],
        "notes": [_note(each, reader) for each in stage.journal()[:DECIDED]],
    }


def _due(due: Sequence[Due], reader: Reader) -> list[dict[str, Any]]:
    """What is due, soonest first; what reads the same stands once."""
    once = {(each.at, each.words): each for each in due}
    return [
        {
            "at": each.at.isoformat(),
            "local": render.spoken(reader.local(each.at)),
            "words": render.marked_up(each.words, reader),
        }
        for each in list(once.values())[:DUE]
    ]


def _note(each: Note, reader: Reader) -> dict[str, Any]:
    return {
        "at": each.at.isoformat(),
        "local": render.spoken(reader.local(each.at)),
        "words": render.marked_up(each.words, reader),
        "led_to": [render.marked_up(text, reader) for text in each.led_to],
        "because": each.because,
    }


def _slot(request: web.Request) -> str:
    return "right" if request.query.get("slot") == "right" else "left"
