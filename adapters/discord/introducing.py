"""Tells who somebody is, once something may be known about them: they have joined, or are about to (S22)."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

import structlog

from adapters.discord.hearing import Joined
from adapters.discord.interactions import Interaction
from bot.ports.surfaces import Reception
from bot.vocabulary.events import FormSubmitted, Given, PersonSeen
from bot.vocabulary.model import Person

JOINING: Final = frozenset({"join", "start"})
"""Forms by which somebody begins to be known."""
TOLD: Final = 10_000
"""People of whom it is remembered what was told."""


class Introducing:
    """Introduces whoever interacts; again only when they are called otherwise, or may do other things."""

    def __init__(self, reception: Reception, joined: Joined) -> None:
        self._reception = reception
        self._joined = joined
        self._told: OrderedDict[tuple[str, str], Person] = OrderedDict()

    async def introduce(self, interaction: Interaction) -> None:
        """Tell who it is by, if something may be known about them."""
        given, name = interaction.given, (str(interaction.workspace), interaction.by)
        if given is None or self._told.get(name) == interaction.who:
            return
        if is_joining(given) or await self._joined(given.workspace, interaction.by):
            await self._reception.accept(PersonSeen(given.workspace, interaction.who, given.at))
            self._told[name] = interaction.who
            if len(self._told) > TOLD:
                self._told.popitem(last=False)

    async def introduce_aside(self, interaction: Interaction) -> None:
        """The same, where nothing waits for it: that it failed is told the log, and tried again the next time."""
        try:
            await self.introduce(interaction)
        except Exception as failure:
            structlog.get_logger().warning("not_introduced", platform="discord", failure=type(failure).__name__)


def is_joining(given: Given | None) -> bool:
    """Whether somebody begins to be known by this: then who they are has to be known before it is decided."""
    return isinstance(given, FormSubmitted) and given.action in JOINING
