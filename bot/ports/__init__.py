"""What the core needs of the outside, in the core's own words. Adapters implement these; services call them.

Small on purpose: each is what one service needs, nothing that an adapter happens to be able to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, NamedTuple, Protocol, Self, TypeVar

from bot.vocabulary.calendar import Calendar, Holiday, default_calendar
from bot.vocabulary.coverage import Coverage
from bot.vocabulary.desk import Desk
from bot.vocabulary.events import Event
from bot.vocabulary.installing import Installation
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
from bot.vocabulary.records import Gap, Outgoing, Reach, Record, Wakeup
from bot.vocabulary.signals import Heard

SENDING_FOR: Final = timedelta(seconds=60)
"""How long a post may be under way before its fate counts as unknown (R6 asks for 60 s)."""
NUDGES_FOR: Final = timedelta(days=30)
"""How far back a desk tells of nudges."""
HEARD_AT_TOP: Final = 120
HEARD_IN_THREADS: Final = 240
"""How many of a conversation's latest messages are read back, at its top and in its threads."""
ENDED_SINCE: Final = 64
"""Gaps that ended since the so-many-th latest of these are read back too: somebody may say that they still wait."""

Kind = TypeVar("Kind", bound=Record)


class Unavailable(Exception):
    """The store can keep nothing at the moment, whatever it is: no room, no disk, no memory, an end under way.

    What was asked of it is not to blame, and may be asked again.
    """


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
    ended: Sequence[Gap] = ()


class Question(NamedTuple):
    """One of several `find`s that are asked at once."""

    kind: type
    equals: Mapping[str, object] = {}


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

    Use with `async with`; leaving it without `commit` rolls back. One at a time: beginning another inside would wait
    for itself. What was remembered is found again in the same work.
    """

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def unseen(self, events: Sequence[Event]) -> list[Event]:
        """Mark events as seen, and return those that were not; in order, each fact once.

        What is told about a workspace that was left at that moment or later counts as seen (`tenancy.Purged`).
        """
        ...

    async def versions(self, places: Collection[Place]) -> Mapping[Place, int]:
        """The versions of conversations, held still until this work ends; new ones begin.

        All that a work holds is asked for at once, so that no two wait for each other; asking again for some of it
        changes nothing.
        """
        ...

    async def known(self, place: Place) -> Known:
        """What is kept about a conversation."""
        ...

    async def remember(self, records: Sequence[Record]) -> None:
        """Keep records; each takes the place of the one with the same identity, as `vocabulary.identity` has it.

        `Forgotten` takes a gap away, `Erased` what is kept about a person, `Purged` a workspace; `Rekeyed` renames.
        """
        ...

    async def find(self, kind: type[Kind], workspace: WorkspaceId, **equals: object) -> list[Kind]:
        """Records of one kind, in the order of their identity, whose fields (or parts of identity) equal what is given.

        A frozenset stands for any of its members: `find(Goal, workspace, engagement=one, closed_at=None)`.
        """
        ...

    async def find_each(self, workspace: WorkspaceId, questions: Sequence[Question]) -> list[list[Any]]:
        """Each question answered as `find` would, in one journey to the store."""
        ...

    async def commit(self) -> Mapping[Place, int]:
        """Make it last; returns the versions under which what was gathered and decided counts as known.

        They are those of the store, unless this work also changed what was gathered: then they are out of date.
        """
        ...

    async def desk(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> Desk:
        """What is that person's turn, held still until this work ends. Not being disturbed counts as away there."""
        ...

    async def ring(self, now: datetime, limit: int) -> list[Wakeup]:
        """Take wakeups that are due, oldest first: gone with this work's commit, back if it rolls back.

        What another process has taken is passed over, never waited for.
        """
        ...

    async def take_outgoing(self, now: datetime, limit: int) -> list[Outgoing]:
        """Take what is to be posted now, as SENDING, with one more in `tries`; oldest first.

        Of each address (a conversation with its threads is one) only the oldest, and none while something is under way
        there or was put off after a try. What has been SENDING or UNKNOWN for `SENDING_FOR` comes as UNKNOWN: whoever
        had it may be gone. Settle by remembering the row with its new state; see `vocabulary.identity.replaces`.
        """
        ...

    async def expire(self, now: datetime, events: timedelta, limit: int) -> int:
        """Take away what is older than its period, of all workspaces: at most `limit` rows of each type.

        `events` is the period for single events, see `vocabulary.retention`; returns how many went.
        """
        ...

    async def once(self, workspace: WorkspaceId, name: str, at: datetime) -> bool:
        """Whether this is the first time that something is done: told to one caller only, however many ask at a time.

        The others wait until the first has committed or rolled back. It is known as long as a fact is, see `unseen`.
        """
        ...

    async def installations(self) -> list[Installation]:
        """Every installation of every workspace, in the order of their ids."""
        ...

    async def reaches(self, workspace: WorkspaceId | None = None) -> list[Reach]:
        """How far each conversation is known."""
        ...

    async def gaps(
        self,
        workspace: WorkspaceId,
        owed_by: PersonId | None = None,
        asked_by: PersonId | None = None,
        since: datetime | None = None,
    ) -> list[Gap]:
        """Gaps of a workspace: those that wait, and those that ended after `since`; oldest first."""
        ...


class Store(Protocol):
    """Where records are kept."""

    def begin(self, reading: bool = False) -> UnitOfWork:
        """Start one piece of work. One that is for `reading` only sees one moment, and keeps nobody waiting."""
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
