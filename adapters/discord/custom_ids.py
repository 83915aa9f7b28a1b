"""What a button carries, so that it works after a restart: its action, what it is about, and, in private, whose it is.

`[@WORKSPACE]|ACTION[~N]|ABOUT`, at most 100 characters; N tells two buttons of one card apart. Where that is longer,
Discord's ids in it are written shorter (`!` and eleven letters), which makes every subject there is fit (a test walks
them all). What is longer even then is packed, and at last kept on a shelf under a short hash of itself, as long as the
process lives.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import OrderedDict
from hashlib import sha256
from typing import Final, NamedTuple, Protocol

from adapters.discord.limits import CUSTOM_ID
from bot.vocabulary.model import WorkspaceId

LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
WIDTH: Final = 11
"""Letters that hold any 64 bits."""
SHORT: Final = ":s:"
PACKED: Final = ":z:"
SHELVED: Final = ":k:"
ROOM: Final = 10_000
_ID: Final = re.compile(r"(?<!\d)[1-9]\d{14,19}(?!\d)", re.ASCII)
_LETTERS: Final = re.compile(r"!([0-9A-Za-z]{11})", re.ASCII)


class Carried(NamedTuple):
    """What was found in a button's id. `workspace` is there where the place does not tell it."""

    workspace: WorkspaceId | None
    action: str
    about: str


class Shelf(Protocol):
    """Keeps what is too long for a button."""

    def put(self, token: str, about: str) -> None:
        """Keep it under a token made of itself."""
        ...

    def get(self, token: str) -> str | None:
        """What was kept, if it still is."""
        ...


class Memory:
    """A shelf in memory, with room for the latest."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()

    def put(self, token: str, about: str) -> None:
        """Keep it; the oldest goes when there is no room."""
        self._kept[token] = about
        self._kept.move_to_end(token)
        if len(self._kept) > ROOM:
            self._kept.popitem(last=False)

    def get(self, token: str) -> str | None:
        """What was kept."""
        return self._kept.get(token)


def pack(action: str, about: str, workspace: WorkspaceId | None, shelf: Shelf, number: int = 0) -> str:
    """The id of a button; `number` tells it apart from its like on the same card."""
    about = about.encode(errors="replace").decode()
    head = f"{f'@{workspace}' if workspace else ''}|{action}{f'~{number}' if number else ''}|"
    if len(head) + len(about.encode()) <= CUSTOM_ID:
        return head + about
    short, whose = _shortened(about), f"@{_shortened(workspace)}" if workspace else ""
    shorter = f"{whose}|{action}{f'~{number}' if number else ''}|{SHORT}{short}"
    if "!" not in about and len(shorter.encode()) <= CUSTOM_ID:
        return shorter
    packed = PACKED + base64.b85encode(zlib.compress(about.encode(), 9)).decode()
    if len(head) + len(packed) <= CUSTOM_ID:
        return head + packed
    token = sha256(about.encode()).hexdigest()[:24]
    shelf.put(token, about)
    return f"{head}{SHELVED}{token}"


def unpack(custom_id: object, shelf: Shelf) -> Carried | None:
    """What a button carries; None for what no button of ours does."""
    parts = custom_id.split("|", 2) if isinstance(custom_id, str) else []
    if len(parts) != 3 or not parts[1]:
        return None
    whose, action, about = parts
    workspace = WorkspaceId(_lengthened(whose.removeprefix("@"))) if whose.startswith("@") else None
    return Carried(workspace, action.partition("~")[0], _about(about, shelf))


def _about(carried: str, shelf: Shelf) -> str:
    if carried.startswith(SHORT):
        return _lengthened(carried.removeprefix(SHORT))
    if carried.startswith(SHELVED):
        return shelf.get(carried.removeprefix(SHELVED)) or ""
    if not carried.startswith(PACKED):
        return carried
    try:
        return zlib.decompress(base64.b85decode(carried.removeprefix(PACKED))).decode()
    except (ValueError, zlib.error):
        return ""


def _shortened(text: str) -> str:
    """The text with each of Discord's ids in it as letters."""
    return _ID.sub(lambda found: f"!{_letters(int(found[0]))}" if int(found[0]) < 1 << 64 else found[0], text)


def _lengthened(text: str) -> str:
    return _LETTERS.sub(lambda found: str(_number(found[1])), text)


def _letters(number: int) -> str:
    letters = ""
    for _ in range(WIDTH):
        number, rest = divmod(number, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * len(LETTERS) + LETTERS.index(letter)
    return number
