"""From what somebody typed to what an archive knows: people, channels, days, zones and hours, or a doubt about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from bot.engine.typed import weekly_hours
from bot.vocabulary.calendar import DEFAULT_WEEK, Week
from bot.vocabulary.model import Conversation, ConversationId, Person, PersonId, Side
from bot.vocabulary.selection import Doubt, Selection, Unclear, Wish

NEAR: Final = 3
UNKNOWN_ZONE: Final = "UTC"


def select(wish: Wish, people: Sequence[Person], conversations: Sequence[Conversation]) -> Selection:
    """What the wish means in this archive. Raises `Unclear` at the first thing that means nothing there."""
    sides = sides_of(wish, people)
    zone = zone_of(wish.zone) if wish.zone else None
    shown = zone or usual_zone([person for person in people if sides.get(person.id) is Side.OWNER] or people)
    since, until = days(wish, ZoneInfo(shown))
    return Selection(
        sides,
        channels_of(wish.channels, conversations) if wish.channels else None,
        since,
        until,
        shown,
        zone or UNKNOWN_ZONE,
        week_of(wish.hours) if wish.hours else DEFAULT_WEEK,
        wish.country,
    )


def sides_of(wish: Wish, people: Sequence[Person]) -> Mapping[PersonId, Side]:
    """Whose side each named person is on."""
    sides = {person_of(name, people): Side.OWNER for name in wish.owners}
    for name in wish.assistants:
        if sides.setdefault(person_of(name, people), Side.ASSISTANT) is Side.OWNER:
            raise Unclear(Doubt.BOTH_SIDES, name)
    return sides


def person_of(given: str, people: Sequence[Person]) -> PersonId:
    """The person meant by a name or an id."""
    wanted = given.strip().lstrip("@").casefold()
    found = [person for person in people if wanted in _words(person)]
    humans = [person for person in found if not person.is_bot]
    if len(humans) == 1:
        return humans[0].id
    if humans:
        return _the_one(given, wanted, humans)
    names = {word: person.name for person in people if not person.is_bot for word in _words(person)}
    raise Unclear(Doubt.BOT, given) if found else Unclear(Doubt.PERSON, given, near(wanted, names))


def _the_one(given: str, wanted: str, people: Sequence[Person]) -> PersonId:
    """Of several who share a word, the one whose whole name it is."""
    exact = [person for person in people if wanted in (person.id.casefold(), person.name.casefold())]
    if len(exact) == 1:
        return exact[0].id
    raise Unclear(Doubt.SEVERAL_PEOPLE, given, tuple(person.id for person in people))


def _words(person: Person) -> set[str]:
    return {word.casefold() for word in (person.id, person.name, *person.names)}


def channels_of(given: Iterable[str], conversations: Sequence[Conversation]) -> frozenset[ConversationId]:
    """The conversations meant by names or ids."""
    ids = {name.casefold(): known.id for known in conversations for name in (known.id, known.name.lstrip("#"))}
    found = set()
    for name in given:
        wanted = name.strip().lstrip("#").casefold()
        if wanted not in ids:
            raise Unclear(
                Doubt.CHANNEL, name, near(wanted, {known.name.casefold(): known.name for known in conversations})
            )
        found.add(ids[wanted])
    return frozenset(found)


def zone_of(given: str) -> str:
    """An IANA zone, however its letters were typed."""
    zones = {zone.casefold(): zone for zone in available_timezones()}
    wanted = given.strip().replace(" ", "_").casefold()
    if wanted in zones:
        return zones[wanted]
    cities = [zone for zone in zones.values() if zone.rpartition("/")[2].casefold() == wanted.rpartition("/")[2]]
    raise Unclear(Doubt.ZONE, given, tuple(sorted(cities)[:NEAR]) or near(wanted, zones))


def usual_zone(people: Iterable[Person]) -> str:
    """The zone that most people live in."""
    zones = Counter(person.zone for person in people if person.zone and not person.is_bot)
    return max(sorted(zones), key=zones.__getitem__) if zones else UNKNOWN_ZONE


def days(wish: Wish, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """From the beginning of the first day to the end of the last, in UTC."""
    first = day_of(wish.since) if wish.since else None
    last = day_of(wish.until) if wish.until else None
    if first and last and last < first:
        raise Unclear(Doubt.BACKWARDS, f"{wish.since}", (f"{wish.until}",))
    return (
        _midnight(first, zone) if first else None,
        _midnight(last + timedelta(days=1), zone) if last else None,
    )


def day_of(given: str) -> date:
    """A day as ISO 8601 writes it."""
    try:
        day = date.fromisoformat(given.strip())
    except ValueError as problem:
        raise Unclear(Doubt.DATE, given) from problem
    if not 1970 <= day.year < 2200:
        raise Unclear(Doubt.DATE, given)
    return day


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def week_of(given: str) -> Week:
    """Working hours as people type them."""
    try:
        return weekly_hours.parse(given)
    except ValueError as problem:
        raise Unclear(Doubt.HOURS, given, why=str(problem)) from problem


def near(wanted: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """What looks most like the word that was typed; `known` tells how each lower-case word is really spelled."""
    starting = [word for word in known if wanted and word.startswith(wanted)][:NEAR]
    alike = get_close_matches(wanted, known, n=NEAR, cutoff=0.6)
    return tuple(dict.fromkeys(known[word] for word in [*alike, *starting]))[:NEAR]
