"""Times of a day: "5pm", "17:00", "noon", "EOD", "Monday morning"; and the places whose clocks are meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time, timedelta
from enum import Enum
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, available_timezones


class Edge(Enum):
    """A time that only a calendar can tell."""

    OPENING = "opening"
    CLOSING = "closing"


HALF_A_DAY: Final = 12


class Clock(NamedTuple):
    """The times that may be meant. `is_bare` where a twelve-hour face was read without am or pm.

    `today` says that the words name the day too ("tonight").
    """

    times: tuple[time | Edge, ...]
    is_bare: bool = False
    today: bool = False
    days_later: int = 0


class Span(NamedTuple):
    """So long from now."""

    length: timedelta
    is_working: bool


class NoSuchTime(Exception):
    """The words name a time that no clock shows, such as 25:00."""


MIDNIGHT: Final = time.max.replace(microsecond=0)
"""The end of a day, as a time of it."""


def _half(found: re.Match[str]) -> Clock:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= HALF_A_DAY:
        raise NoSuchTime
    return Clock((_time(hour % HALF_A_DAY + HALF_A_DAY * (found["half"] == "p"), minute),))


def _face(found: re.Match[str]) -> Clock:
    """A time without am or pm: clear from 13 on and with a leading zero, else one of two."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > HALF_A_DAY or hour == 0 or found["hour"].startswith("0"):
        return Clock((_time(hour, minute),))
    return Clock((_time(hour % HALF_A_DAY, minute), _time(hour % HALF_A_DAY + HALF_A_DAY, minute)), is_bare=True)


def _time(hour: int, minute: int) -> time:
    if hour == 24 and minute == 0:
        return MIDNIGHT
    if hour > 23 or minute > 59:
        raise NoSuchTime
    return time(hour, minute)


CLOCKS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Clock]], ...]] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b\.?", _half),
        (r"(?P<hour>\d{1,2}):(?P<minute>\d\d) ?(?:h|hrs|hours|uhr)?\b(?!:)", _face),
        (r"(?P<hour>\d{1,2})h(?P<minute>\d\d)?\b", _face),
        (r"(?P<hour>\d{1,2})(?P<minute>)? ?o'?clock\b", _face),
        (r"at (?P<hour>\d{1,2})(?P<minute>)?(?![\d:.,/%])(?! ?\w)", _face),
        (r"(?:12 )?noon\b|midday\b|lunch ?time\b", lambda _: Clock((time(HALF_A_DAY),))),
        (r"(?:12 )?midnight\b", lambda _: Clock((time.min, MIDNIGHT))),
        (
            r"eod\b|cob\b|eob\b|(?:the )?end of (?:the )?(?:business|working|work)? ?day\b|(?:the )?end of business\b"
            r"|close of (?:business|play)\b",
            lambda _: Clock((Edge.CLOSING,)),
        ),
        (r"first thing\b|start of (?:the )?(?:business )?day\b", lambda _: Clock((Edge.OPENING,))),
        (r"(?:in the )?morning\b", lambda _: Clock((Edge.OPENING, time(HALF_A_DAY)))),
        (r"(?:in the )?afternoon\b", lambda _: Clock((time(HALF_A_DAY), Edge.CLOSING))),
        (r"(?:in the )?evening\b", lambda _: Clock((Edge.CLOSING, MIDNIGHT))),
        (r"tonight\b", lambda _: Clock((Edge.CLOSING, MIDNIGHT), today=True)),
    )
)
"""How times are said. Those that mean a part of the day have two ends, and are asked about."""

SPANS: Final = re.compile(
    r"(?:in|within)(?: the next)? (?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) "
    r"(?P<working>working |business )?(?P<unit>hours?|hrs?|h|minutes?|mins?)\b"
)


def span(found: re.Match[str], count: int) -> Span:
    """As in "in 4 hours" or "in 4 working hours"."""
    unit = timedelta(minutes=1) if found["unit"].startswith("m") else timedelta(hours=1)
    return Span(count * unit, bool(found["working"]))


ABBREVIATIONS: Final[dict[str, tuple[str, ...]]] = {
    "utc": ("UTC",),
    "gmt": ("UTC",),
    "z": ("UTC",),
    "cet": ("Europe/Berlin",),
    "cest": ("Europe/Berlin",),
    "eet": ("Europe/Athens",),
    "eest": ("Europe/Athens",),
    "wet": ("Europe/Lisbon",),
    "uk": ("Europe/London",),
    "bst": ("Europe/London",),
    "msk": ("Europe/Moscow",),
    "et": ("America/New_York",),
    "est": ("America/New_York",),
    "edt": ("America/New_York",),
    "eastern": ("America/New_York",),
    "ct": ("America/Chicago",),
    "cdt": ("America/Chicago",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "central": ("America/Chicago",),
    "mt": ("America/Denver",),
    "mdt": ("America/Denver",),
    "mst": ("America/Denver", "America/Phoenix"),
    "pt": ("America/Los_Angeles",),
    "pst": ("America/Los_Angeles",),
    "pdt": ("America/Los_Angeles",),
    "pacific": ("America/Los_Angeles",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "pht": ("Asia/Manila",),
    "pkt": ("Asia/Karachi",),
    "sgt": ("Asia/Singapore",),
    "hkt": ("Asia/Hong_Kong",),
    "jst": ("Asia/Tokyo",),
    "aest": ("Australia/Sydney",),
    "aedt": ("Australia/Sydney",),
    "nzst": ("Pacific/Auckland",),
    "nzt": ("Pacific/Auckland",),
}
"""What people call a zone, whatever the season: "CET" in July means the clocks of Berlin then."""

ZONES: Final = re.compile(
    rf"\(?(?P<short>{'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})\b(?: time)?\)?"
    r"|(?P<mine>my|our)(?: own)? time\b"
    r"|(?P<theirs>your|their|her|his)(?: own)? time\b"
    r"|(?:in |on )?(?P<place>[a-z][a-z_]+(?:[ /][a-z][a-z_]+){0,2}) time\b"
    r"|(?P<iana>[a-z]+/[a-z_]+(?:/[a-z_]+)?)\b"
)


class Named(NamedTuple):
    """A zone as it was named: the IANA names that may be meant."""

    zones: tuple[str, ...]


def zone(found: re.Match[str], asker: str, doer: str) -> Named | None:
    """Whose clocks are meant; None for a place that is not known."""
    if found["short"]:
        return Named(ABBREVIATIONS[found["short"]])
    if found["mine"] or found["theirs"]:
        return Named((asker if found["mine"] else doer,))
    known = named_zone(found["place"] or found["iana"])
    return Named((known,)) if known else None


def named_zone(words: str) -> str | None:
    """The IANA name of a zone given as such, as a city that has one, or as people abbreviate it (if that is clear)."""
    key = " ".join(words.casefold().replace("_", " ").split())
    short = ABBREVIATIONS.get(key, ())
    return _cities().get(key) or (short[0] if len(short) == 1 else None)


@cache
def _cities() -> dict[str, str]:
    """Cities and full names of zones, in lower case. A city in two zones is none (there is "Louisville" twice)."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    found: dict[str, str] = {"utc": "UTC"}
    for name in names:
        found[name.casefold().replace("_", " ")] = name
        found.setdefault(name.rpartition("/")[2].casefold().replace("_", " "), name)
    return {key: name for key, name in found.items() if _is_a_zone(name)}


def _is_a_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError):
        return False
    return True
