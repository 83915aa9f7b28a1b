"""The picture of a digest: how long each side let the other wait, over four weeks, with the target as a line."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.vocabulary.digest import WEEK, Course, Digest
from bot.vocabulary.model import Side
from bot.vocabulary.report import Chart, Line, Point, Rule, Tick
from bot.vocabulary.view import MomentStyle, Picture
from bot.wording.durations import spoken
from bot.wording.moments import said

HOUR: Final = 3600.0
STEPS: Final = (1, 2, 4, 8, 16, 40, 80, 160)
"""Hours of working time between two ticks."""
MOST_TICKS: Final = 5
LABELS: Final = {Side.ASSISTANT: "assistants", Side.OWNER: "owner"}


def picture(digest: Digest, zone: str) -> Picture | None:
    """The chart with the finding in words; None where nobody was asked anything for four weeks."""
    if not digest.courses:
        return None
    drawn = chart(digest, zone)
    return Picture("", drawn.finding, "openline-week.png", drawn)


def chart(digest: Digest, zone: str) -> Chart:
    """Both directions; a hollow mark for what still waits, which is at least so much."""
    count = len(digest.courses[0].weeks)
    target = digest.target.total_seconds()
    highest = max([1.25 * target, *(value for course in digest.courses for value in course.weeks if value)])
    top = _top(highest)
    title = "Half of each week’s questions were answered within" if digest.is_median else "Longest wait of each week"
    return Chart(
        f"{title}, in hours of work",
        finding(digest),
        tuple(Line(LABELS[course.owing], _points(course)) for course in digest.courses),
        tuple(Tick(float(place), _week(digest.until, count - 1 - place, zone)) for place in range(count)),
        _ticks(top),
        float(max(count - 1, 1)),
        top,
        Rule(target, f"{_hours(target)}, the target"),
    )


def finding(digest: Digest) -> str:
    """What the picture shows, for those who do not see it."""
    what = "Half of the questions were answered within" if digest.is_median else "The longest wait was"
    told = "; ".join(_told(course) for course in digest.courses)
    return f"{what}, this week and the weeks before it: {told}. The target is {_hours(digest.target.total_seconds())}."


def _told(course: Course) -> str:
    values = [_value(*each) for each in zip(course.weeks, course.is_bound, strict=True)]
    asked_before = any(value is not None for value in course.weeks[:-1])
    before = f"before it {', '.join(reversed(values[:-1]))}" if asked_before else "and nothing asked before"
    return f"for the {LABELS[course.owing]} {values[-1]}, {before}"


def _value(seconds: float | None, is_bound: bool) -> str:
    if seconds is None:
        return "nothing asked"
    return f"more than {spoken(timedelta(seconds=seconds))}" if is_bound else spoken(timedelta(seconds=seconds))


def _points(course: Course) -> tuple[Point, ...]:
    pairs = zip(course.weeks, course.is_bound, strict=True)
    return tuple(Point(float(place), value, at_least=bound) for place, (value, bound) in enumerate(pairs))


def _week(until: datetime, back: int, zone: str) -> str:
    """A week by the day on which it ended."""
    return "this week" if not back else said(until - back * WEEK, zone, MomentStyle.DAY)


def _top(highest: float) -> float:
    step = _step(highest)
    return -(-highest // step) * step


def _step(highest: float) -> float:
    return next((hours * HOUR for hours in STEPS if highest / (hours * HOUR) <= MOST_TICKS), highest / MOST_TICKS)


def _ticks(top: float) -> tuple[Tick, ...]:
    step = _step(top)
    return tuple(Tick(place * step, _hours(place * step)) for place in range(round(top / step) + 1))


def _hours(seconds: float) -> str:
    return f"{seconds / HOUR:g} h"
