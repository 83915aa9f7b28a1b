"""A phrase is a day, a time and a place in any order, each at most once; together they are one moment, or several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import product
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.engine.typed.deadlines import clocks, days
from bot.engine.typed.deadlines.clocks import Clock, Edge, Named, Span
from bot.engine.typed.deadlines.days import DAY, Days, Local, NoSuchDay, Reader
from bot.engine.typed.deadlines.sayings import SAYINGS
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.deadlines import Ambiguous, Deadline, How, NotUnderstood, Reading, Why

BETWEEN: Final = re.compile(r"(?:[ ,]+|\b(?:on|of)\b(?= ))*")
"""What may stand between the parts of a phrase."""
AT: Final = re.compile(r"at (?=\S)")
FAR: Final = timedelta(days=300)
"""A date that is just past and comes again so far ahead was perhaps not meant: it is asked about."""
USUAL_END: Final = time(17)


class Ask(NamedTuple):
    """Whose deadline is read: the moment, the calendar it is due on, and the zone of who sets it."""

    now: datetime
    calendar: Calendar
    asker_zone: str

    @property
    def doer_zone(self) -> str:
        """The zone of whoever it is due from."""
        return self.calendar.versions[-1].zone


@dataclass(slots=True)
class Phrase:
    """The parts of a phrase, and where it ends."""

    days: list[Reader] = field(default_factory=list)
    clock: Clock | None = None
    span: Span | None = None
    zone: Named | None = None
    end: int = 0
    is_before: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.days or self.clock or self.span)


def scan(text: str, start: int, ask: Ask) -> Phrase:
    """The longest phrase that begins at `start` of a lower-case text. Raises NoSuchTime."""
    phrase = Phrase(end=start)
    place = start
    while _take(text, place, phrase, ask):
        place = _skip(text, phrase.end)
    return phrase


def _skip(text: str, place: int) -> int:
    found = BETWEEN.match(text, place)
    return found.end() if found else place


def _take(text: str, place: int, phrase: Phrase, ask: Ask) -> bool:
    """Add the part that stands at a place, if one does that the phrase does not have yet."""
    return (
        (phrase.clock is None and phrase.span is None and _take_time(text, place, phrase))
        or (len(phrase.days) < 2 and phrase.span is None and _take_day(text, place, phrase))
        or (phrase.clock is not None and phrase.zone is None and _take_zone(text, place, phrase, ask))
    )


def _take_time(text: str, place: int, phrase: Phrase) -> bool:
    if not phrase.days and (found := clocks.SPANS.match(text, place)):
        phrase.span = clocks.span(found, days.NUMBERS.get(found["count"]) or int(found["count"]))
        phrase.end = found.end()
        return True
    at = AT.match(text, place)
    for pattern, make in clocks.CLOCKS:
        if found := pattern.match(text, place) or (pattern.match(text, at.end()) if at else None):
            phrase.clock, phrase.end = make(found), found.end()
            return True
    return False


def _take_day(text: str, place: int, phrase: Phrase) -> bool:
    for pattern, make in SAYINGS:
        if found := pattern.match(text, place):
            phrase.days.append(make(found))
            phrase.end = found.end()
            return True
    return False


def _take_zone(text: str, place: int, phrase: Phrase, ask: Ask) -> bool:
    found = clocks.ZONES.match(text, place)
    zone = clocks.zone(found, ask.asker_zone, ask.doer_zone) if found else None
    if not found or not zone:
        return False
    phrase.zone, phrase.end = zone, found.end()
    return True


def meaning(phrase: Phrase, words: str, ask: Ask) -> Reading:
    """The moment a phrase means, those it may mean, or why there is none."""
    try:
        found = sorted(set(_moments(phrase, words, ask)), key=lambda each: (each.at, each.how))
    except NoSuchDay:
        return NotUnderstood(words, Why.NO_SUCH_DAY)
    if not found:
        return NotUnderstood(words, Why.DISAGREES if len(phrase.days) > 1 else Why.UNKNOWN)
    ahead = {each.at: each for each in reversed(found) if each.at > ask.now}
    if not ahead:
        return _gone(phrase, words, ask)
    choices = tuple(ahead[at] for at in sorted(ahead))
    is_clear = len(choices) == 1 and (len(found) == 1 or choices[0].at - ask.now < FAR)
    return choices[0] if is_clear else Ambiguous(words, choices)


def _gone(phrase: Phrase, words: str, ask: Ask) -> Reading:
    """All of it is past. A time without a day may be meant for tomorrow: that is asked."""
    if phrase.days or phrase.clock is None or phrase.clock.today:
        return NotUnderstood(words, Why.PAST)
    tomorrow = Phrase([lambda local: (days.one(local.today + DAY),)], phrase.clock, zone=phrase.zone)
    found = {each.at: each for each in _moments(tomorrow, words, ask)}
    return Ambiguous(words, tuple(found[at] for at in sorted(found)))


def _moments(phrase: Phrase, words: str, ask: Ask) -> Iterator[Deadline]:
    if phrase.span is not None:
        yield from _after(phrase.span, words, ask)
        return
    zones = phrase.zone.zones if phrase.zone else (ask.doer_zone,)
    for zone in zones:
        local = Local(ask.now, ask.calendar, ZoneInfo(zone))
        for day, clock in product(_days(phrase, local), _times(phrase)):
            yield from _moment(day, clock, phrase, words, local)


def _after(span: Span, words: str, ask: Ask) -> Iterator[Deadline]:
    if not span.is_working:
        yield Deadline((ask.now + span.length).astimezone(UTC), words, How.SPAN)
    elif due := hours.due(ask.calendar, ask.now, span.length):
        yield Deadline(due, words, How.WORKING_SPAN)


def _days(phrase: Phrase, local: Local) -> list[Days]:
    """The days that may be meant; of a weekday and a date, those on which both agree."""
    if not phrase.days:
        return [days.one(local.today)]
    weekdays, dates = ([each for each in phrase.days if days.is_weekday(each) is kind] for kind in (True, False))
    first, *rest = (reader(local) for reader in (*dates, *weekdays))
    if not rest:
        return list(first)
    named = {each.first.weekday() for each in rest[0]}
    return [each for each in first if (each.first.weekday() in named if dates and weekdays else each in rest[0])]


def _times(phrase: Phrase) -> tuple[time | Edge, ...]:
    return phrase.clock.times if phrase.clock else (Edge.CLOSING,)


def _moment(day: Days, clock: time | Edge, phrase: Phrase, words: str, local: Local) -> Iterator[Deadline]:
    if phrase.is_before and phrase.clock is None:
        yield from _before(day, words, local)
        return
    stretches = days.worked(local, day)
    if isinstance(clock, Edge):
        yield _edge(clock, day, words, local)
        return
    on = stretches[-1].end.astimezone(local.zone).date() if stretches and day.first != day.last else day.last
    at = hours.moment(local.zone, datetime.combine(on, clock))
    if phrase.clock and phrase.clock.is_bare and not _is_likely(at, clock, local):
        return
    yield Deadline(at, words, How.ZONE if phrase.zone else How.CLOCK)


def _is_likely(at: datetime, clock: time, local: Local) -> bool:
    """Of 9:00 in the morning and in the evening, the one inside their hours is meant, if only one is."""
    other = at + timedelta(hours=12 if clock.hour < 12 else -12)
    inside, outside = (_is_open(each, local) for each in (at, other))
    return inside or not outside


def _is_open(at: datetime, local: Local) -> bool:
    """Whether a moment is working time, or its very end."""
    return hours.is_open(local.calendar, at) or hours.is_open(local.calendar, at - timedelta(seconds=1))


def _before(day: Days, words: str, local: Local) -> Iterator[Deadline]:
    """What "before Friday" means is the last moment of work that precedes it."""
    earlier = days.worked(local, Days(day.first - 14 * DAY, day.first - DAY))
    if earlier:
        yield Deadline(earlier[-1].end, words, How.CLOSING)


def _edge(edge: Edge, day: Days, words: str, local: Local) -> Deadline:
    """The end (or the beginning) of working hours; on days off, the usual end."""
    stretches = days.worked(local, day)
    if stretches and edge is Edge.OPENING:
        return Deadline(stretches[0].start, words, How.OPENING)
    if stretches:
        return Deadline(stretches[-1].end, words, How.CLOSING)
    return Deadline(hours.moment(local.zone, datetime.combine(day.last, _usual_end(local))), words, How.DAY_OFF)


def _usual_end(local: Local) -> time:
    ends = [spans[-1].end for spans in local.calendar.versions[-1].week if spans]
    return max(set(ends), key=ends.count) if ends else USUAL_END
