"""Time going by in a playbook: wakeups ring, desks are looked at, and what is to be said is looked at once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from bot.engine.decision import Decision
from bot.engine.reminding.nudging import TURN, applied, gap_of, look, written_again
from bot.engine.reminding.rechecking import Known, recheck, unsaid
from bot.engine.reminding.snoozing import Later, snooze
from bot.engine.reminding.turns import AGAIN
from bot.engine.reminding.turns import written_again as read_slot
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import Effect, Matter, ToPerson
from bot.vocabulary.model import ConversationId, Person, PersonId, WorkspaceId
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import Gap, HeldBack, Outgoing, Record, Snooze, Wakeup
from tests.builders import PEOPLE, office_hours


class Said(NamedTuple):
    """What was said, and when."""

    at: datetime
    effect: Effect


@dataclass(slots=True)
class PassingTime:
    """The desks of everybody in a playbook, and a clock that only goes forward."""

    workspace: WorkspaceId
    gaps: Callable[[], Iterable[Gap]]
    calendars: dict[PersonId, Calendar] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    unreconciled: set[ConversationId] = field(default_factory=set)
    left: set[PersonId] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    held_back: list[HeldBack] = field(default_factory=list)
    decisions: list[tuple[datetime, Decision]] = field(default_factory=list)
    desks: dict[PersonId, Desk] = field(default_factory=dict)
    wakeups: dict[tuple[str, str, str], Wakeup] = field(default_factory=dict)
    outgoing: dict[str, Outgoing] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)

    def take(self, decision: Decision, at: datetime) -> None:
        """What a decision leads to, as the inbox carries it out."""
        self.keep((*decision.remember, *decision.wake), at)
        for say in decision.say:
            begins = max(say.not_before or at, at)
            waiting = Outgoing(self.workspace, say.key, say.to, say.effect, at, begins, card=say.card)
            self.outgoing.setdefault(say.key, waiting)

    def keep(self, records: Iterable[Record], at: datetime) -> None:
        """Put records onto desks."""
        for record in records:
            if isinstance(record, Wakeup):
                self.wakeups.setdefault((record.kind, record.subject, record.slot), record)
            elif isinstance(record, HeldBack):
                self.held_back.append(record)
            elif person := getattr(record, "to", None) or (record.by if isinstance(record, Snooze) else None):
                self.desks[person] = applied(self.desk(person), [record])

    def desk(self, person: PersonId) -> Desk:
        """Somebody's turn as it stands."""
        desk = self.desks.get(person) or Desk(
            self.workspace, PEOPLE.get(person, Person(person, person)), True, office_hours(), self.policy
        )
        return replace(
            desk,
            takes_part=person not in self.left,
            calendar=self.calendars.get(person, office_hours()),
            policy=self.policy,
            waiting=tuple(gap for gap in self.gaps() if gap.is_waiting and gap.owed_by == person),
            held_back=tuple(each for each in self.held_back if each.to == person),
            unreconciled=frozenset(self.unreconciled),
            asker_calendars={person: self.calendars.get(person, office_hours()) for person in PEOPLE},
        )

    def snoozes(self, by: PersonId, about: Matter, at: datetime, until: Later | date | None, reason: str) -> None:
        """Somebody puts a matter off."""
        self.take(snooze(self.desk(by), about, at, until, reason), at)

    def go_on(self, until: datetime, posts: bool = True) -> None:
        """Let everything that is due by then happen, in order; without posting, what is said waits in the outbox."""
        while (due := self._next(posts)) is not None and due[0] <= until:
            moment, ring = due
            if isinstance(ring, Wakeup):
                del self.wakeups[ring.kind, ring.subject, ring.slot]
                self.ring(ring, moment)
            else:
                self._send(ring, moment)

    def ring(self, wakeup: Wakeup, now: datetime) -> None:
        """A wakeup rings at a moment, which may be later than it should be."""
        desk = self.desk(PersonId(wakeup.subject))
        if wakeup.kind == TURN:
            decision = look(desk, now)
        else:
            assert wakeup.kind == AGAIN
            again = read_slot(wakeup.slot)
            decision = written_again(desk, again.matter, again.at, now)
        self.decisions.append((now, decision))
        self.take(decision, now)

    def _next(self, posts: bool) -> tuple[datetime, Wakeup | Outgoing] | None:
        """The first thing that is due: of one moment, what rings comes before what is posted."""
        rings = [(each.at, 0, key, each) for key, each in self.wakeups.items()]
        waiting = [each for each in self.outgoing.values() if each.key not in self.sent and posts]
        posts_due = [(each.not_before, 1, (each.key,), each) for each in waiting]
        everything: list[tuple[datetime, int, tuple[str, ...], Wakeup | Outgoing]] = [*rings, *posts_due]
        first = min(everything, key=lambda each: each[:3], default=None)
        return None if first is None else (first[0], first[3])

    def _send(self, outgoing: Outgoing, now: datetime) -> None:
        self.sent.add(outgoing.key)
        verdict = recheck(outgoing, self._known(outgoing), now)
        self.keep(verdict.remember, now)
        if verdict.effect is not None:
            self.said.append(Said(now, verdict.effect))
        elif verdict.until is not None:
            self.outgoing[f"{outgoing.key}+"] = replace(outgoing, key=f"{outgoing.key}+", not_before=verdict.until)
        else:
            self.keep(unsaid(outgoing, now), now)

    def _known(self, outgoing: Outgoing) -> Known:
        about = getattr(outgoing.effect, "about", "")
        gap = gap_of(Matter(about), self.gaps()) if isinstance(about, str) else None
        desk = self.desk(outgoing.to.person) if isinstance(outgoing.to, ToPerson) else None
        return Known(desk, gap)
