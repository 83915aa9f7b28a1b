"""Everything that is one person's turn, across conversations: what a nudge is decided from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.vocabulary.calendar import Calendar
from bot.vocabulary.model import ConversationId, Person, PersonId, WorkspaceId
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import Gap, HeldBack, NudgeKept, Snooze
from bot.vocabulary.roster import Roster


@dataclass(frozen=True, slots=True)
class Desk:
    """A person's turn as it stands.

    `waiting` is what waits for this person's answer; `nudges` are those they got in the last 30 days, `snoozes`
    those of the same days and all that are still to end, `held_back` what was not said to them today. `unreconciled`
    are conversations in which something may have been missed: about those nothing may be said (R9). `asker_calendars`
    are the hours of who asked.
    """

    workspace: WorkspaceId
    person: Person
    takes_part: bool
    calendar: Calendar
    policy: Policy
    waiting: tuple[Gap, ...] = ()
    nudges: tuple[NudgeKept, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    unreconciled: frozenset[ConversationId] = frozenset()
    asker_calendars: Mapping[PersonId, Calendar] | None = None


def set_up(roster: Roster, workspace: WorkspaceId, person: PersonId, waiting: tuple[Gap, ...]) -> Desk:
    """The desk of somebody, as far as the roster and the gaps tell; not being disturbed counts as away."""
    mine = roster.of(person)
    calendars = mine.calendars(quiet=True)
    return Desk(
        workspace,
        roster.people.get(person) or Person(person, person),
        person in mine.joined,
        calendars.get(person, mine.calendar),
        mine.agreed if mine.engagements else roster.policy,
        waiting,
        asker_calendars=asker_calendars(roster, waiting),
    )


def asker_calendars(roster: Roster, waiting: tuple[Gap, ...]) -> dict[PersonId, Calendar]:
    """The hours of who asked."""
    calendars = roster.calendars()
    return {gap.asked_by: calendars.get(gap.asked_by, roster.usual) for gap in waiting}


def equipped(
    desk: Desk,
    nudges: tuple[NudgeKept, ...],
    snoozes: tuple[Snooze, ...],
    held_back: tuple[HeldBack, ...],
    unreconciled: frozenset[ConversationId],
) -> Desk:
    """The same desk, with what was said and what was not."""
    return replace(desk, nudges=nudges, snoozes=snoozes, held_back=held_back, unreconciled=unreconciled)


def day_began(calendar: Calendar, now: datetime) -> datetime:
    """When today began for somebody, in UTC."""
    zone = ZoneInfo(calendar.versions[-1].zone)
    return datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)
