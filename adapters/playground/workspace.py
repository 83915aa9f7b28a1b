"""The pretend chat itself: who is there, where they talk, and what stands there. It plays a platform's servers.

What people say lives here and nowhere else, as on any platform; Openline keeps none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.vocabulary.effects import Address, ToPerson
from bot.vocabulary.model import (
    Conversation,
    ConversationId,
    ConversationKind,
    MessageId,
    Person,
    PersonId,
    WorkspaceId,
)
from bot.vocabulary.view import Form, View

OPENLINE: Final = PersonId("openline")
"""Who speaks the cards."""
LONGEST: Final = 4_000
"""Characters of one message, as on Slack."""
MOST: Final = 20_000
"""Lines that stand in a playground; the oldest go."""


class Unknown(Exception):
    """Somebody or something that is not there; the words say what, and what there is."""


class Seat(NamedTuple):
    """Somebody whose part can be played: who they are, and what is said about them above their seat."""

    person: Person
    title: str


@dataclass(slots=True)
class Line:
    """Something that stands in a conversation: said by a person, or a card of Openline's.

    A card that is `only_for` somebody is seen by them alone, and is gone when they put it away.
    """

    id: MessageId
    place: ConversationId
    at: datetime
    author: PersonId
    text: str = ""
    thread: MessageId | None = None
    view: View | None = None
    key: str = ""
    only_for: PersonId | None = None
    changed_at: datetime | None = None
    reactions: dict[str, list[PersonId]] = field(default_factory=dict)


class OpenForm(NamedTuple):
    """A form that somebody has before them, where it was opened, and the card whose button opened it."""

    id: str
    place: ConversationId
    form: Form
    origin: MessageId | None = None


class Workspace:
    """Everything on the pretend platform. `moved` is called after each change, so that whoever looks can look again."""

    def __init__(self, id: WorkspaceId, seats: Sequence[Seat], channels: Sequence[Conversation]) -> None:
        self.id = id
        self.seats = {seat.person.id: seat for seat in seats}
        self.people = {seat.person.id: seat.person for seat in seats}
        self.people[OPENLINE] = Person(OPENLINE, "Openline", ("openline",), is_bot=True)
        direct = [_direct(seat.person) for seat in seats]
        self.conversations = {each.id: each for each in (*channels, *direct)}
        self.lines: dict[MessageId, Line] = {}
        self.forms: dict[PersonId, OpenForm] = {}
        self.moved: Callable[[], None] = lambda: None
        self._numbers = 0

    def person(self, who: str) -> Person:
        """Somebody with a seat. Raises Unknown."""
        try:
            return self.seats[PersonId(who)].person
        except KeyError:
            raise Unknown(f"There is no seat “{who[:40]}”; there are {', '.join(self.seats)}.") from None

    def place(self, name: str, seen_by: PersonId) -> Conversation:
        """A conversation that somebody is in, by its id; `direct` is theirs with Openline. Raises Unknown."""
        wanted = direct_id(seen_by) if name == "direct" else ConversationId(name.removeprefix("#"))
        found = self.conversations.get(wanted)
        if found is None or seen_by not in (found.members or ()):
            there = ", ".join(each.id for each in self.places(seen_by))
            raise Unknown(f"{seen_by} is in no conversation “{name[:40]}”; there are {there}.")
        return found

    def places(self, seen_by: PersonId) -> list[Conversation]:
        """The conversations somebody is in: channels, then the direct messages with Openline."""
        return [each for each in self.conversations.values() if seen_by in (each.members or ())]

    def line(self, which: str, seen_by: PersonId) -> Line:
        """Something that somebody can see. Raises Unknown."""
        found = self.lines.get(MessageId(which))
        if found is None or not self._sees(found, seen_by):
            raise Unknown("That message is not there any more, or it cannot be seen from this seat.")
        return found

    def seen(self, seen_by: PersonId, place: ConversationId | None = None) -> list[Line]:
        """What somebody sees, everywhere or in one conversation, in the order in which it came."""
        return [line for line in self.lines.values() if place in (None, line.place) and self._sees(line, seen_by)]

    def put(
        self,
        place: ConversationId,
        at: datetime,
        author: PersonId = OPENLINE,
        text: str = "",
        thread: MessageId | None = None,
        view: View | None = None,
        key: str = "",
        only_for: PersonId | None = None,
    ) -> Line:
        """Let something stand at the end of a conversation."""
        line = Line(MessageId(f"{place}/{self.number():06}"), place, at, author, text, thread, view, key, only_for)
        return self.keep(line)

    def keep(self, line: Line) -> Line:
        """Let something stand under an id of its own, as it does in an export."""
        self.lines[line.id] = line
        while len(self.lines) > MOST:
            del self.lines[next(iter(self.lines))]
        self.moved()
        return line

    def redraw(self, line: Line, view: View, at: datetime) -> None:
        """Draw a card anew where it stands."""
        line.view, line.changed_at = view, at
        self.moved()

    def take_away(self, line: Line) -> None:
        """Take something out of its conversation, with what was answered to it in its thread."""
        for each in [line, *(other for other in self.lines.values() if other.thread == line.id)]:
            self.lines.pop(each.id, None)
        self.moved()

    def open(self, seat: PersonId, form: OpenForm | None) -> None:
        """Put a form before somebody, or take it away."""
        if form is None:
            self.forms.pop(seat, None)
        else:
            self.forms[seat] = form
        self.moved()

    def number(self) -> int:
        """The next number; whatever has one here has no other's."""
        self._numbers += 1
        return self._numbers

    def called(self, name: str) -> PersonId | None:
        """Who with a seat is called so."""
        folded = name.casefold()
        found = (who for who, seat in self.seats.items() if folded in _names(seat.person))
        return next(found, None)

    def where(self, to: Address) -> ConversationId:
        """The conversation of an address."""
        return direct_id(to.person) if isinstance(to, ToPerson) else to.conversation

    def _sees(self, line: Line, person: PersonId) -> bool:
        members = self.conversations[line.place].members or frozenset()
        return person in members and line.only_for in (None, person)


def direct_id(person: PersonId) -> ConversationId:
    """The direct messages between somebody and Openline."""
    return ConversationId(f"direct-{person}")


def beats(at: datetime) -> datetime:
    """The moment after one thing and before the next: a second, so that each has a moment of its own."""
    return at + timedelta(seconds=1)


def _direct(person: Person) -> Conversation:
    return Conversation(direct_id(person.id), "Openline", ConversationKind.DIRECT, frozenset({person.id}))


def _names(person: Person) -> set[str]:
    spoken: Iterable[str] = (person.id, person.name, *person.names)
    return {name.casefold() for name in spoken} | {name.split()[0].casefold() for name in spoken}
