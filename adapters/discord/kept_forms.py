"""Forms that wait to be opened, with what was typed so far. After a restart they are asked for anew."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from itertools import count
from typing import Final, NamedTuple

from bot.vocabulary.events import Value
from bot.vocabulary.view import Form

ROOM: Final = 2_000


class Kept(NamedTuple):
    """A form that waits to be opened: what was typed so far, and which page is next."""

    form: Form
    values: tuple[Value, ...] = ()
    page: int = 0


class Forms:
    """The latest forms, each under a token of its own."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._number = count(1)

    def keep(self, kept: Kept, now: datetime) -> str:
        """Keep a form; the token is one that no other has, after a restart either."""
        token = f"{int(now.timestamp() * 1000):x}-{next(self._number):x}"
        self._kept[token] = kept
        if len(self._kept) > ROOM:
            self._kept.popitem(last=False)
        return token

    def get(self, token: str) -> Kept | None:
        """A form that is kept."""
        return self._kept.get(token)

    def take(self, token: str) -> Kept | None:
        """The same, and it is kept no longer."""
        return self._kept.pop(token, None)
