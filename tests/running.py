"""A whole process over any store, on a clock that is put where the test wants it: inbox, wakeups, outbox, catching up.

`restarted` is what a kill leaves: everything in memory is dropped, the store stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from adapters.clocks import HandClock
from adapters.memory.history import History
from adapters.memory.messenger import Messenger, Posted
from bot.ports import SENDING_FOR, Store
from bot.service.answering.counter import Counter
from bot.service.drawing.cards import Cards
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.service.outbox import Outbox
from bot.service.reaching import Reaching
from bot.service.reconcile import Reconciler
from bot.service.wakeups import Wakeups
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.events import (
    ButtonPressed,
    Event,
    FormSubmitted,
    Given,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    Value,
)
from bot.vocabulary.model import Conversation, ConversationId, EngagementId, PersonId, Side
from bot.vocabulary.records import (
    ConversationKept,
    Engagement,
    Gap,
    HoursKept,
    Member,
    MemberState,
    Outgoing,
    OutgoingState,
    PersonKept,
    Record,
    Wakeup,
)
from bot.vocabulary.view import View
from tests.builders import PEOPLE, SITE, WORKSPACE, ana, at, kim, office_hours, sam

SHOP, DM = ConversationId("shop"), ConversationId("dm")
SIDES = {ana: Side.OWNER, sam: Side.ASSISTANT, kim: Side.ASSISTANT}
SENT = frozenset({OutgoingState.SENT, OutgoingState.RECONCILED})


def team(places: Sequence[ConversationId] = (SITE, SHOP)) -> list[Record]:
    """Ana owns, Sam and Kim assist, everybody has joined and works Mon-Fri 9-17 UTC."""
    one, began = EngagementId("E1"), at("mon 0:00") - timedelta(days=30)
    members = frozenset(SIDES)
    return [
        Engagement(WORKSPACE, one, "the site", tuple(places), "UTC", began),
        *(ConversationKept(WORKSPACE, Conversation(place, place, members=members)) for place in places),
        *(PersonKept(WORKSPACE, person) for person in PEOPLE.values()),
        *(Member(WORKSPACE, one, person, side, MemberState.JOINED, began) for person, side in SIDES.items()),
        *(HoursKept(WORKSPACE, person, office_hours().versions[0]) for person in SIDES),
    ]


class Process:
    """What one process consists of, on a store, a platform and a clock that outlive it."""

    def __init__(
        self, store: Store, clock: HandClock, messenger: Messenger | None = None, history: History | None = None
    ) -> None:
        self.store = store
        self.clock = clock
        self.messenger = messenger or Messenger(clock)
        self.history = history or History(clock)
        gatherer = Gatherer()
        self.inbox = Inbox(store, gatherer, reaching=Reaching())
        self.wakeups = Wakeups(store, gatherer)
        self.outbox = Outbox(store, self.messenger, clock, Cards(gatherer).drawn)
        self.counter = Counter(store, self.inbox, gatherer)
        self.reconciler = Reconciler(store, self.inbox.take, self.history, clock)

    async def keep(self, *records: Record) -> Process:
        """Keep records as they are."""
        async with self.store.begin() as work:
            await work.remember(records)
            await work.commit()
        return self

    async def find(self, kind: type[Any], **equals: object) -> list[Any]:
        """Records of one kind."""
        async with self.store.begin(reading=True) as work:
            return await work.find(kind, WORKSPACE, **equals)

    async def gaps(self) -> dict[Any, Gap]:
        """Every gap that is kept."""
        return {gap.identity: gap for gap in await self.find(Gap)}

    def restarted(self) -> Process:
        """Another process on what the first one left."""
        return Process(self.store, self.clock, self.messenger, self.history)

    async def tick(self) -> None:
        """What the alarm does: ring what is due, and post what waits."""
        await self.wakeups.ring(self.clock.now())
        await self.outbox.deliver()

    async def hears(self, *events: Event) -> Process:
        """Let these happen, time passing until each of them."""
        for event in events:
            await self.until(event.at)
            if isinstance(event, MessagePosted | MessageEdited | MessageDeleted):
                self.history.add(event)
            await self.inbox.take([event])
        return self

    async def presses(self, who: PersonId, action: str, about: str, when: str, where: ConversationId = DM) -> View:
        """Let somebody press a button, in private unless told otherwise."""
        return await self._told(ButtonPressed(WORKSPACE, where, f"{action}/{when}", at(when), who, action, about))

    async def sends(self, who: PersonId, action: str, about: str, when: str, **values: str) -> View:
        """Let somebody send a form."""
        given = tuple(Value(name, value) for name, value in values.items())
        return await self._told(
            FormSubmitted(WORKSPACE, DM, f"form/{action}/{when}", at(when), who, action, about, given)
        )

    async def _told(self, event: Given) -> View:
        await self.until(event.at)
        view = await self.counter.take(event)
        assert view is not None
        await self.tick()
        return view

    async def misses(self, *events: MessagePosted) -> Process:
        """Let these happen without anybody hearing them."""
        for event in events:
            self.history.add(event)
        return self

    async def until(self, moment: datetime) -> Process:
        """Let time pass, from one due moment to the next."""
        await self.tick()
        while (due := await self.next_moment()) is not None and due <= moment:
            self.clock.move_to(due)
            await self.tick()
        self.clock.move_to(moment)
        await self.tick()
        return self

    @property
    def posted(self) -> list[Posted]:
        """Everything on the platform."""
        return self.messenger.posted

    def posts_to(self, person: PersonId) -> list[datetime]:
        """When somebody was written to in private."""
        return [each.at for each in self.posted if each.to == ToPerson(person)]

    async def states(self) -> list[OutgoingState]:
        """How each thing that was to be said stands, in the order of its decision."""
        found: list[Outgoing] = await self.find(Outgoing)
        return [each.state for each in sorted(found, key=lambda each: (each.created_at, each.key))]

    async def next_moment(self) -> datetime | None:
        """The next moment at which something is to be done."""
        moments = [*_moments(await self.find(Wakeup)), *_due(await self.find(Outgoing))]
        return min((moment for moment in moments if moment > self.clock.now()), default=None)


def _moments(wakeups: Iterable[Wakeup]) -> list[datetime]:
    return [wakeup.at for wakeup in wakeups]


def _due(outgoing: Iterable[Outgoing]) -> Iterable[datetime]:
    """When something is to be posted, or to be asked about."""
    for each in outgoing:
        if each.state is OutgoingState.PENDING:
            yield each.not_before
        elif each.state in (OutgoingState.SENDING, OutgoingState.UNKNOWN):
            yield max(each.not_before, (each.claimed_at or each.created_at) + SENDING_FOR)
