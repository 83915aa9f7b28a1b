"""The two pictures of the audit, as points and words: how soon an answer came, and how that went week by week."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.vocabulary.audit import Audit, Flow, Step
from bot.vocabulary.model import Side
from bot.vocabulary.report import Chart, Line, Point, Rule, Tick
from bot.wording import figures as said
from bot.wording.standings import capital, end

HOUR: Final = 3600.0
STEPS: Final = (1, 2, 4, 8, 16, 24, 40, 80, 160, 320, 640)
"""Hours between two ticks: a working day is about 8 of them, a week 40."""
SHARES: Final = ((0.0, "none"), (0.5, "half"), (0.9, "9 in 10"), (1.0, "all"))


def soon(audit: Audit) -> Chart | None:
    """The share of asks answered after so much working time, open ones counted for as long as they waited."""
    flows = [flow for flow in _drawn(audit) if flow.figures.median.seconds is not None]
    if not flows:
        return None
    target = audit.basis.target.total_seconds()
    right = _room_for([2 * target, *(_seen_until(flow) for flow in flows)], most=5 * target)
    return Chart(
        "Share of asks answered, by hours of working time",
        capital(f"after {said.target(audit)} of working time, {said.listed([_by_then(audit, f) for f in flows])}."),
        tuple(Line(answerer(audit, flow), _answered(flow.curve), steps=True) for flow in flows),
        _ticks(right),
        tuple(Tick(at, label) for at, label in SHARES),
        right,
        1.0,
        Rule(target, f"{said.target(audit)}, the target", upright=True),
    )


def weekly(audit: Audit) -> Chart | None:
    """The median of each week. A hollow mark: too many of that week still wait, it is more than this."""
    flows = [flow for flow in _drawn(audit) if _known_weeks(flow) > max(1, len(flow.weeks) / 3)]
    if not flows:
        return None
    mondays = sorted({week.monday for flow in flows for week in flow.weeks})
    lines = [Line(answerer(audit, flow), _medians(flow, mondays.index(flow.weeks[0].monday))) for flow in flows]
    target = audit.basis.target.total_seconds()
    top = _room_for([1.25 * target, *(point.y or 0 for line in lines for point in line.points)])
    return Chart(
        "Half of each week’s asks were answered within",
        capital("; ".join(_course(audit, flow) for flow in flows) + f"; the target is {said.target(audit)}."),
        tuple(lines),
        tuple(Tick(float(index), said.short_day(monday)) for index, monday in enumerate(mondays)),
        _ticks(top),
        float(max(len(mondays) - 1, 1)),
        top,
        Rule(target, f"{said.target(audit)}, the target"),
    )


def _known_weeks(flow: Flow) -> int:
    """Weeks with enough answers. Where most have too few, a line between the others would tell more than is known."""
    return sum(week.figures.median.seconds is not None for week in flow.weeks)


def answerer(audit: Audit, flow: Flow) -> str:
    """The label of a line: whose answers it shows."""
    if not isinstance(flow.owed_by, Side):
        return "everyone"
    name = end(audit, flow.owed_by, "")
    return f"{name} answer" if name.endswith("s") else f"{name} answers"


def _drawn(audit: Audit) -> list[Flow]:
    """The two directions, where sides were told; else everybody in one line."""
    sided = [flow for flow in audit.flows if isinstance(flow.owed_by, Side)]
    return sided or [audit.everything]


def _answered(curve: Iterable[Step]) -> tuple[Point, ...]:
    return (Point(0.0, 0.0), *(Point(step.seconds, 1 - step.waiting) for step in curve))


def _seen_until(flow: Flow) -> float:
    """Nine in ten answers, and a little more: the rest of the curve is nearly flat."""
    if flow.figures.p90.reached:
        return 1.2 * (flow.figures.p90.seconds or 0)
    return flow.curve[-1].seconds if flow.curve else 0


def _by_then(audit: Audit, flow: Flow) -> str:
    passed = [step.waiting for step in flow.curve if step.seconds <= audit.basis.target.total_seconds()]
    share = said.percent(round(1000 * (1 - passed[-1])), 1000) if passed else "0 %"
    return f"{share} of what {end(audit, flow.owed_by, 'anybody')} was asked had its answer"


def _medians(flow: Flow, offset: int) -> tuple[Point, ...]:
    return tuple(
        Point(float(offset + index), week.figures.median.seconds, at_least=not week.figures.median.reached)
        for index, week in enumerate(flow.weeks)
    )


def _course(audit: Audit, flow: Flow) -> str:
    known = [week for week in flow.weeks if week.figures.median.seconds is not None]
    who, first, last = end(audit, flow.owed_by, "everyone"), known[0], known[-1]
    return (
        f"for {who} half within {said.estimate(first.figures.median)} in the week of {said.short_day(first.monday)}, "
        f"{said.estimate(last.figures.median)} in the week of {said.short_day(last.monday)}"
    )


def _room_for(values: Iterable[float], most: float = 1e9) -> float:
    """The end of an axis in seconds: whole steps, past everything that is to be seen."""
    largest = min(max(values), most)
    step = _step(largest)
    return -(-largest // step) * step


def _step(largest: float) -> float:
    return next((hours * HOUR for hours in STEPS if largest / (hours * HOUR) <= 6), largest / 4)


def _ticks(largest: float) -> tuple[Tick, ...]:
    step = _step(largest)
    return tuple(Tick(index * step, f"{index * step / HOUR:.0f} h") for index in range(int(largest / step) + 1))
