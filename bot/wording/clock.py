"""The explained clock: how a duration was counted (rule 7).

"5 h 20 min = Mon 14:40–17:00 + Tue 9:00–12:00; night and lunch not counted".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.vocabulary.calendar import Counted, NotCounted, Skipped, Sum
from bot.wording.durations import exact

LONG = timedelta(days=6)
"""From this length on, "Mon" could be one of two: days carry their dates."""
FEW = 6
"""Parts of a sum that one still reads; of more, only the ends are shown."""
LUNCH = range(11, 15)
"""A break that begins in these hours is lunch."""
MINUTE = timedelta(minutes=1)
INSTANT = timedelta.resolution
ORDER = list(NotCounted)
# Not strftime's: that speaks the language of the machine.
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Reader(NamedTuple):
    """Where clocks are read, and whether days need their date."""

    zone: ZoneInfo
    dated: bool

    def wall(self, at: datetime) -> datetime:
        """What a clock on the wall shows, without a zone."""
        return at.astimezone(self.zone).replace(tzinfo=None)

    def wall_at_end(self, at: datetime) -> datetime:
        """The same for the end of something, as the clock shows it that is about to be changed: 3:00, not 2:00."""
        return self.wall(at - MINUTE) + MINUTE

    def day(self, at: datetime) -> str:
        """The name of a day: "Mon", or "Mon 2 Mar"."""
        local = self.wall(at)
        name = DAYS[local.weekday()]
        return f"{name} {local.day} {MONTHS[local.month - 1]}" if self.dated else name

    def days(self, start: datetime, end: datetime) -> str:
        """One day or several: "Mon", or "Mon–Wed". The end itself is not included."""
        return "–".join(dict.fromkeys((self.day(start), self.day(end - INSTANT))))


class Term(NamedTuple):
    """A term of the sum; `day` is named before it unless the term before was of the same day."""

    day: str
    text: str


def explained(total: Sum, zone: str) -> str:
    """The sentence behind a duration, with moments as clocks in `zone` show them.

    It adds up as printed: moments are cut to the minute, and the duration is the sum of what is shown. The reason of
    an absence is not said, only when it was: both sides read this. Raises ZoneInfoNotFoundError for an unknown zone.
    """
    reader = Reader(ZoneInfo(zone), _is_long(total))
    reasons = _not_counted(total.skipped, reader)
    if not total.counted:
        return f"No working time{reasons}"
    printed = sum(map(_printed, total.counted), timedelta(0)) or total.total
    return f"{exact(printed)} = {_sum(list(_terms(total.counted, reader)))}{reasons}"


def _is_long(total: Sum) -> bool:
    """Whether a weekday may occur twice between the first moment and the last."""
    stretches = [(each.start, each.end) for each in total.counted] + [(each.start, each.end) for each in total.skipped]
    return bool(stretches) and max(end for _, end in stretches) - min(stretches)[0] > LONG


def _printed(part: Counted) -> timedelta:
    """The worth of a stretch, as the difference of its times that are shown."""
    if part.work == part.end - part.start:
        return _to_minute(part.end) - _to_minute(part.start)
    return part.work // MINUTE * MINUTE


def _to_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _terms(counted: Sequence[Counted], reader: Reader) -> Iterator[Term]:
    """The terms of the sum: whole days that follow each other as one, other stretches with their times."""
    days = [list(parts) for _, parts in groupby(counted, key=lambda part: part.day)]
    for whole, run in groupby(days, key=lambda parts: parts[0].whole):
        stretches = list(run)
        if whole and len(stretches) > 1:
            yield _whole_days(stretches, days, reader)
        elif whole and 1 < len(stretches[0]) < len(counted):
            yield Term("", f"all of {reader.day(stretches[0][0].start)}")
        else:
            yield from (_stretch(part, reader) for parts in stretches for part in parts)


def _whole_days(run: list[list[Counted]], days: list[list[Counted]], reader: Reader) -> Term:
    """One term like "3 whole days"; which they are is said where the terms before and after do not show it."""
    named = f" ({reader.days(run[0][0].start, run[-1][0].end)})" if run[0] is days[0] or run[-1] is days[-1] else ""
    return Term("", f"{len(run)} whole days{named}")


def _stretch(part: Counted, reader: Reader) -> Term:
    """A stretch, with what it counts where its times on the wall do not show that (the clocks went forward)."""
    start, end = reader.wall(part.start), reader.wall_at_end(part.end)
    worth = "" if part.work in (end - start, part.end - part.start) else f" ({exact(part.work)})"
    return Term(reader.day(part.start), f"{_clock(start)}–{_clock(end)}{worth}")


def _sum(terms: list[Term]) -> str:
    """The terms, each day named once; of many, the first and the last."""
    if len(terms) > FEW:
        terms = [*terms[:3], Term("", f"{len(terms) - 5} more stretches"), *terms[-2:]]
    days = ["", *(term.day for term in terms)]
    named = [term.day if term.day != before else "" for before, term in zip(days, terms, strict=False)]
    return " + ".join(f"{day} {term.text}".strip() for day, term in zip(named, terms, strict=True))


def _clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"


def _not_counted(skipped: Sequence[Skipped], reader: Reader) -> str:
    """What follows the sum: "; night and lunch not counted", each reason once."""
    words = [word for kind in ORDER for word in _words(kind, [each for each in skipped if each.kind is kind], reader)]
    *most, last = dict.fromkeys(words) or [""]
    return f"; {', '.join(most)}{' and ' if most else ''}{last} not counted" if last else ""


def _words(kind: NotCounted, skipped: Sequence[Skipped], reader: Reader) -> Iterator[str]:
    match kind:
        case NotCounted.NIGHT:
            yield from _nights([reader.day(each.start) != reader.day(each.end) for each in skipped])
        case NotCounted.BREAK:
            yield from ("lunch" if reader.wall(each.start).hour in LUNCH else "break" for each in skipped)
        case NotCounted.REPEATED:
            yield from ("the hour that came twice" for _ in skipped)
        case NotCounted.WEEKEND:
            yield from ["weekends" if len(skipped) > 1 else "weekend"] * bool(skipped)
        case NotCounted.DAY_OFF:
            yield from (f"{reader.days(each.start, each.end)} (no working day)" for each in skipped)
        case NotCounted.HOLIDAY:
            yield from (each.name or "a holiday" for each in skipped)
        case NotCounted.ABSENCE:
            yield from (f"absence ({reader.days(each.start, each.end)})" for each in skipped)


def _nights(are_nights: Sequence[bool]) -> Iterator[str]:
    """Nights, and what lies outside the hours by day."""
    if any(are_nights):
        yield "nights" if sum(are_nights) > 1 else "night"
    if not all(are_nights):
        yield "time outside hours"
