"""A pretend workspace with a reception that only remembers what it was told, for tests of the playground's parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.clocks import HandClock
from adapters.playground import cast
from adapters.playground.cast import SHOP
from adapters.playground.listener import Listener
from adapters.playground.workspace import Workspace
from bot.ports.surfaces import Typing
from bot.vocabulary.events import Event, Given
from bot.vocabulary.model import Conversation, PersonId, WorkspaceId
from bot.vocabulary.view import Button, Choice, Field, Form, Strong, View, Weight

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
CARD = View(
    (Strong("One question waits for you"),), (("since Monday",),), buttons=(Button("Answered", "answered", "m1"),)
)
FORM = View(("Ask",), form=Form("Ask", "ask", (Field("words", "What?", is_required=True), Field("more", "More")), "e1"))
WARNING = Button("End it", "end-now", "e1", Weight.DANGER)


@dataclass
class Remembering:
    """`ports.Reception` that answers what it is given to answer, and remembers what it was told."""

    told: list[Event | Given] = field(default_factory=list)
    answers: list[View | None] = field(default_factory=list)

    async def accept(self, event: Event) -> None:
        self.told.append(event)

    async def accept_each(self, events: Sequence[Event]) -> Sequence[Exception | None]:
        self.told.extend(events)
        return [None] * len(events)

    async def answer(self, given: Given) -> View | None:
        self.told.append(given)
        return self.answers.pop(0) if self.answers else None

    async def suggest(self, typing: Typing) -> Sequence[Choice]:
        return [Choice(typing.text, typing.parameter)]

    async def lost_touch(self, workspace: WorkspaceId | None = None) -> None:
        self.told.clear()


class Play:
    """A listener and everything around it."""

    def __init__(self) -> None:
        self.clock = HandClock(NOON)
        self.workspace: Workspace = cast.workspace()
        self.reception = Remembering()
        self.settled: list[datetime] = []
        self.listener = Listener(self.workspace, self.reception, self.clock, self._settle)
        self.shop: Conversation = self.workspace.conversations[SHOP]

    async def _settle(self) -> None:
        self.settled.append(self.clock.now())

    def heard(self, *answers: View | None) -> Play:
        """Let these be the next answers."""
        self.reception.answers.extend(answers)
        return self

    def texts(self, seat: PersonId) -> list[str]:
        """What somebody reads in the channel."""
        return [line.text for line in self.workspace.seen(seat, SHOP)]
