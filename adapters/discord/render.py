"""A View drawn with components v2, inside all of Discord's limits.

A card is one container: what it says, its sections with what can be done about each, the buttons, everything else in a
select, and the small print. What does not fit as a button goes into the select, what does not fit as text is cut.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from adapters.discord import limits, markup
from adapters.discord.custom_ids import Shelf, pack
from adapters.discord.limits import clipped, length
from adapters.discord.words import Words
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import Button, Section, Text, View, Weight

COMPONENTS_V2: Final = 1 << 15
"""The flag of a message made of components alone."""
MORE: Final = "more"
"""The action of the select; what was chosen is the action that is meant."""
STYLES: Final = {Weight.PRIMARY: 1, Weight.PLAIN: 2, Weight.DANGER: 4}
SILENT: Final[dict[str, Any]] = {"parse": [], "replied_user": False}
"""Nobody is pinged."""

ROW, BUTTON, SELECT, SECTION, WORDS, GALLERY, FILE, CONTAINER = 1, 2, 3, 9, 10, 12, 13, 17

Png = Callable[[str], bytes]
"""Makes a PNG of an SVG."""
Component = dict[str, Any]


class Attached(NamedTuple):
    """A file of a message, with what is on it for those who do not see it."""

    name: str
    data: bytes
    description: str = ""


class Drawn(NamedTuple):
    """A message as Discord takes it: its body and its files."""

    body: dict[str, Any]
    files: tuple[Attached, ...] = ()


@dataclass(slots=True)
class _Sheet:
    """What is left of one message while it is filled."""

    workspace: WorkspaceId | None
    shelf: Shelf
    room: int = limits.TEXT - 100
    left: int = limits.COMPONENTS - 1  # the container
    parts: list[Component] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    over: list[tuple[str, Button]] = field(default_factory=list)

    def add(self, part: Component, costs: int) -> None:
        self.parts.append(part)
        self.left -= costs

    def words(self, text: str) -> Component:
        self.room -= length(text)
        return {"type": WORDS, "content": text}

    def say(self, text: str) -> None:
        """Add words; those beside the last words join them, which costs no component."""
        if not text:
            return
        last = self.parts[-1] if self.parts else None
        if last is not None and last["type"] == WORDS:
            last["content"] = f"{last['content']}\n{text}"
            self.room -= length(text) + 1
        else:
            self.add(self.words(text), 1)

    def custom_id(self, button: Button) -> str:
        """The button's id, unlike any other on this card."""
        name = (button.action, button.about)
        self.seen[name] = self.seen.get(name, -1) + 1
        return pack(button.action, button.about, self.workspace, self.shelf, self.seen[name])


def message(
    view: View, words: Words, shelf: Shelf, png: Png, workspace: WorkspaceId | None = None, mark: int | None = None
) -> Drawn:
    """The message of a card. `workspace` is carried by its buttons where the place does not tell it; `mark` is a number
    by which the message is found again.
    """
    sheet = _Sheet(workspace, shelf)
    files = _files(view, png)
    kept = _kept_back(view, len(files))
    sheet.left -= kept
    sheet.say(_lines((view.headline, *view.facts), sheet.room - _needed(view)))
    if view.picture is not None:
        item = {"media": {"url": f"attachment://{files[0].name}"}, "description": files[0].description}
        sheet.add({"type": GALLERY, "items": [item]}, 0)
    for section in view.sections:
        _section(section, sheet)
    _actions(view, sheet, words)
    for attached in files[view.picture is not None :]:
        sheet.add({"type": FILE, "file": {"url": f"attachment://{attached.name}"}}, 0)
    sheet.left += kept
    _small_print(view, sheet)
    if not sheet.parts:
        sheet.say("…")
    container: Component = {"type": CONTAINER, "components": sheet.parts} | ({"id": mark} if mark else {})
    listed = [
        {"id": number, "filename": each.name, "description": each.description} for number, each in enumerate(files)
    ]
    mentions = SILENT | {"users": list(markup.mentioned(_texts(view)))}
    body = {"flags": COMPONENTS_V2, "components": [container], "allowed_mentions": mentions, "attachments": listed}
    return Drawn(body, files)


async def prepared(
    view: View, words: Words, shelf: Shelf, png: Png, workspace: WorkspaceId | None = None, mark: int | None = None
) -> Drawn:
    """The same, with its picture drawn beside the event loop: a heartbeat must not wait for it."""
    if view.picture is None:
        return message(view, words, shelf, png, workspace, mark)
    return await asyncio.to_thread(message, view, words, shelf, png, workspace, mark)


def _texts(view: View) -> Iterable[Text]:
    yield from (view.headline, *view.facts, view.small_print)
    for section in view.sections:
        yield from section.lines


def _kept_back(view: View, files: int) -> int:
    """Components that sections must leave: the buttons and their row, the select and its row, small print, files."""
    buttons = min(len(view.buttons), limits.BUTTONS)
    return buttons + (buttons > 0) + 2 + bool(view.small_print) + files


def _needed(view: View) -> int:
    """Room that the headline leaves to the rest."""
    return min(len(view.sections), 10) * 150 + (200 if view.small_print else 0)


def _lines(texts: Iterable[Text], room: int) -> str:
    lines: list[str] = []
    for text in texts:
        line = markup.drawn(text, max(0, min(room, 1500))) if room > 20 else ""
        if line:
            lines.append(line)
            room -= length(line) + 1
    return "\n".join(lines)


def _section(section: Section, sheet: _Sheet) -> None:
    """Its words, with its one button beside them or its buttons below; buttons without room go into the select."""
    heading = markup.drawn((" ".join(section.heading.split()),), 300)
    said = f"**{heading}**\n" if heading else ""
    said = f"{said}{_lines(section.lines, sheet.room - length(said) - 20)}".strip()
    if length(said) > sheet.room - 20 or not said:
        sheet.over += [(section.heading, each) for each in section.buttons]
        return
    buttons = section.buttons[: limits.BUTTONS]
    sheet.over += [(section.heading, each) for each in section.buttons[limits.BUTTONS :]]
    if len(buttons) == 1 and sheet.left >= 4:
        beside = {"type": SECTION, "components": [sheet.words(said)], "accessory": _button(buttons[0], sheet)}
        sheet.add(beside, 3)
        return
    if buttons and sheet.left < len(buttons) + 3:
        sheet.over += [(section.heading, each) for each in buttons]
        buttons = ()
    sheet.say(said)
    if buttons:
        _row(buttons, sheet, len(buttons) + 1)


def _row(buttons: Iterable[Button], sheet: _Sheet, costs: int) -> None:
    sheet.add({"type": ROW, "components": [_button(each, sheet) for each in buttons]}, costs)


def _button(button: Button, sheet: _Sheet) -> Component:
    label = clipped(markup.harmless(button.label).strip(), limits.LABEL) or "…"
    return {"type": BUTTON, "style": STYLES[button.weight], "label": label, "custom_id": sheet.custom_id(button)}


def _actions(view: View, sheet: _Sheet, words: Words) -> None:
    if view.buttons:
        _row(view.buttons[: limits.BUTTONS], sheet, 0)
    rest = [("", each) for each in (*view.buttons[limits.BUTTONS :], *view.more)]
    options = [_option(heading, each, sheet) for heading, each in [*rest, *sheet.over][: limits.OPTIONS]]
    if options:
        select = {"type": SELECT, "custom_id": f"|{MORE}|", "placeholder": words.more, "options": options}
        sheet.add({"type": ROW, "components": [select]}, 0)


def _option(heading: str, button: Button, sheet: _Sheet) -> Component:
    label = f"{button.label}: {heading}" if heading else button.label
    shown = clipped(markup.harmless(" ".join(label.split())).strip(), limits.OPTION) or "…"
    return {"label": shown, "value": sheet.custom_id(button)}


def _small_print(view: View, sheet: _Sheet) -> None:
    said = markup.drawn(view.small_print, max(0, min(sheet.room, 600))) if sheet.room > 40 else ""
    if said:
        sheet.say("\n".join(f"-# {line}" for line in said.splitlines() if line.strip()))


def _files(view: View, png: Png) -> tuple[Attached, ...]:
    found: list[Attached] = []
    if view.picture is not None:
        described = clipped(markup.harmless(view.picture.alternative), limits.DESCRIPTION)
        found.append(Attached(_file_name(view.picture.name), png(view.picture.svg), described))
    for number, document in enumerate(view.documents[:9], 1):
        name = _file_name(document.name)
        name = f"{number}-{name}" if name in {each.name for each in found} else name
        found.append(Attached(name, document.text.encode(errors="replace")))
    return tuple(found)


def _file_name(name: str) -> str:
    """A name that an `attachment://` address holds."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[-80:] or "file"
