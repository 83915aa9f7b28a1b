"""An export as a pretend world: its people take seats, its conversations stand there, its messages happen again."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from adapters.exports.archive import Archive
from adapters.exports.sources import open_source
from adapters.playground.workspace import Line, Seat, Workspace
from bot.vocabulary.coverage import NotAnExport
from bot.vocabulary.events import (
    Event,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
)
from bot.vocabulary.model import Conversation, ConversationKind, EngagementId, Person, PersonId, Side
from bot.vocabulary.records import ConversationKept, Engagement, Member, MemberState, PersonKept, Record
from bot.wiring.audit import recognised

LATEST: Final = 3_000
"""Events of an export that are played: its last ones."""
SEATS: Final = 12
"""People of an export who get a seat: those who wrote most."""
ENGAGEMENT: Final = EngagementId("the export")


@dataclass(frozen=True, slots=True)
class Exported:
    """What is played of an export, and what is agreed on before: everybody with a seat has joined."""

    workspace: Workspace
    agreed: Sequence[Record]
    events: Sequence[Event]

    @property
    def began(self) -> datetime:
        """When the first of it happened (UTC)."""
        return self.events[0].at

    def hours(self) -> Iterator[list[Event]]:
        """What happened, an hour at a time."""
        for _, some in groupby(self.events, lambda event: event.at.replace(minute=0, second=0, microsecond=0)):
            yield list(some)


def read(export: Path) -> Exported:
    """Read an export. Raises NotAnExport, in a sentence."""
    with closing(open_source(export)) as source:
        archive = recognised(source, lambda _: None)
        events = list(deque(archive.events(), LATEST))
    wrote = Counter(each.author for each in events if isinstance(each, MessagePosted) and not each.is_bot)
    if not wrote:
        raise NotAnExport("That export holds no messages of people.")
    people = _seated(archive, wrote)
    places = _places(archive, events, frozenset(people))
    seats = [Seat(person, _title(who, people)) for who, person in people.items()]
    workspace = Workspace(archive.workspace, seats, places)
    for person in archive.people:
        workspace.people.setdefault(person.id, person)
    return Exported(workspace, _agreed(workspace, places, archive.name, events[0].at), events)


def stands(event: Event, workspace: Workspace) -> None:
    """Let what happened stand in the pretend chat."""
    match event:
        case MessagePosted():
            workspace.people.setdefault(event.author, Person(event.author, event.author))
            workspace.keep(Line(event.message, event.conversation, event.at, event.author, event.text, event.thread))
        case MessageEdited():
            if line := workspace.lines.get(event.posted.message):
                line.text, line.changed_at = event.posted.text, event.at
        case MessageDeleted():
            if line := workspace.lines.get(event.message):
                workspace.take_away(line)
        case ReactionAdded() | ReactionRemoved():
            _reaction(event, workspace)
        case _:
            return


def _reaction(event: ReactionAdded | ReactionRemoved, workspace: Workspace) -> None:
    line = workspace.lines.get(event.message)
    if line is None:
        return
    by = [each for each in line.reactions.pop(event.emoji, []) if each != event.by]
    if isinstance(event, ReactionAdded):
        by.append(event.by)
    if by:
        line.reactions[event.emoji] = by


def _seated(archive: Archive, wrote: Counter[PersonId]) -> dict[PersonId, Person]:
    """Who wrote most; an administrator first, since somebody has to play the owner."""
    known = {person.id: person for person in archive.people if not person.is_bot}
    most = [known.get(who, Person(who, who)) for who, _ in wrote.most_common(SEATS)]
    return {person.id: person for person in sorted(most, key=lambda each: not each.is_admin)}


def _title(who: PersonId, people: dict[PersonId, Person]) -> str:
    zone = f", {people[who].zone}" if people[who].zone else ""
    return f"{'Plays the owner' if who == next(iter(people)) else 'Plays an assistant'}{zone}"


def _places(archive: Archive, events: Sequence[Event], seated: frozenset[PersonId]) -> list[Conversation]:
    """The conversations in which something happened, with those of them who have a seat."""
    used = {each.conversation for each in events if isinstance(each, MessagePosted)}
    known = {each.id: each for each in archive.conversations}
    found = [known.get(place, Conversation(place, place)) for place in sorted(used)]
    return [replace(each, kind=ConversationKind.CHANNEL, members=(each.members or seated) & seated) for each in found]


def _agreed(workspace: Workspace, places: Sequence[Conversation], name: str, at: datetime) -> list[Record]:
    owner, *_ = workspace.seats
    zone = workspace.seats[owner].person.zone or "UTC"
    engagement = Engagement(workspace.id, ENGAGEMENT, name[:80], tuple(each.id for each in places), zone, at)
    members = [
        Member(workspace.id, ENGAGEMENT, who, Side.OWNER if who == owner else Side.ASSISTANT, MemberState.JOINED, at)
        for who in workspace.seats
    ]
    people = [PersonKept(workspace.id, seat.person) for seat in workspace.seats.values()]
    return [engagement, *members, *people, *(ConversationKept(workspace.id, each) for each in places)]
