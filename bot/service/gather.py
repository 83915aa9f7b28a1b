"""From an event to what is known about it.

What is known of a conversation is kept in memory from one event to the next, under its version: as long as no
other process has changed it, nothing is read from the store. Words of messages live here only.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from bot.engine.decide import Decision
from bot.engine.gaps.room import Room
from bot.engine.gaps.situation import Situation
from bot.ports import Known, Place, UnitOfWork
from bot.vocabulary.checkins import BLOCKER
from bot.vocabulary.model import Conversation, Person, PersonId, WorkspaceId
from bot.vocabulary.policy import Calibration

HELD: Final = 2_000
"""Conversations held in memory at a time; a busy one takes about 450 kB, and 250 bytes for each ask that waits."""


class Gatherer:
    """Holds the situations of the conversations that were busy lately."""

    def __init__(self, hold: int = HELD) -> None:
        self._hold = hold
        self._situations: OrderedDict[Place, tuple[int, Situation]] = OrderedDict()
        self._learnt: dict[WorkspaceId, Calibration] = {}

    async def gather(self, work: UnitOfWork, places: Collection[Place]) -> dict[Place, Situation]:
        """The situation in each place, read anew where another process went on with it."""
        versions = await work.versions(places)
        return {place: await self._situation(work, place, versions[place]) for place in places}

    def advance(self, place: Place, decision: Decision) -> Situation:
        """Go on from a decision; returns the situation that follows."""
        version, situation = self._situations[place]
        if decision.learnt is not None:
            self._learnt[place.workspace] = decision.learnt
            situation = replace(situation, calibration=decision.learnt)
            self._situations[place] = (version, situation)
        if decision.room is not None:
            situation = replace(situation, room=decision.room)
            self._situations[place] = (version, situation)
        elif decision.entry is not None:
            situation.room.advance(decision.entry)
        return situation

    def settle(self, versions: Mapping[Place, int]) -> None:
        """What was decided has been kept, under these versions; places that were only held are not known."""
        for place, version in versions.items():
            held = self._situations.get(place)
            if held is not None and held[0] == version - 1:
                self._situations[place] = (version, held[1])
        while len(self._situations) > self._hold:
            self._situations.popitem(last=False)

    def forget(self, places: Iterable[Place]) -> None:
        """What was decided has not been kept: read it anew the next time."""
        for place in places:
            self._situations.pop(place, None)
            self._learnt.pop(place.workspace, None)

    def leave(self, workspace: WorkspaceId) -> None:
        """Everything of that workspace is gone."""
        self._learnt.pop(workspace, None)
        for place in [place for place in self._situations if place.workspace == workspace]:
            del self._situations[place]

    def conversation(self, place: Place) -> Conversation | None:
        """What is known of a conversation that was busy lately; None for any other."""
        held = self._situations.get(place)
        return held[1].conversation if held else None

    async def _situation(self, work: UnitOfWork, place: Place, version: int) -> Situation:
        held = self._situations.get(place)
        if held is not None and held[0] == version:
            self._situations.move_to_end(place)
            return self._calibrated(place, held)
        situation = situate(place, await work.known(place))
        self._learnt.setdefault(place.workspace, situation.calibration)
        self._situations[place] = (version, situation)
        return situation

    def _calibrated(self, place: Place, held: tuple[int, Situation]) -> Situation:
        """What other conversations of the workspace have taught meanwhile holds here, too."""
        version, situation = held
        learnt = self._learnt.get(place.workspace, situation.calibration)
        if learnt is not situation.calibration:
            situation = replace(situation, calibration=learnt)
            self._situations[place] = (version, situation)
        return situation


def situate(place: Place, known: Known) -> Situation:
    """The engine's view of what is kept. What was told in a check-in is answered there, and by no message."""
    room = Room()
    gaps = (*known.waiting, *known.ended)
    room.restore(list(known.heard), [gap for gap in gaps if not gap.message.startswith(BLOCKER)])
    return Situation(
        workspace=place.workspace,
        conversation=known.conversation,
        room=room,
        people=known.people,
        names=names_of(known),
        sides=known.sides,
        groups=known.groups,
        calendars=known.calendars,
        calendar=known.calendar,
        policy=known.policy,
        calibration=known.calibration,
        joined=known.joined,
    )


def names_of(known: Known) -> dict[str, tuple[PersonId, ...]]:
    """The lower-case words by which the people in a conversation may be called."""
    names: dict[str, tuple[PersonId, ...]] = {}
    for person in _present(known):
        for name in _called(person):
            names[name] = (*names.get(name, ()), person.id)
    return names


def _called(person: Person) -> set[str]:
    """Every name of a person, and the first word of each: Discord tells no first names, and people use little else."""
    names = {name.casefold() for name in (person.name, *person.names) if name.strip()}
    return names | {name.split()[0] for name in names}


def _present(known: Known) -> Iterable[Person]:
    members = known.conversation.members
    people = (person for person in known.people.values() if not person.is_bot)
    return people if members is None else (person for person in people if person.id in members)
