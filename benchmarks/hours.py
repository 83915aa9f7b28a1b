"""How long a question about working time takes: python -m benchmarks.hours

An audit asks some 100,000 of them; the target is below 8 microseconds each, however long the interval.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import perf_counter

from bot.engine import hours
from bot.vocabulary.calendar import Absence, Calendar, Holiday, default_calendar

ASKED = 100_000
YEARS = range(2015, 2027)
BASE = datetime(YEARS.start, 1, 1, tzinfo=UTC)
ANSWER = timedelta(hours=8)


def calendar() -> Calendar:
    """Twelve years with a holiday a month and a fortnight away each summer."""
    holidays = tuple(Holiday(date(year, month, 1), "A holiday") for year in YEARS for month in range(1, 13))
    summers = [datetime(year, 8, 1, tzinfo=UTC) for year in YEARS]
    absences = tuple(Absence(first, first + timedelta(days=14)) for first in summers)
    return replace(default_calendar("Europe/Berlin"), holidays=holidays, absences=absences)


def main() -> None:
    """Print a line a question."""
    chance, whose = Random(1), calendar()
    length = (datetime(YEARS.stop, 1, 1, tzinfo=UTC) - BASE).total_seconds()
    moments = [BASE + timedelta(seconds=chance.random() * length) for _ in range(ASKED)]
    pairs = [(min(pair), max(pair)) for pair in zip(moments, reversed(moments), strict=True)]
    timed(f"compile {len(YEARS)} years", 1, lambda: hours.working_time(whose, BASE, max(moments)))
    timed("due in 8 h", ASKED, lambda: [hours.due(whose, moment, ANSWER) for moment in moments])
    timed("working time over years", ASKED, lambda: [hours.working_time(whose, *pair) for pair in pairs])
    timed("is it open", ASKED, lambda: [hours.is_open(whose, moment) for moment in moments])
    timed("next opening", ASKED, lambda: [hours.next_opening(whose, moment) for moment in moments])
    day = timedelta(days=1)
    timed("explain a day", 1000, lambda: [hours.explain(whose, moment, moment + day) for moment in moments[:1000]])
    ten = datetime(2026, 1, 1, 10, tzinfo=UTC).time()
    timed(
        "next local moment", 1000, lambda: [hours.next_local_moment("Europe/Berlin", ten, at) for at in moments[:1000]]
    )


def timed(what: str, times: int, ask: Callable[[], object]) -> None:
    """One line: what, and microseconds for each time."""
    started = perf_counter()
    ask()
    print(f"{what:28}{(perf_counter() - started) / times * 1e6:12.1f} us")


if __name__ == "__main__":
    main()
