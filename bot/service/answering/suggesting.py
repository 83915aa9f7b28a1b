"""What may be meant by what somebody is typing: people who are here, deadlines as they are understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.engine.typed import deadlines
from bot.ports import Known, Place, Store
from bot.ports.surfaces import Typing
from bot.vocabulary.deadlines import Ambiguous, Deadline
from bot.vocabulary.view import Choice
from bot.wording import suggestions


async def people(typing: Typing, store: Store) -> Sequence[Choice]:
    """The people of this conversation who have joined and are called so, oneself left out."""
    known = await _known(typing, store)
    typed = typing.text.strip().removeprefix("@").casefold()
    found = (each for who, each in known.people.items() if who in known.joined and who != typing.by)
    named = (each for each in found if any(name.casefold().startswith(typed) for name in (each.name, *each.names)))
    return [suggestions.person(each) for each in sorted(named, key=lambda each: each.name)]


async def moments(typing: Typing, store: Store, now: datetime) -> Sequence[Choice]:
    """What was typed as a deadline, each moment that it may mean; the usual ones where nothing is typed yet."""
    known = await _known(typing, store)
    words = (typing.text.strip(),) if typing.text.strip() else suggestions.USUAL
    return list(dict.fromkeys(choice for each in words for choice in _understood(each, known, typing, now)))


def _understood(words: str, known: Known, typing: Typing, now: datetime) -> Iterator[Choice]:
    calendar = known.calendars.get(typing.by, known.calendar)
    zone = calendar.versions[-1].zone
    reading = deadlines.read(words, now, calendar, zone)
    if isinstance(reading, Deadline):
        yield suggestions.deadline(reading.at, zone, words)
    elif isinstance(reading, Ambiguous):
        yield from (suggestions.deadline(each.at, zone, words) for each in reading.choices)


async def _known(typing: Typing, store: Store) -> Known:
    async with store.begin(reading=True) as work:
        return await work.known(Place(typing.workspace, typing.place))
