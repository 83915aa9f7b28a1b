"""Who takes part where, on which side, and on which calendar: what follows from the records of one workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from bot.vocabulary.calendar import ALWAYS, Calendar, Holiday, WorkingHours, default_calendar
from bot.vocabulary.model import ConversationId, Person, PersonId, Side
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import AbsenceKept, Engagement, HoursKept, Member, MemberState

Legal = Callable[[str, range], tuple[Holiday, ...]]
"""The legal days off of a country in some years."""
Theirs = TypeVar("Theirs", HoursKept, AbsenceKept)
YEARS: Final = range(2020, 2041)
"""The years whose holidays a calendar knows; a calendar is a key of caches, so they do not follow the clock."""


@dataclass(frozen=True, slots=True)
class Roster:
    """One workspace's engagements, members and people, and the hours they keep.

    `usual` and `policy` hold where no engagement says otherwise.
    """

    people: Mapping[PersonId, Person] = field(default_factory=dict)
    engagements: Sequence[Engagement] = ()
    members: Sequence[Member] = ()
    hours: Sequence[HoursKept] = ()
    absences: Sequence[AbsenceKept] = ()
    usual: Calendar = field(default_factory=default_calendar)
    policy: Policy = field(default_factory=Policy)
    legal: Legal | None = None

    def here(self, conversation: ConversationId) -> Roster:
        """The same, of the live engagements of one conversation only."""
        live = [each for each in self._live() if conversation in each.conversations]
        return self._only(live)

    def of(self, person: PersonId) -> Roster:
        """The same, of the live engagements that somebody is in."""
        mine = {member.engagement for member in self._joined() if member.person == person}
        return self._only([each for each in self._live() if each.id in mine])

    @property
    def joined(self) -> frozenset[PersonId]:
        """Who has joined a live engagement."""
        return frozenset(member.person for member in self._joined())

    @property
    def sides(self) -> dict[PersonId, Side]:
        """The side of each who has joined; of several, the one of the oldest engagement."""
        sides: dict[PersonId, Side] = {}
        for member in self._joined():
            sides.setdefault(member.person, member.side)
        return sides

    @property
    def agreed(self) -> Policy:
        """What the oldest live engagement has chosen."""
        return next((each.policy for each in self._live()), self.policy)

    @property
    def calendar(self) -> Calendar:
        """The calendar of somebody whose own is not known: the default hours in the engagement's zone."""
        return next((default_calendar(each.zone) for each in self._live()), self.usual)

    def calendars(self, quiet: bool = False) -> dict[PersonId, Calendar]:
        """The calendar of everybody whose hours or zone is known; with `quiet`, not being disturbed counts as away."""
        hours, away = _by_person(self.hours), _by_person(self.absences)
        zones = {person.id: person.zone for person in self.people.values() if person.zone}
        people = dict.fromkeys([*hours, *away, *zones])
        return {who: self._calendar(who, hours.get(who, ()), away.get(who, ()), quiet) for who in people}

    def _calendar(
        self, who: PersonId, hours: Iterable[HoursKept], away: Iterable[AbsenceKept], quiet: bool
    ) -> Calendar:
        versions = _versions([kept.hours for kept in hours]) or self._default(who).versions
        absences = sorted(kept.absence for kept in away if quiet or not kept.do_not_disturb)
        return Calendar(versions, self._holidays(versions), tuple(absences))

    def _default(self, who: PersonId) -> Calendar:
        person = self.people.get(who)
        return default_calendar(person.zone) if person is not None and person.zone else self.calendar

    def _holidays(self, versions: tuple[WorkingHours, ...]) -> tuple[Holiday, ...]:
        """The days off of wherever somebody worked at the time."""
        ends = [*(version.since.date() for version in versions[1:]), date.max]
        return tuple(
            holiday
            for version, end in zip(versions, ends, strict=True)
            for holiday in self._days_off(version.country)
            if version.since.date() <= holiday.day < end
        )

    def _days_off(self, country: str | None) -> tuple[Holiday, ...]:
        """None where the country is not known: it was checked when it was told, and must not stop a workspace now."""
        if self.legal is None or country is None:
            return ()
        with suppress(ValueError):
            return self.legal(country, YEARS)
        return ()

    def _only(self, engagements: Sequence[Engagement]) -> Roster:
        ids = {each.id for each in engagements}
        members = [member for member in self.members if member.engagement in ids]
        return replace(self, engagements=engagements, members=members)

    def _live(self) -> list[Engagement]:
        live = [each for each in self.engagements if each.ended_at is None]
        return sorted(live, key=lambda each: (each.started_at, each.id))

    def _joined(self) -> list[Member]:
        order = {each.id: number for number, each in enumerate(self._live())}
        joined = [each for each in self.members if each.state is MemberState.JOINED and each.engagement in order]
        return sorted(joined, key=lambda each: (order[each.engagement], each.since, each.person))


def _by_person(kept: Iterable[Theirs]) -> dict[PersonId, list[Theirs]]:
    found: dict[PersonId, list[Theirs]] = {}
    for each in kept:
        found.setdefault(each.person, []).append(each)
    return found


def _versions(hours: list[WorkingHours]) -> tuple[WorkingHours, ...]:
    """Oldest first; the first one that was told is taken to have been valid before, too."""
    ordered = sorted(hours, key=lambda each: each.since)
    return (replace(ordered[0], since=ALWAYS), *ordered[1:]) if ordered else ()
