"""The JSON face, /api/v1: everything that can be done in the playground, and everything that can be seen in it.

docs/playground-api.md tells it to those who write scripts against it; its examples are run by a test.
"""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import orjson
from aiohttp import web

from adapters.playground import acts, asked, render
from adapters.playground.asked import Asked, Wrong
from adapters.playground.listener import NotAllowed
from adapters.playground.render import Json, Reader
from adapters.playground.stage import CannotLoad, Due, Note, Stage
from adapters.playground.workspace import Unknown
from bot.vocabulary.actions import SHORTCUTS
from bot.vocabulary.commands import COMMANDS
from bot.vocabulary.model import PersonId

ROOT: Final = "/api/v1"
STAGE: Final[web.AppKey[Stage]] = web.AppKey("stage", Stage)
LARGEST: Final = 200_000_000
"""Bytes of an export that is loaded."""
Answer = Callable[[web.Request], Awaitable[Json]]


def add_to(application: web.Application) -> None:
    """Let the JSON face answer."""
    looks: dict[str, Answer] = {
        "": _overview,
        "/clock": _clock,
        "/due": _due,
        "/held-back": _held_back,
        "/journal": _journal,
        "/records": _records,
        "/story": _scene,
        "/seats/{seat}": _seat,
        "/seats/{seat}/messages": _messages,
        "/seats/{seat}/cards": _cards,
        "/seats/{seat}/form": _form,
        "/seats/{seat}/suggestions": _suggestions,
    }
    changes: dict[str, Answer] = {"/clock": _step, "/reset": _reset, "/story": _play, "/load": _load}
    for path, look in looks.items():
        application.router.add_get(f"{ROOT}{path}", _told(look))
    for path, change in changes.items():
        application.router.add_post(f"{ROOT}{path}", _told(change))
    application.router.add_post(f"{ROOT}/seats/{{seat}}/{{act}}", _told(_act))
    application.router.add_route("*", f"{ROOT}/{{rest:.*}}", _told(_nowhere))


def _told(answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    """What is wrong is told as JSON, in one sentence, with a status that says whose fault it is."""

    async def handle(request: web.Request) -> web.Response:
        try:
            return _json(await answer(request))
        except Unknown as problem:
            return _json({"error": str(problem)}, 404)
        except (Wrong, CannotLoad) as problem:
            return _json({"error": str(problem)}, 400)
        except NotAllowed as problem:
            return _json({"error": str(problem)}, 409)

    return handle


def _json(told: Json, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(told), status=status, content_type="application/json")


async def _act(request: web.Request) -> Json:
    stage, (seat, reader) = request.app[STAGE], _reader(request)
    name = request.match_info["act"]
    if name not in acts.ACTS:
        raise Unknown(f"There is nothing called “{name[:40]}” to do; there are {', '.join(acts.ACTS)}.")
    act, fields = acts.ACTS[name]
    told = await act(stage, seat, asked.read(await request.read(), fields))
    return {"now": stage.now().isoformat(), **told, "form": _form_of(stage, seat, reader)}


async def _step(request: web.Request) -> Json:
    stage = request.app[STAGE]
    given = asked.read(await request.read(), ("to", "by", "next"))
    to, by = given.maybe("to"), given.maybe("by")
    if sum((to is not None, by is not None, given.flag("next"))) != 1:
        raise Wrong("Say one of “to” (a moment), “by” (a duration) and “next” (true: to the next thing due).")
    if to is not None:
        await stage.until(asked.moment(to, stage.now()))
    elif by is not None:
        await stage.until(stage.now() + asked.duration(by))
    elif (moment := await stage.next_moment()) is not None:
        await stage.until(moment)
    return await _clock(request)


async def _reset(request: web.Request) -> Json:
    asked.read(await request.read(), ())
    await request.app[STAGE].reset()
    return await _overview(request)


# --- what can be seen ------------------------------------------------------------------------------------------------


async def _play(request: web.Request) -> Json:
    asked.read(await request.read(), ())
    await request.app[STAGE].play()
    return await _scene(request)


async def _load(request: web.Request) -> Json:
    """An export: where it is on this machine, or itself, as a zip."""
    stage = request.app[STAGE]
    if request.content_type == "application/zip":
        with tempfile.TemporaryDirectory(prefix="openline-") as folder:
            file = Path(folder) / "export.zip"
            file.write_bytes(await request.read())
            said = await stage.load(file)
    else:
        said = await stage.load(Path(asked.read(await request.read(), ("export",)).text("export")))
    return {"messages": said, **await _overview(request)}


async def _overview(request: web.Request) -> Json:
    stage = request.app[STAGE]
    return {
        "version": 1,
        "now": stage.now().isoformat(),
        "seats": [_about(stage, each) for each in stage.workspace.seats],
        "commands": [each.name for each in COMMANDS],
        "story": stage.scene()._asdict(),
        "shortcuts": [{"action": each.action, "label": each.label} for each in SHORTCUTS],
    }


def _about(stage: Stage, who: PersonId) -> Json:
    seat = stage.workspace.seats[who]
    reader = render.reader(stage.workspace, who)
    return {
        "seat": who,
        "name": seat.person.name,
        "title": seat.title,
        "zone": reader.zone,
        "local": render.spoken(reader.local(stage.now())),
        "places": [
            {"place": each.id, "name": each.name, "kind": each.kind.value} for each in stage.workspace.places(who)
        ],
    }


async def _clock(request: web.Request) -> Json:
    stage = request.app[STAGE]
    upcoming = await stage.next_moment()
    local = {
        who: render.spoken(render.reader(stage.workspace, who).local(stage.now())) for who in stage.workspace.seats
    }
    return {"now": stage.now().isoformat(), "next": upcoming.isoformat() if upcoming else None, "local": local}


async def _due(request: web.Request) -> Json:
    stage = request.app[STAGE]
    return {"due": [_due_of(each, _anybody(stage)) for each in await stage.due()]}


def _due_of(each: Due, reader: Reader) -> Json:
    words = render.plain(each.words, reader)
    return {"at": each.at.isoformat(), "what": each.what, "words": words, "subject": each.subject}


async def _held_back(request: web.Request) -> Json:
    stage = request.app[STAGE]
    return {"held_back": [_note(each, _anybody(stage)) for each in await stage.held_back()]}


async def _journal(request: web.Request) -> Json:
    stage = request.app[STAGE]
    return {"journal": [_note(each, _anybody(stage)) for each in stage.journal()]}


def _note(each: Note, reader: Reader) -> Json:
    return {
        "number": each.number,
        "at": each.at.isoformat(),
        "what": each.what,
        "words": render.plain(each.words, reader),
        "person": each.person,
        "place": each.place,
        "led_to": [render.plain(words, reader) for words in each.led_to],
        "because": each.because,
    }


async def _records(request: web.Request) -> Json:
    found = await request.app[STAGE].records()
    kind = request.query.get("kind")
    return {"records": dict(found) if kind is None else {kind: found.get(kind, [])}}


async def _scene(request: web.Request) -> Json:
    stage = request.app[STAGE]
    return {"now": stage.now().isoformat(), "story": stage.scene()._asdict()}


async def _seat(request: web.Request) -> Json:
    stage, (seat, reader) = request.app[STAGE], _reader(request)
    return {**_about(stage, seat), "now": stage.now().isoformat(), "form": _form_of(stage, seat, reader)}


async def _messages(request: web.Request) -> Json:
    stage, (seat, reader) = request.app[STAGE], _reader(request)
    name = request.query.get("place")
    place = stage.workspace.place(name, seat).id if name else None
    return {"messages": [render.message(each, reader) for each in stage.workspace.seen(seat, place)]}


async def _cards(request: web.Request) -> Json:
    told = await _messages(request)
    return {"cards": [each for each in told["messages"] if each["kind"] == "card"]}


async def _form(request: web.Request) -> Json:
    stage, (seat, reader) = request.app[STAGE], _reader(request)
    return {"form": _form_of(stage, seat, reader)}


async def _suggestions(request: web.Request) -> Json:
    stage, (seat, _) = request.app[STAGE], _reader(request)
    given = Asked(request.query, ("place", "command", "parameter", "text"))
    place = stage.workspace.place(given.text("place"), seat)
    found = await stage.listener.suggest(
        seat, place, given.text("command"), given.text("parameter"), given.maybe("text") or ""
    )
    return {"suggestions": [each._asdict() for each in found]}


async def _nowhere(request: web.Request) -> Json:
    raise Unknown(f"There is nothing at {request.method} {request.path[:80]}; see GET {ROOT}.")


def _reader(request: web.Request) -> tuple[PersonId, Reader]:
    workspace = request.app[STAGE].workspace
    seat = workspace.person(request.match_info["seat"]).id
    return seat, render.reader(workspace, seat)


def _anybody(stage: Stage) -> Reader:
    return Reader(stage.workspace, "UTC")


def _form_of(stage: Stage, seat: PersonId, reader: Reader) -> Json | None:
    opened = stage.workspace.forms.get(seat)
    return render.form(opened, reader) if opened else None
