"""The cards of capacity: what is taken of whose week, and whether there is room for more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.model import EngagementId, PersonId
from bot.vocabulary.view import Button, MomentStyle, Named, Section, Strong, Text, View, Weight
from bot.wording.moments import moment
from bot.wording.names import shown

MOST_ITEMS: Final = 5
MOST_PEOPLE: Final = 10
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that takes time: what, how many hours of it fall into this week (None: no estimate), until when."""

    id: str
    what: str
    hours: float | None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody's week: hours stated and taken, what takes them, and what they said about room last."""

    person: PersonId
    name: str
    about: str
    stated: float | None
    taken: float
    pieces: tuple[Piece, ...] = ()
    asked: RoomAsked | None = None
    held: float = 0.0
    """Hours a week that a retainer holds."""
    said_free: float | None = None
    """What they said in a check-in lately."""

    @property
    def unknown(self) -> int:
        """Pieces without an estimate."""
        return sum(each.hours is None for each in self.pieces)


def of_one(seen: Shown, engagement: EngagementId, zone: str, is_own: bool) -> View:
    """One person's week, with what takes it."""
    lines = tuple(_piece(each, zone) for each in _heaviest(seen.pieces))
    first = (
        Button("Change your hours", "say-hours", engagement, Weight.PRIMARY)
        if is_own
        else Button("Hand something over", "hand-over", seen.about, Weight.PRIMARY)
    )
    return View(
        (Named(seen.person), f": {_sum(seen)}"),
        _facts(seen, zone),
        sections=(Section("What takes it this week", lines),) if lines else (),
        buttons=(first, *_estimates(seen)),
        small_print=("Hours a week, from estimates spread over the working time until each is due.",),
    )


def of_all(people: Sequence[Shown], name: str) -> View:
    """Everybody's week, and all together."""
    if not people:
        return View(("Nobody has joined yet.",), (("Capacity is what people say on joining, less what is asked.",),))
    stated = sum(each.stated or 0.0 for each in people)
    taken = sum(each.taken for each in people)
    return View(
        (Strong(f"{name}: {_hours(taken)} of {_hours(stated)} h a week are taken"),),
        sections=tuple(_person(each) for each in people[:MOST_PEOPLE]),
        small_print=("Hours a week, from estimates spread over the working time until each is due.",),
    )


def _person(seen: Shown) -> Section:
    buttons = (Button("Hand something over", "hand-over", seen.about), Button("What takes it", "capacity", seen.about))
    facts = [(_capital(_sum(seen)),), *((_missing(seen),) if seen.unknown else ())]
    return Section(shown(seen.name, seen.person), tuple(facts), buttons)


def _sum(seen: Shown) -> str:
    if not seen.stated:
        return f"{_hours(seen.taken)} h a week are taken; nobody knows of how many"
    free = seen.stated - seen.taken
    rest = f"{_hours(free)} h free" if free >= 0 else f"{_hours(-free)} h too much"
    return f"{_hours(seen.taken)} of {_hours(seen.stated)} h a week are taken, {rest}"


def _facts(seen: Shown, zone: str) -> tuple[Text, ...]:
    facts: list[Text] = [_missing(seen)] if seen.unknown else []
    if seen.held:
        facts.append((f"{_hours(seen.held)} h a week are held by a retainer",))
    if seen.said_free is not None:
        facts.append((f"Said in a check-in: {_hours(seen.said_free)} h a week free",))
    if seen.asked and seen.asked.answered_at:
        said = f"yes, about {_hours(seen.asked.hours or 0)} h" if seen.asked.has_room else "no"
        facts.append(("Asked about room for more: ", said, ", ", moment(seen.asked.answered_at, zone, MomentStyle.DAY)))
    return tuple(facts)


def at_home(people: Sequence[Shown], name: str, engagement: EngagementId) -> Section:
    """A line for each, on somebody's page."""
    lines = tuple((Named(each.person), f": {_sum(each)}") for each in people[:MOST_PEOPLE])
    return Section(f"Capacity · {name}", lines, (Button("See the hours", "capacity", engagement),))


def _missing(seen: Shown) -> Text:
    few = "1 thing has no estimate and does not count"
    return (few if seen.unknown == 1 else f"{seen.unknown} things have no estimate and do not count",)


def _heaviest(pieces: Sequence[Piece]) -> Sequence[Piece]:
    return sorted(pieces, key=lambda each: -(each.hours or 0.0))[:MOST_ITEMS]


def _piece(each: Piece, zone: str) -> Text:
    due: Text = (", by ", moment(each.due_at, zone, MomentStyle.DAY)) if each.due_at else ()
    hours = f"{_hours(each.hours)} h" if each.hours is not None else "no estimate"
    return (Strong(_short(each.what)), f": {hours}", *due)


def _estimates(seen: Shown) -> tuple[Button, ...]:
    """The first piece without an estimate can get one."""
    first = next((each for each in seen.pieces if each.hours is None), None)
    return (Button("Estimate the first", "estimate", first.id),) if first else ()


def ask(free: float, name: str, engagement: EngagementId) -> View:
    """For the assistant: room for more?"""
    return View(
        (Strong("Room for more?"),),
        ((f"About {_hours(free)} h of your week for {name} are free, for two weeks now.",),),
        buttons=(
            Button("Yes", "room-yes", engagement, Weight.PRIMARY),
            Button("No, I am full", "room-no", engagement),
            Button("Yes, but not so much", "room-hours", engagement),
        ),
        small_print=("Only you see this. A yes is told to the owner, a no to nobody. At most every two weeks.",),
    )


def offer(person: PersonId, asked: RoomAsked, about: str) -> View:
    """For the owner: somebody has room."""
    return View(
        (Named(person), f" has about {_hours(asked.hours or asked.free)} h a week free"),
        (("For two weeks now, and would like more.",),),
        buttons=(Button("Hand something over", "hand-over", about, Weight.PRIMARY), Button("Not now", "dismiss")),
        small_print=("They were asked, and said so. At most every two weeks.",),
    )


def _hours(hours: float) -> str:
    return f"{round(hours, 1):g}"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
