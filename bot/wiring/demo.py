"""`openline demo`, put together: the playground in the browser, or its story in the terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import webbrowser
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final, TextIO

from adapters import logs
from adapters.clocks import token
from adapters.playground import render
from adapters.playground.player import OtherwiseThanTold
from adapters.playground.server import CannotListen, application, serving
from adapters.playground.story import STORY
from adapters.playground.workspace import Line, Workspace
from bot.vocabulary.model import ConversationKind
from bot.wiring.world import Demo
from bot.wording import demo as wording

DONE: Final = 0
OTHERWISE: Final = 1
UNUSABLE: Final = 2
"""Exit statuses of `openline demo`."""
USUAL: Final = 8050
"""The port that is tried first, so that a page that is still open finds the next playground."""
FONTS: Final = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """What `openline demo` was asked for. A `port` of None takes the usual one, or a free one."""

    port: int | None = None
    story: bool = False
    printed: bool = False
    browser: bool = True
    database: Path | None = None


def demo(order: DemoOrder, out: TextIO, err: TextIO) -> int:
    """Serve the playground until it is ended, or tell its story; what cannot be done is told in a sentence."""
    logs.configure("ERROR", err)
    if order.database is not None and (problem := _unusable(order.database)):
        err.write(f"{problem}\n")
        return UNUSABLE
    try:
        return asyncio.run(_told(order, out, err) if order.printed else _served(order, out))
    except CannotListen:
        err.write(f"{wording.taken(order.port or USUAL)}\n")
        return UNUSABLE


def _unusable(file: Path) -> str | None:
    """A file of somebody's is never written over."""
    if file.exists():
        return wording.there_already(str(file))
    folder = file.absolute().parent
    return None if folder.is_dir() and os.access(folder, os.W_OK) else wording.no_folder(str(folder))


# --- in the browser --------------------------------------------------------------------------------------------------


async def _served(order: DemoOrder, out: TextIO) -> int:
    ended = _ended()
    async with Demo(order.database) as stage:
        try:
            await _serve(stage, USUAL if order.port is None else order.port, order, out, ended)
        except CannotListen:
            if order.port is not None:
                raise
            await _serve(stage, 0, order, out, ended)
    out.write(f"{wording.kept_in(str(order.database)) if order.database else wording.STOPPED}\n")
    return DONE


async def _serve(stage: Demo, port: int, order: DemoOrder, out: TextIO, ended: asyncio.Event) -> None:
    async with serving(application(stage, token(), fonts()), port) as address:
        out.write(f"{wording.ready(address)}\n")
        out.flush()
        if order.browser and _has_screen():
            await asyncio.to_thread(webbrowser.open, f"{address}/?play" if order.story else address)
        await ended.wait()


def _ended() -> asyncio.Event:
    """Set when the process is asked to end."""
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: loop.call_soon_threadsafe(ended.set))
    return ended


def _has_screen() -> bool:
    """Whether a browser would open in a window: one in the terminal would only be in the way."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def fonts() -> dict[str, bytes]:
    """The bundled typefaces, by the names under which the page asks for them."""
    folder = files("adapters.report").joinpath("fonts")
    return {name: folder.joinpath(name).read_bytes() for name in FONTS}


# --- in the terminal -------------------------------------------------------------------------------------------------


async def _told(order: DemoOrder, out: TextIO, err: TextIO) -> int:
    """Play the story, and tell each step with what came of it."""
    async with Demo(order.database) as stage:
        seen: set[str] = set()
        for number, step in enumerate(STORY, 1):
            try:
                await stage.play()
            except OtherwiseThanTold as problem:
                err.write(f"{wording.otherwise(number, step.caption, str(problem))}\n")
                return OTHERWISE
            out.write(f"\n{number:>2}  {step.caption}\n")
            for line in stage.workspace.lines.values():
                if (stands := f"{line.id} {line.changed_at}") not in seen:
                    seen.add(stands)
                    out.write(f"    {_said(line, stage.workspace)}\n")
    out.write(f"\n{wording.WENT_AS_TOLD}\n")
    return DONE


def _said(line: Line, workspace: Workspace) -> str:
    """One line: when on the reader's own clock, where, who, and what."""
    place = workspace.conversations[line.place]
    to = line.only_for or next(iter(place.members or ()), None)
    is_private = place.kind is ConversationKind.DIRECT or line.only_for is not None
    reader = render.reader(workspace, to if to is not None and is_private else next(iter(workspace.seats)))
    where = f"to {workspace.people[to].name} alone" if to is not None and is_private else f"in #{place.name}"
    words = line.text if line.view is None else render.plain(line.view.headline, reader)
    moment = render.spoken(reader.local(line.changed_at or line.at))
    return f"{moment:16} {workspace.people[line.author].name} {where}: {words}"
