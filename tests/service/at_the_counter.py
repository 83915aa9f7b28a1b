"""A team at the counter, over a store in memory or any other: what people tell, and the cards they get."""

from __future__ import annotations

from datetime import datetime, timedelta

from adapters.memory.unit_of_work import Memory
from bot.ports import Store
from bot.service.answering.counter import Counter
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.vocabulary.events import (
    ButtonPressed,
    CommandGiven,
    ConversationSeen,
    FormSubmitted,
    Given,
    MessagePosted,
    PersonSeen,
    Value,
)
from bot.vocabulary.model import Conversation, MessageId, PersonId
from bot.vocabulary.view import View
from tests.agreed import ACME, MONDAY, PEOPLE, SITE, ana


class AtTheCounter:
    """Tells things one after the other, a second apart."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store or Memory()
        self.gatherer = Gatherer()
        self.inbox = Inbox(self.store, self.gatherer)
        self.counter = Counter(self.store, self.inbox, self.gatherer)
        self.at = MONDAY
        self._count = 0

    async def begin(self) -> AtTheCounter:
        """Tell who is here."""
        site = Conversation(SITE, "site", members=frozenset(PEOPLE))
        people = [PersonSeen(ACME, person, self._next()) for person in PEOPLE.values()]
        await self.inbox.take([ConversationSeen(ACME, site, self._next()), *people])
        return self

    async def team(self, *people: PersonId) -> AtTheCounter:
        """Ana begins an engagement, and these people join it."""
        await self.begin()
        await self.command(ana, "start", " ".join(f"<@{person}>" for person in people))
        for person in people:
            await self.submit(person, "join", zone=PEOPLE[person].zone or "UTC", hours="Mon-Fri 9-12, 13-17")
        return self

    async def command(self, by: PersonId, name: str, text: str = "") -> View:
        """Give a command."""
        return await self.tell(CommandGiven(ACME, SITE, self._id(), self._next(), by, name, text))

    async def press(self, by: PersonId, action: str, about: str = "") -> View:
        """Press a button."""
        return await self.tell(ButtonPressed(ACME, SITE, self._id(), self._next(), by, action, about))

    async def submit(self, by: PersonId, action: str, about: str = "", /, **values: str) -> View:
        """Send a form."""
        given = tuple(Value(name, value) for name, value in values.items())
        return await self.tell(FormSubmitted(ACME, SITE, self._id(), self._next(), by, action, about, given))

    async def tell(self, event: Given) -> View:
        """Tell something, and be answered."""
        view = await self.counter.take(event)
        assert view is not None
        return view

    async def says(self, by: PersonId, text: str) -> MessageId:
        """Say something in the conversation."""
        at = self._next()
        message = MessageId(f"C1/{at.timestamp():.6f}")
        await self.inbox.take([MessagePosted(ACME, SITE, message, at, by, text)])
        return message

    def _id(self) -> str:
        self._count += 1
        return f"I{self._count}"

    def _next(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at
