"""The chat platforms of a process: built where they are set up, and reached as one, by whose a workspace is.

To add a platform: a file `bot/wiring/<platform>.py` with `surface(house) -> Surface`, and a line in `BUILT_BY`. It is
imported only where the platform is set up, so that nobody pays for an SDK they do not use.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import Final, NamedTuple

from bot.ports import Place
from bot.ports.surfaces import Page, Refused
from bot.settings import Settings
from bot.vocabulary.effects import Address
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import View
from bot.wiring.core import House
from bot.wiring.surface import Surface

NOBODY: Final = "no-platform"
"""Why something is refused about a workspace of a platform that is not set up (any more)."""
LATER: Final = timedelta(hours=1)
"""When it is tried again: its token may be back after the next start."""


class Platform(NamedTuple):
    """A platform: how to tell that it is set up, and that a workspace is one of its own; the file that builds it."""

    is_set: Callable[[Settings], bool]
    owns: Callable[[WorkspaceId], bool]
    module: str


class Reached(NamedTuple):
    """A platform that is set up: what it brings, and which workspaces are its own."""

    name: str
    owns: Callable[[WorkspaceId], bool]
    surface: Surface


BUILT_BY: Final[Mapping[str, Platform]] = {
    # a team or an enterprise begins with a letter, a guild is a number
    "slack": Platform(lambda settings: settings.has_slack, lambda it: it[:1].isalpha(), "bot.wiring.slack"),
    "discord": Platform(lambda settings: settings.has_discord, lambda it: it[:1].isdigit(), "bot.wiring.discord"),
}


def configured(house: House, built_by: Mapping[str, Platform] = BUILT_BY) -> tuple[Reached, ...]:
    """Every platform that is set up."""
    wanted = [(name, each) for name, each in built_by.items() if each.is_set(house.settings)]
    return tuple(Reached(name, each.owns, import_module(each.module).surface(house)) for name, each in wanted)


class Router:
    """`ports.Messenger` and `ports.History` of all platforms together."""

    def __init__(self, surfaces: Sequence[Reached]) -> None:
        self._surfaces = tuple(surfaces)

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> str:
        """Post on the platform of that workspace."""
        return await self._of(workspace).messenger.post(workspace, to, view, key)

    async def find(self, workspace: WorkspaceId, to: Address, key: str, since: datetime) -> str | None:
        """Ask the platform of that workspace."""
        return await self._of(workspace).messenger.find(workspace, to, key, since)

    async def update(self, workspace: WorkspaceId, to: Address, receipt: str, view: View) -> None:
        """Draw a card anew on the platform of that workspace."""
        await self._of(workspace).messenger.update(workspace, to, receipt, view)

    def pace(self, to: Address) -> timedelta:
        """An address does not say on which platform it is: the slowest of them."""
        return max((each.surface.messenger.pace(to) for each in self._surfaces), default=timedelta())

    def since(self, place: Place, watermark: datetime) -> AsyncIterator[Page]:
        """Read back from the platform of that workspace."""
        return self._read(place, watermark)

    async def _read(self, place: Place, watermark: datetime) -> AsyncIterator[Page]:
        async for page in self._of(place.workspace).history.since(place, watermark):
            yield page

    def _of(self, workspace: WorkspaceId) -> Surface:
        """Raises Refused where no platform of this process knows the workspace: nothing is lost by that."""
        found = next((each.surface for each in self._surfaces if each.owns(workspace)), None)
        if found is None:
            raise Refused(NOBODY, LATER)
        return found
