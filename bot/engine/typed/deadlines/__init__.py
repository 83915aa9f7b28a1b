"""Deadlines in plain English. A small grammar that never guesses: what may mean two moments is asked about, what is not
understood is left as it was typed.

Understood: a day (`today`, `Friday`, `this Friday`, `next Tuesday`, `15 Dec`, `Dec 15th 2026`, `the 15th`, `15.12.`,
`2026-12-15`, `end of month`, `EOW`, `in 3 working days`, `in two weeks`), a time (`5pm`, `17:00`, `noon`, `EOD`, `first
thing`) and a place (`5pm CET`, `17:00 Berlin time`, `my time`), in any order; or a span (`in 4 hours`, `in 4 working
hours`). Days and times are those of whoever it is due from; without a time, the end of their working hours is meant.

- `12/5` is asked about; `25/12` is not, there is no 25th month. A weekday and a date have to agree.
- `Friday` on a Friday, and `next Tuesday` on a Monday, are asked about: people mean either. On a Thursday they are not.
- `9:00` or `at 5` mean the one of the two that lies in the working hours, if only one does; else it is asked.
- `Monday morning`, `tonight`, `midnight` and `next week` have two ends, and are asked about.
- A zone's short name means its clocks whatever the season; `CST` and `IST` are several, and are asked about.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from bot.engine.typed.deadlines.clocks import NoSuchTime, named_zone
from bot.engine.typed.deadlines.phrases import Ask, meaning, scan
from bot.engine.typed.deadlines.sentences import INTRODUCED, find, flat
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.deadlines import NotUnderstood, Reading, Why

__all__ = ["Ask", "find", "named_zone", "read"]

_LEADING: Final = re.compile(rf" *(?:on |{INTRODUCED.pattern})?")
LONGEST: Final = 80
"""Characters; the longest deadline anybody means is half of it."""


def read(words: str, now: datetime, calendar: Calendar, asker_zone: str) -> Reading:
    """What was typed where only a deadline belongs: the whole of it has to be one."""
    kept = words.strip()
    if len(kept) > LONGEST:
        return NotUnderstood(kept)
    text = re.sub(r" +", " ", flat(f" {kept}")).rstrip(" !")
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    ask = Ask(now, calendar, asker_zone)
    try:
        phrase = scan(text, start, ask)
    except NoSuchTime:
        return NotUnderstood(kept, Why.NO_SUCH_DAY)
    if phrase.is_empty or text[phrase.end :].strip(" ."):
        return NotUnderstood(kept)
    phrase.is_before = bool(leading and leading["word"] == "before")
    return meaning(phrase, kept, ask)
