"""What the playground needs of whoever puts it together: the pretend chat, the clock, and what Openline thinks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from adapters.playground.listener import Listener
from adapters.playground.workspace import Workspace
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.view import Text


class Note(NamedTuple):
    """Something that happened, or that was held back: what it led to, and why. `what` is a code."""

    number: int
    at: datetime
    what: str
    words: Text
    person: str = ""
    place: str = ""
    led_to: tuple[Text, ...] = ()
    because: tuple[str, ...] = ()


class Due(NamedTuple):
    """Something that has a moment: Openline looks again then, or posts."""

    at: datetime
    what: str
    words: Text
    subject: str = ""


class Scene(NamedTuple):
    """How far the story is: the number of the next step, how many there are, and what the last one was."""

    next: int
    steps: int
    caption: str = ""
    looks: Mapping[PersonId, ConversationId] = {}
    """Where each seat looks to see it: conversations by person."""


class CannotLoad(Exception):
    """An export cannot be played; the words say why."""


class Stage(Protocol):
    """One pretend workspace with the real Openline in it."""

    @property
    def workspace(self) -> Workspace:
        """The pretend chat, as it is now: another one after `reset`."""
        ...

    @property
    def listener(self) -> Listener:
        """Where what is done at a seat is heard."""
        ...

    def now(self) -> datetime:
        """What the clock of the pretend world shows."""
        ...

    async def until(self, moment: datetime) -> None:
        """Let time pass up to a moment: at each due one before it, what is due rings and is posted."""
        ...

    async def next_moment(self) -> datetime | None:
        """The next moment at which something is due."""
        ...

    async def due(self) -> Sequence[Due]:
        """What is due later, soonest first."""
        ...

    async def held_back(self) -> Sequence[Note]:
        """What was not said, and why; the latest first."""
        ...

    def journal(self) -> Sequence[Note]:
        """What was decided, and why; the latest first."""
        ...

    async def records(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Everything that Openline keeps, by the names of its kinds."""
        ...

    async def reset(self) -> None:
        """Begin anew, with nothing kept."""
        ...

    async def load(self, export: Path) -> int:
        """Begin anew with an export, played through the front door; returns how much was said. Raises CannotLoad."""
        ...

    def scene(self) -> Scene:
        """How far the story is."""
        ...

    async def play(self) -> Scene:
        """Play the next step of the story; the first one begins anew. Nothing happens when it is over."""
        ...
