"""Everything that is one person's turn, across conversations: what a nudge is decided from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.vocabulary.calendar import Calendar
from bot.vocabulary.model import ConversationId, Person, PersonId, WorkspaceId
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import Gap, HeldBack, NudgeKept, Snooze


@dataclass(frozen=True, slots=True)
class Desk:
    """A person's turn as it stands.

    `waiting` is what waits for this person's answer; `nudges` are those they got in the last 30 days, `snoozes`
    those that are still to end, `held_back` what was not said to them today. `unreconciled` are conversations in which
    something may have been missed: about those nothing may be said (R9). `asker_calendars` are the hours of who asked.
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
