"""How people type their week: "Mon-Fri 9-12, 13-17", "Sun-Thu 10am-6pm", "Mon,Wed 22-6; Fri off".

A small grammar that never guesses. Days, or a range of days, come first, then their hours; nothing else is
understood. Without days, Monday to Friday are meant. Each sentence of refusal says what is wrong and what would be
right, so it can stand at the field of a form as it is. `wording.week.spoken` says a week so that `parse` reads it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from bot.vocabulary.calendar import Span, Week

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LETTERS = ("mo", "tu", "we", "th", "fr", "sa", "su")
"""What every way of writing a day begins with."""
GROUPS = {
    "weekdays": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
    "daily": range(7),
    "every day": range(7),
    "everyday": range(7),
}
WEEKDAYS = tuple(range(5))
EXAMPLE = "For example: Mon-Fri 9-12, 13-17."
LONGEST_NIGHT = 16 * 60
"""More minutes past midnight than this are a slip ("9-5"), not a shift."""
A_DAY = 24 * 60
LONGEST_INPUT = 500
"""Characters; the longest week anybody means is a quarter of it."""

_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*"
_DAY = (
    r"(?:mo(?:n(?:day)?)?|tu(?:e(?:s(?:day)?)?)?|we(?:d(?:nesday)?)?|th(?:u(?:r(?:s(?:day)?)?)?)?"
    r"|fr(?:i(?:day)?)?|sa(?:t(?:urday)?)?|su(?:n(?:day)?)?)s?\b"
)
_TIME = r"(?:(?:\d{4}|\d{1,2}(?:[:.h]\d{2})?h?)(?:\s*[ap]\.?m\b\.?)?(?![\d:])|noon\b|midnight\b)"
_TOKEN = re.compile(
    rf"(?P<days>{_DAY}(?:{_TO}{_DAY})?|{'|'.join(sorted(GROUPS, key=len, reverse=True))})"
    rf"|(?P<span>{_TIME}{_TO}{_TIME})"
    r"|(?P<off>\b(?:off|closed|free)\b)"
    r"|(?P<between>[\s,;:&+/]+|\band\b|\bfrom\b)",
    re.IGNORECASE,
)
_READ_TIME = re.compile(r"(\d{1,2}?)[:.h]?(\d{2})?h?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)


class Clause(NamedTuple):
    """Some days and their hours, in minutes since midnight; no hours is a day off."""

    days: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def parse(text: str) -> Week:
    """The week that a person means. Raises ValueError with a sentence for them when it is not clear."""
    if len(text) > LONGEST_INPUT:
        raise ValueError(f"These hours are too long to read. {EXAMPLE}")
    week: dict[int, tuple[tuple[int, int], ...]] = {}
    for clause in _clauses(_tokens(text)):
        for day in clause.days:
            if clause.spans and week.get(day):
                raise ValueError(f"{NAMES[day]} is named twice. Say each day once, like Mon-Thu 9-17; Fri 9-12.")
            week[day] = clause.spans
    return _checked(tuple(week.get(day, ()) for day in range(7)))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """The words of a week with their kinds; what joins them is dropped."""
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found or not found.lastgroup:
            raise ValueError(f"I do not understand “{_word(text, place)}”. {EXAMPLE}")
        if found.lastgroup != "between":
            yield found.lastgroup, found.group()
        place = found.end()


def _word(text: str, place: int) -> str:
    """The word that could not be read, for the refusal."""
    return re.split(r"[\s,;]", text[place : place + 20])[0]


def _clauses(tokens: Iterable[tuple[str, str]]) -> Iterator[Clause]:
    """Days followed by hours; the next days begin the next clause."""
    gathered: dict[str, list[str]] = {"days": [], "span": [], "off": []}
    for kind, text in tokens:
        if kind == "days" and (gathered["span"] or gathered["off"]):
            yield _clause(**gathered)
            gathered = {"days": [], "span": [], "off": []}
        gathered[kind].append(text)
    yield _clause(**gathered)


def _clause(days: list[str], span: list[str], off: list[str]) -> Clause:
    """One clause from its words."""
    named = ", ".join(days) or "any day"
    if not span and not off:
        raise ValueError(f"No hours are given for {named}. {EXAMPLE}")
    if span and off:
        raise ValueError(f"Hours and “{off[0]}” are both given for {named}. {EXAMPLE}")
    if off and not days:
        raise ValueError(f"Say which days are {off[0]}, like Mon-Fri 9-17; Wed off.")
    return Clause(
        tuple(day for text in days for day in _days(text)) or WEEKDAYS, _apart([_span(each) for each in span])
    )


def _apart(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans of a day, when they are in order and do not overlap."""
    for one, other in pairwise(spans):
        if other[0] < one[1]:
            raise ValueError(_overlapping(one, other))
    return tuple(spans)


def _overlapping(one: tuple[int, int], other: tuple[int, int]) -> str:
    """What is wrong with two spans of a day; most often somebody means the afternoon."""
    first, second = _said(one), _said(other)
    if other[0] < one[0] and other[1] <= A_DAY // 2:
        later = _said((other[0] + A_DAY // 2, other[1] + A_DAY // 2))
        return f"{second} after {first} would be at night. If you mean the afternoon, write {later}."
    return f"{first} and {second} overlap. Write them in order and apart. {EXAMPLE}"


def _days(text: str) -> list[int]:
    """The days of one name, one range (Sat-Mon goes over Sunday) or one group."""
    if group := GROUPS.get(text.lower()):
        return list(group)
    first, *last = (LETTERS.index(part[:2].lower()) for part in re.split(_TO, text, flags=re.IGNORECASE))
    return [(first + step) % 7 for step in range((last[0] - first) % 7 + 1)] if last else [first]


def _span(text: str) -> tuple[int, int]:
    """One stretch, in minutes since midnight; one that runs past midnight ends beyond 1440."""
    first, last = re.split(_TO, text, flags=re.IGNORECASE)
    start, end = _both(first, last, text)
    if end > start:
        return start, end
    if A_DAY - start + end > LONGEST_NIGHT:
        raise ValueError(_endless(start, end, text))
    return start, end + A_DAY


def _endless(start: int, end: int, text: str) -> str:
    """What is wrong with a night that takes most of the day; most often somebody means the afternoon."""
    later = end + A_DAY // 2
    if start < later <= A_DAY:
        return f"{text} would run through the night. Write hours up to 24, like {_said((start, later))}."
    return f"{text} would run through the night and most of the day. {EXAMPLE}"


def _both(start: str, end: str, text: str) -> tuple[int, int]:
    """Both times of a stretch. "9-5pm" begins in the morning and "1-5pm" in the afternoon; "9am-5" is not clear."""
    (first, first_half), (last, last_half) = _time(start, text), _time(end, text)
    if first_half and not last_half and last < A_DAY // 2:
        raise ValueError(f"Is the end of {text} in the morning or in the afternoon? Write am or pm at both.")
    if last_half == "p" and not first_half and first < A_DAY // 2 and first < last - A_DAY // 2:
        first += A_DAY // 2
    return first, last


def _time(text: str, span: str) -> tuple[int, str]:
    """Minutes since midnight, and "a" or "p" where it was said."""
    if text.lower() in ("noon", "midnight"):
        return (A_DAY // 2, "p") if text.lower() == "noon" else (0, "a")
    hour, minute, half = _parts(text)
    if minute > 59 or hour * 60 + minute > A_DAY or (half and not 1 <= hour <= 12):
        raise ValueError(f"There is no such time as {text.strip()} in {span}. {EXAMPLE}")
    return (hour % 12 + 12 * (half == "p") if half else hour) * 60 + minute, half


def _parts(text: str) -> tuple[int, int, str]:
    found = _READ_TIME.fullmatch(text.strip())
    if not found:  # the token's pattern lets nothing else through
        raise ValueError(f"I do not understand “{text}”. {EXAMPLE}")
    hour, minute, half = found.groups()
    return int(hour), int(minute or 0), (half or "").lower()


def _checked(week: tuple[tuple[tuple[int, int], ...], ...]) -> Week:
    """The week as spans, when it has hours and no night runs into the next morning's."""
    if not any(week):
        raise ValueError(f"That leaves no working time at all. {EXAMPLE} To be off for a while, use `away`.")
    for day, spans in enumerate(week):
        following = week[(day + 1) % 7]
        if spans and following and spans[-1][1] > following[0][0] + A_DAY:
            late, early = f"{NAMES[day]} {_said(spans[-1])}", f"{NAMES[(day + 1) % 7]} {_said(following[0])}"
            raise ValueError(f"{late} runs into {early}. Let one end where the other begins.")
    return tuple(tuple(Span(_clock(start), _clock(end)) for start, end in _joined(spans)) for spans in week)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch are one: 9-12, 12-17 is 9-17."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _said(span: tuple[int, int]) -> str:
    """A stretch as it would be typed: 9-17, 8:30-12."""
    return "-".join(f"{each // 60 % 24 or (24 if each else 0)}" + f":{each % 60:02}" * (each % 60 > 0) for each in span)
