"""What the page shows of a seat: its conversations, what stands in one of them, and what is before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from markupsafe import Markup

from adapters.playground import render
from adapters.playground.render import Reader
from adapters.playground.workspace import OPENLINE, Line, Workspace
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, PersonId
from bot.vocabulary.view import Field, FieldKind, Text, View

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TOGETHER: Final = timedelta(minutes=5)
"""What one person writes within this stands under one name."""
SHOWN: Final = 300
"""Lines of a conversation that are drawn."""
COLOURS: Final = ("one", "two", "three", "four", "five")


class Place(NamedTuple):
    """A conversation as a tab."""

    id: ConversationId
    label: str
    unread: int
    placeholder: str
    empty: str


class Reaction(NamedTuple):
    """An emoji on a line."""

    emoji: str
    times: int
    mine: bool
    who: str


class Shown(NamedTuple):
    """A line as it is drawn."""

    id: str
    at: str
    time: str
    day: str
    author: str
    initials: str
    colour: str
    mine: bool
    follows: bool
    is_reply: bool
    only_you: bool
    is_changed: bool
    version: str
    raw: str
    text: Markup
    card: View | None
    reactions: tuple[Reaction, ...]


class Seen(NamedTuple):
    """A seat as it is drawn."""

    id: PersonId
    name: str
    title: str
    initials: str
    colour: str
    place: Place
    places: tuple[Place, ...]
    lines: tuple[Shown, ...]
    say: Callable[[Text], Markup]
    choices: Callable[[Field], Sequence[tuple[str, str]]]


class Marks:
    """How far each seat has read."""

    def __init__(self) -> None:
        self._read: dict[tuple[PersonId, ConversationId], str] = {}

    def read(self, seat: PersonId, place: ConversationId, lines: Sequence[Line]) -> None:
        """A conversation is before somebody's eyes."""
        self._read[seat, place] = lines[-1].id if lines else ""

    def unread(self, seat: PersonId, place: ConversationId, lines: Sequence[Line]) -> int:
        """How many lines of others came since."""
        last = self._read.get((seat, place), "")
        return sum(line.id > last and line.author != seat for line in lines)


def seat(workspace: Workspace, who: PersonId, place: ConversationId, marks: Marks) -> Seen:
    """A seat that looks at a conversation, which counts as read then."""
    reader = render.reader(workspace, who)
    lines = workspace.seen(who, place)
    marks.read(who, place, lines)
    about = workspace.seats[who]
    tabs = {each.id: _tab(each, who, workspace, marks) for each in workspace.places(who)}
    return Seen(
        who,
        about.person.name,
        about.title,
        initials(about.person.name),
        colour(workspace, who),
        tabs[place],
        tuple(tabs.values()),
        tuple(_drawn(_in_threads(lines)[-SHOWN:], reader, who)),
        lambda text: render.marked_up(text, reader),
        lambda field: _choices(field, workspace),
    )


def initials(name: str) -> str:
    """The letters on somebody's face."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def colour(workspace: Workspace, who: PersonId) -> str:
    """The colour of somebody's face, by name."""
    if who == OPENLINE:
        return "openline"
    return COLOURS[list(workspace.seats).index(who) % len(COLOURS)] if who in workspace.seats else COLOURS[-1]


def day(at: datetime) -> str:
    """A local day: "Monday, 1 June"."""
    return f"{DAYS[at.weekday()]}, {at.day} {render.MONTHS[at.month - 1]}"


def _tab(place: Conversation, who: PersonId, workspace: Workspace, marks: Marks) -> Place:
    unread = marks.unread(who, place.id, workspace.seen(who, place.id))
    if place.kind is ConversationKind.DIRECT:
        empty = "What Openline says to you alone comes here. Try /openline help."
        return Place(place.id, "Openline", unread, "Write to Openline, or type /", empty)
    empty = "Nothing was said here yet. Say something, or begin with /openline start @sam."
    return Place(place.id, f"#{place.name}", unread, f"Write in #{place.name}, or type /", empty)


def _in_threads(lines: Sequence[Line]) -> list[Line]:
    """Replies stand below what they reply to."""
    replies: dict[str, list[Line]] = {}
    for line in lines:
        if line.thread is not None:
            replies.setdefault(line.thread, []).append(line)
    roots = [line for line in lines if line.thread is None]
    gone = [line for root, found in replies.items() if all(root != each.id for each in roots) for line in found]
    return [each for root in roots for each in (root, *replies.get(root.id, ()))] + gone


def _drawn(lines: Sequence[Line], reader: Reader, who: PersonId) -> list[Shown]:
    shown: list[Shown] = []
    before: Line | None = None
    today = ""
    for line in lines:
        here = day(reader.local(line.at))
        is_new_day = line.thread is None and here != today
        today = here if is_new_day else today
        shown.append(_line(line, before, here if is_new_day else "", reader, who))
        before = line
    return shown


def _line(line: Line, before: Line | None, day: str, reader: Reader, who: PersonId) -> Shown:
    author = reader.workspace.people[line.author]
    local = reader.local(line.at)
    return Shown(
        line.id,
        line.at.isoformat(),
        f"{local.hour}:{local.minute:02}",
        day,
        author.name,
        initials(author.name),
        colour(reader.workspace, line.author),
        line.author == who,
        not day and _follows(line, before),
        line.thread is not None,
        line.only_for is not None and not line.place.startswith("direct-"),
        line.changed_at is not None and line.view is None,
        f"{line.changed_at or line.at:%H%M%S%f}",
        line.text,
        render.prose(line.text, reader),
        line.view,
        tuple(_reaction(emoji, by, reader, who) for emoji, by in line.reactions.items()),
    )


def _follows(line: Line, before: Line | None) -> bool:
    if before is None or line.view is not None or before.view is not None:
        return False
    same = (before.author, before.thread) == (line.author, line.thread)
    return same and line.at - before.at < TOGETHER


def _reaction(emoji: str, by: Sequence[PersonId], reader: Reader, who: PersonId) -> Reaction:
    names = ", ".join(reader.workspace.people[each].name for each in by)
    return Reaction(emoji, len(by), who in by, names)


def _choices(field: Field, workspace: Workspace) -> Sequence[tuple[str, str]]:
    if field.kind in (FieldKind.PERSON, FieldKind.PEOPLE):
        return [(who, seat.person.name) for who, seat in workspace.seats.items()]
    return [(each.value, each.label) for each in field.choices]
