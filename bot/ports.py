"""What the core needs of the outside, in the core's own words. Adapters implement these; services call them.

Small on purpose: each is what one service needs, nothing that an adapter happens to be able to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from bot.vocabulary.calendar import Calendar, Holiday, default_calendar
from bot.vocabulary.coverage import Coverage
from bot.vocabulary.events import Event
from bot.vocabulary.model import (
    Conversation,
    ConversationId,
    GroupId,
    MessageId,
    Person,
    PersonId,
    Platform,
    Side,
    WorkspaceId,
)
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import Gap, Record
from bot.vocabulary.signals import Heard


class Place(NamedTuple):
    """A conversation of a workspace: what is decided one after the other."""

    workspace: WorkspaceId
    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Known:
    """All that is kept about one conversation and the people concerned, as of `version`.

    Whatever changes any of it makes the version another one, in every process.
    """

    version: int
    conversation: Conversation
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    sides: Mapping[PersonId, Side] = field(default_factory=dict)
    groups: Mapping[GroupId, frozenset[PersonId]] = field(default_factory=dict)
    calendars: Mapping[PersonId, Calendar] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=default_calendar)
    policy: Policy = field(default_factory=Policy)
    calibration: Calibration = field(default_factory=Calibration)
    joined: frozenset[PersonId] = frozenset()
    heard: Sequence[Heard] = ()
    waiting: Sequence[Gap] = ()


class Clock(Protocol):
    """Tells the time. The only source of it."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...


class MovableClock(Clock, Protocol):
    """A clock that stands where it was put, for archives, the playground and tests."""

    def move_to(self, at: datetime) -> None:
        """Put the clock forward to a moment; an earlier one leaves it where it is."""
        ...


class UnitOfWork(Protocol):
    """One transaction: everything a batch of events leads to is kept together, or not at all.

    Use with `async with`; leaving it without `commit` rolls back.
    """

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def unseen(self, events: Sequence[Event]) -> list[Event]:
        """Mark events as seen, and return those that were not; in order, each fact once."""
        ...

    async def versions(self, places: Collection[Place]) -> Mapping[Place, int]:
        """The versions of conversations, held still until this work ends; new ones begin."""
        ...

    async def known(self, place: Place) -> Known:
        """What is kept about a conversation."""
        ...

    async def remember(self, records: Sequence[Record]) -> None:
        """Keep records; each takes the place of the one with the same identity."""
        ...

    async def commit(self) -> None:
        """Make it last."""
        ...


class Store(Protocol):
    """Where records are kept."""

    def begin(self) -> UnitOfWork:
        """Start one piece of work."""
        ...


class Archive(Protocol):
    """An export of a workspace, read as the events it tells of."""

    @property
    def kind(self) -> Platform:
        """The platform that wrote it."""
        ...

    @property
    def workspace(self) -> WorkspaceId:
        """The workspace it is of."""
        ...

    @property
    def people(self) -> Sequence[Person]:
        """Everybody it names."""
        ...

    @property
    def conversations(self) -> Sequence[Conversation]:
        """Every conversation it holds."""
        ...

    @property
    def coverage(self) -> Coverage:
        """What was read so far, and what was left out and why."""
        ...

    def events(
        self,
        channels: Collection[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Event]:
        """What happened, in the order of its moments over all conversations."""
        ...

    def link(self, message: MessageId) -> str | None:
        """Where a message can be seen, if that can be told."""
        ...


class Holidays(Protocol):
    """Knows the legal days off of a country."""

    def legal(self, country: str, years: range) -> tuple[Holiday, ...]:
        """The days on which people there do not work; a ValueError says so where the country is unknown."""
        ...
