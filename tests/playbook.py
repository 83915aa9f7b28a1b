"""A conversation as a script, and what the engine makes of it. No event loop, no store, no clock but the script's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Self

from bot.engine import hours
from bot.engine.decide import Decision, decide
from bot.engine.gaps.room import Room
from bot.engine.gaps.situation import Situation
from bot.engine.reminding.snoozing import Later
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.effects import Matter, Nudge
from bot.vocabulary.events import MessagePosted, Spoken
from bot.vocabulary.model import Conversation, GroupId, PersonId, Side
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import Forgotten, Gap, GapState
from tests.builders import PEOPLE, SITE, WORKSPACE, ana, at, kim, office_hours, sam
from tests.passing_time import PassingTime, Said

SIDES = {ana: Side.OWNER, sam: Side.ASSISTANT, kim: Side.ASSISTANT}


class Playbook:
    """Hears events one after the other, as the inbox would, and remembers what was decided."""

    def __init__(
        self,
        members: Iterable[PersonId] | None = (ana, sam, kim),
        sides: Mapping[PersonId, Side] | None = None,
        calendars: Mapping[PersonId, Calendar] | None = None,
        groups: Mapping[GroupId, frozenset[PersonId]] | None = None,
    ) -> None:
        self.decisions: list[tuple[Spoken, Decision]] = []
        self.situation = Situation(
            workspace=WORKSPACE,
            conversation=Conversation(SITE, "site", members=frozenset(members) if members is not None else None),
            room=Room(),
            people=PEOPLE,
            names={person: (person,) for person in PEOPLE},
            sides=sides or {},
            groups=groups or {},
            calendars=calendars or {},
            calendar=office_hours(),
            policy=Policy(everyone=True),
            calibration=Calibration(),
        )
        self._gaps: dict[str, Gap] = {}
        self.time = PassingTime(WORKSPACE, lambda: self._gaps.values(), dict(calendars or {}))

    def until(self, when: str, posts: bool = True) -> Self:
        """Let time pass until then; without posting, what is said waits in the outbox."""
        self.time.go_on(at(when), posts)
        return self

    def snoozes(
        self, who: PersonId, about: MessagePosted, when: str, until: Later | date | None = None, reason: str = ""
    ) -> Self:
        """Somebody puts off what a message asked."""
        self.time.snoozes(who, matter(about, who), at(when), until, reason)
        return self

    @property
    def said(self) -> list[Said]:
        """Everything that was said, and when."""
        return self.time.said

    @property
    def nudges(self) -> list[Said]:
        """The nudges among it."""
        return [said for said in self.said if isinstance(said.effect, Nudge)]

    def hears(self, *events: Spoken) -> Self:
        """Let these happen, in this order of arrival."""
        for event in events:
            decision = decide(event, self.situation)
            self.decisions.append((event, decision))
            self._carry_out(decision)
            self.time.take(decision, event.at)
        return self

    @property
    def gaps(self) -> list[Gap]:
        """Every gap there ever was, by asking message and debtor."""
        return [self._gaps[identity] for identity in sorted(self._gaps)]

    @property
    def gap(self) -> Gap:
        """The one gap there is."""
        assert len(self._gaps) == 1, self.told()
        return self.gaps[0]

    @property
    def waiting(self) -> list[tuple[PersonId, PersonId | None]]:
        """Who waits for whom."""
        return [(gap.asked_by, gap.owed_by) for gap in self.gaps if gap.is_waiting]

    def states(self) -> dict[PersonId | None, GapState]:
        """How each debtor's gap stands."""
        return {gap.owed_by: gap.state for gap in self.gaps}

    def waited(self, gap: Gap, until: datetime | None = None) -> timedelta:
        """Working time of the debtor from the ask to the answer, or to a moment."""
        end = gap.closed_at or until
        assert end is not None
        calendar = self.situation.calendars.get(gap.owed_by or PersonId(""), self.situation.calendar)
        return hours.working_time(calendar, gap.asked_at, end)

    def told(self) -> str:
        """The script with each reason beside it."""
        lines = (f"{event.at:%a %H:%M} {_words(event)}  <- {decision.because}" for event, decision in self.decisions)
        return "\n" + "\n".join(lines) + "\n" + "\n".join(map(str, self.gaps))

    def _carry_out(self, decision: Decision) -> None:
        for record in decision.remember:
            if isinstance(record, Gap):
                self._gaps[record.identity] = record
            elif isinstance(record, Forgotten):
                self._gaps.pop(record.gap, None)
        if decision.room is not None:
            self.situation = replace(self.situation, room=decision.room)
        elif decision.entry is not None:
            self.situation.room.advance(decision.entry)


def matter(message: MessagePosted, owed_by: PersonId) -> Matter:
    """What a message asked of somebody, as their matter."""
    return Matter(f"gap/{message.message}>{owed_by}")


def _words(event: Spoken) -> str:
    return f"{event.author}: {event.text}" if isinstance(event, MessagePosted) else str(event)
