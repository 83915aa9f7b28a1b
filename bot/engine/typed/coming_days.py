"""Days that are agreed on: "2026-12-31", "31 Dec 2026", "1 Jan", "today". Without a year, the next one there is."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bot.engine.typed.amounts import Unclear
from bot.engine.typed.periods import DAY, MONTHS
from bot.vocabulary.signals import Reason

_MONTH: Final = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
_DAY: Final = re.compile(
    r"(?:from |on |the )*(?:(?P<iso>20\d\d-\d\d-\d\d)|(?P<word>today|tomorrow)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?(?P<m1>{_MONTH})(?:,? (?P<y1>20\d\d))?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>20\d\d))?"
    r"|(?P<d3>\d{1,2})\.(?P<m3>\d{1,2})\.(?P<y3>20\d\d))",
    re.IGNORECASE,
)


def read(words: str, today: date) -> date:
    """The day that is named. Raises Unclear."""
    found = _DAY.fullmatch(" ".join(words.split()))
    if found is None:
        raise Unclear(Reason("day", (words,)))
    if found["word"]:
        return today if found["word"].lower() == "today" else today + DAY
    try:
        return date.fromisoformat(found["iso"]) if found["iso"] else _date(found, today)
    except ValueError:
        raise Unclear(Reason("day", (words,))) from None


def _date(found: re.Match[str], today: date) -> date:
    day = int(found["d1"] or found["d2"] or found["d3"])
    named = found["m1"] or found["m2"]
    month = MONTHS.index(named[:3].lower()) + 1 if named else int(found["m3"])
    year = found["y1"] or found["y2"] or found["y3"]
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
