"""What the engine may know when it decides: one value, gathered beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.engine import hours
from bot.engine.gaps.room import Room
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.model import Conversation, GroupId, Person, PersonId, Side, WorkspaceId
from bot.vocabulary.policy import Calibration, Policy


@dataclass(frozen=True, slots=True)
class Situation:
    """One conversation, its people and what they agreed on.

    `names` are the lower-case words by which people here may be called; `sides` are those of the engagements
    of this conversation; `calendar` is that of somebody whose own is not known. The room is read, never changed.
    """

    workspace: WorkspaceId
    conversation: Conversation
    room: Room
    people: Mapping[PersonId, Person]
    names: Mapping[str, tuple[PersonId, ...]]
    sides: Mapping[PersonId, Side]
    groups: Mapping[GroupId, frozenset[PersonId]]
    calendars: Mapping[PersonId, Calendar]
    calendar: Calendar
    policy: Policy
    calibration: Calibration
    joined: frozenset[PersonId] = frozenset()

    @property
    def two_alone(self) -> bool:
        """Whether just two people are here: then a message needs no name."""
        members = self.conversation.members
        return members is not None and len(members) == 2

    def takes_part(self, person: PersonId) -> bool:
        """Whether something may be recorded about a person: nobody who has not joined, and no bot (S22)."""
        known = self.people.get(person)
        if known is not None and known.is_bot:
            return False
        return self.policy.everyone or person in self.joined

    def facing(self, person: PersonId) -> tuple[PersonId, ...]:
        """The people here on the other side, in a fixed order; none where a person has no side."""
        side = self.sides.get(person)
        if side is None:
            return ()
        members = self.conversation.members
        present = (other for other, theirs in self.sides.items() if theirs is side.other)
        return tuple(sorted(other for other in present if members is None or other in members))

    def due(self, debtor: PersonId | None, asked_at: datetime) -> datetime | None:
        """When an answer is due: the agreed working time on the calendar of the person who owes it (UTC).

        None where that calendar never opens again.
        """
        calendar = self.calendars.get(debtor, self.calendar) if debtor is not None else self.calendar
        return hours.due(calendar, asked_at, self.policy.answer_within)
