"""A store that forgets when the process ends."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, Self

from bot.ports import Known, Place, UnitOfWork
from bot.vocabulary.calendar import Calendar, default_calendar
from bot.vocabulary.events import Event
from bot.vocabulary.model import (
    Conversation,
    ConversationId,
    GapId,
    GroupId,
    Person,
    PersonId,
    Side,
    WorkspaceId,
)
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import CalibrationKept, ConversationKept, Forgotten, Gap, MessageKept, PersonKept, Record

SEEN_FOR: Final = timedelta(hours=26)
"""How long a fact is told apart from its repetition; Slack's slowest retries end after 24 h and 6 min."""


@dataclass(slots=True)
class Memory:
    """Everything kept, in dictionaries. `keep_messages` also keeps each message heard (an archive has millions)."""

    policy: Policy = field(default_factory=Policy)
    calendar: Calendar = field(default_factory=default_calendar)
    calendars: Mapping[PersonId, Calendar] = field(default_factory=dict)
    sides: Mapping[PersonId, Side] = field(default_factory=dict)
    groups: Mapping[GroupId, frozenset[PersonId]] = field(default_factory=dict)
    joined: frozenset[PersonId] = frozenset()
    keep_messages: bool = True
    people: dict[WorkspaceId, dict[PersonId, Person]] = field(default_factory=dict)
    conversations: dict[Place, Conversation] = field(default_factory=dict)
    calibrations: dict[WorkspaceId, Calibration] = field(default_factory=dict)
    gaps: dict[tuple[WorkspaceId, GapId], Gap] = field(default_factory=dict)
    messages: dict[Place, dict[str, MessageKept]] = field(default_factory=dict)
    seen: OrderedDict[str, datetime] = field(default_factory=OrderedDict)
    versions: dict[Place, int] = field(default_factory=dict)

    def begin(self) -> UnitOfWork:
        """Start one piece of work."""
        return Work(self)


class Work:
    """One piece of work on a `Memory`; nothing of it is there before `commit`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._seen: dict[str, datetime] = {}
        self._records: list[Record] = []
        self._places: list[Place] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._seen, self._records = {}, []

    async def unseen(self, events: Sequence[Event]) -> list[Event]:
        """Mark events as seen, and return those that were not."""
        known, marked = self._memory.seen, self._seen
        fresh: list[Event] = []
        for event in events:
            key = f"{event.workspace}\0{event.key}"
            if key not in known and key not in marked:
                marked[key] = event.at
                fresh.append(event)
        return fresh

    async def versions(self, places: Collection[Place]) -> Mapping[Place, int]:
        """One process, one memory: what was read stays true until people or places are told anew."""
        self._places = [*self._places, *places]
        return {place: self._memory.versions.setdefault(place, 0) for place in places}

    async def known(self, place: Place) -> Known:
        """What is kept about a conversation."""
        memory = self._memory
        messages = memory.messages.get(place, {}).values()
        return Known(
            version=memory.versions.get(place, 0),
            conversation=memory.conversations.get(place, _unknown(place.conversation)),
            people=memory.people.get(place.workspace, {}),
            sides=memory.sides,
            groups=memory.groups,
            calendars=memory.calendars,
            calendar=memory.calendar,
            policy=memory.policy,
            calibration=memory.calibrations.get(place.workspace, Calibration()),
            joined=memory.joined,
            heard=sorted((kept.heard for kept in messages), key=lambda heard: heard.at),
            waiting=[gap for gap in memory.gaps.values() if gap.is_waiting and _is_in(gap, place)],
        )

    async def remember(self, records: Sequence[Record]) -> None:
        """Keep records from `commit` on."""
        self._records.extend(records)

    async def commit(self) -> Mapping[Place, int]:
        """Make it last."""
        memory = self._memory
        memory.seen.update(self._seen)
        if self._seen:
            _let_go(memory.seen, max(self._seen.values()) - SEEN_FOR)
        for record in self._records:
            _KEEP[type(record)](memory, record)
        self._seen, self._records = {}, []
        return {place: memory.versions[place] for place in self._places}


def _unknown(conversation: ConversationId) -> Conversation:
    return Conversation(conversation, name=conversation)


def _is_in(gap: Gap, place: Place) -> bool:
    return gap.workspace == place.workspace and gap.conversation == place.conversation


def _let_go(seen: OrderedDict[str, datetime], before: datetime) -> None:
    while seen and next(iter(seen.values())) < before:
        seen.popitem(last=False)


def _keep_gap(memory: Memory, gap: Gap) -> None:
    memory.gaps[gap.workspace, gap.identity] = gap


def _keep_message(memory: Memory, kept: MessageKept) -> None:
    if memory.keep_messages:
        messages = memory.messages.setdefault(Place(kept.workspace, kept.conversation), {})
        messages[kept.heard.message] = kept


def _forget(memory: Memory, forgotten: Forgotten) -> None:
    memory.gaps.pop((forgotten.workspace, forgotten.gap), None)


def _keep_person(memory: Memory, kept: PersonKept) -> None:
    memory.people.setdefault(kept.workspace, {})[kept.person.id] = kept.person
    for place in memory.versions:
        if place.workspace == kept.workspace:
            memory.versions[place] += 1


def _keep_conversation(memory: Memory, kept: ConversationKept) -> None:
    place = Place(kept.workspace, kept.conversation.id)
    memory.conversations[place] = kept.conversation
    memory.versions[place] = memory.versions.get(place, -1) + 1


def _keep_calibration(memory: Memory, kept: CalibrationKept) -> None:
    memory.calibrations[kept.workspace] = kept.calibration


_KEEP: Final[dict[type, Callable[[Memory, Any], None]]] = {
    Gap: _keep_gap,
    MessageKept: _keep_message,
    Forgotten: _forget,
    PersonKept: _keep_person,
    ConversationKept: _keep_conversation,
    CalibrationKept: _keep_calibration,
}
