"""A week of working hours, as one says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from itertools import groupby

from bot.vocabulary.calendar import Span, Week

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def spoken(week: Week) -> str:
    """Days with the same hours together: "Mon–Thu 9:00–12:00, 13:00–17:00; Fri 9:00–12:00".

    `engine.typed.weekly_hours.parse` reads it back. Empty for a week without hours.
    """
    runs = list(_runs(week))
    hours = dict.fromkeys(week[run[0]] for run in runs)
    return "; ".join(f"{_days(run for run in runs if week[run[0]] == spans)} {_spans(spans)}" for spans in hours)


def _runs(week: Week) -> Iterator[list[int]]:
    """Neighbouring days with the same hours. A run may go over Sunday, as Sun–Thu does."""
    first = next((day for day in range(7) if week[day] != week[day - 1]), 0)
    days = [(first + step) % 7 for step in range(7)]
    runs = [list(run) for spans, run in groupby(days, key=week.__getitem__) if spans]
    return iter(sorted(runs, key=_place))


def _place(run: list[int]) -> int:
    """Where a run stands: by its first day; one that goes over Sunday comes first."""
    return -1 if run[0] > run[-1] else run[0]


def _days(runs: Iterable[list[int]]) -> str:
    return ", ".join(name for run in runs for name in _run(run))


def _run(run: list[int]) -> list[str]:
    """A run of three days or more as a range; a whole week has a name."""
    if len(run) == len(NAMES):
        return ["every day"]
    return [NAMES[day] for day in run] if len(run) < 3 else [f"{NAMES[run[0]]}–{NAMES[run[-1]]}"]


def _spans(spans: Iterable[Span]) -> str:
    """The hours of a day. Midnight ends a day as 24:00."""
    return ", ".join(f"{_clock(start)}–{_clock(end) if end != time.min else '24:00'}" for start, end in spans)


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"
