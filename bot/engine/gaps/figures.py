"""Honest figures of how long asks wait (rule 9).

An ask without an answer is not left out, it is *censored*: known to have waited at least so long. The share that
still waits after t is then the Kaplan-Meier product over the moments of answers, of 1 - answered / still watched
(Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53, 1958). One more unanswered ask
can only raise that share, so ignoring people never improves a median or a p90. A mean is never given.

All durations are seconds of working time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from operator import attrgetter
from typing import Final

from bot.vocabulary.audit import TOO_FEW, Estimate, Fate, Figures, Measured, Step, Wait, WeekOfAsks
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import ClosedBy, Gap, GapState

ENOUGH: Final = 5
"""Answers below which no median is given (product, rule 9)."""
WITHIN: Final = 1e-9
"""How far rounding may carry a product of shares from the exact one."""


def figures(waits: Sequence[Wait], target: timedelta) -> Figures:
    """Counts, median, p90 and the share answered within `target` of working time."""
    counts = {fate: sum(wait.fate is fate for wait in waits) for fate in Fate}
    median, p90 = quantiles(waits, (0.5, 0.9))
    known = [wait for wait in waits if is_decided(wait, target)]
    return Figures(
        asked=len(waits),
        answered=counts[Fate.ANSWERED] + counts[Fate.UNTIMED],
        acknowledged=counts[Fate.ACKNOWLEDGED],
        open=counts[Fate.OPEN],
        by_another=counts[Fate.BY_ANOTHER],
        taken_back=counts[Fate.TAKEN_BACK],
        median=median,
        p90=p90,
        in_time=sum(wait.fate is Fate.ANSWERED and wait.seconds <= target.total_seconds() for wait in known),
        decided=len(known),
    )


def is_decided(wait: Wait, target: timedelta) -> bool:
    """Whether it is known that this ask was, or was not, answered within `target`."""
    return wait.fate is Fate.ANSWERED or wait.seconds > target.total_seconds()


def survival(waits: Iterable[Wait]) -> tuple[Step, ...]:
    """The share of asks still waiting after each moment at which one was answered; a tie counts answers first."""
    in_order = sorted(waits, key=attrgetter("seconds"))
    watched, waiting, steps = len(in_order), 1.0, []
    for seconds, tied in groupby(in_order, key=attrgetter("seconds")):
        together = list(tied)
        if answered := sum(wait.fate is Fate.ANSWERED for wait in together):
            waiting *= 1 - answered / watched
            steps.append(Step(seconds, waiting))
        watched -= len(together)
    return tuple(steps)


def quantiles(waits: Sequence[Wait], shares: Iterable[float]) -> tuple[Estimate, ...]:
    """After how much working time these shares of all asks were answered."""
    if sum(wait.fate is Fate.ANSWERED for wait in waits) < ENOUGH:
        return tuple(TOO_FEW for _ in shares)
    curve, longest = survival(waits), max(wait.seconds for wait in waits)
    return tuple(_reached(curve, 1 - share, longest) for share in shares)


def _reached(curve: Iterable[Step], waiting: float, longest: float) -> Estimate:
    fallen = (step.seconds for step in curve if step.waiting <= waiting + WITHIN)
    first = next(fallen, None)
    return Estimate(longest, reached=False) if first is None else Estimate(first)


def weekly(waits: Iterable[Wait], target: timedelta, zone: tzinfo) -> tuple[WeekOfAsks, ...]:
    """Every ISO week of `zone` from the first ask to the last, by when it was asked; empty weeks are there, too."""
    by_week: dict[date, list[Wait]] = {}
    for wait in waits:
        by_week.setdefault(_monday(wait, zone), []).append(wait)
    if not by_week:
        return ()
    first, weeks = min(by_week), (max(by_week) - min(by_week)).days // 7 + 1
    mondays = [first + timedelta(weeks=passed) for passed in range(weeks)]
    return tuple(WeekOfAsks(monday, figures(by_week.get(monday, []), target)) for monday in mondays)


def _monday(wait: Wait, zone: tzinfo) -> date:
    day = wait.asked_at.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def fate_of_ask(gap: Gap) -> Fate:
    """What became of the ask, whoever answered it."""
    if gap.state is GapState.ANSWERED:
        return Fate.UNTIMED if _is_untimed(gap) else Fate.ANSWERED
    if gap.is_waiting:
        return Fate.ACKNOWLEDGED if gap.state is GapState.ACKNOWLEDGED else Fate.OPEN
    return Fate.TAKEN_BACK


def _is_untimed(gap: Gap) -> bool:
    """Exports do not tell when somebody reacted: such an answer has the ask's own moment, which is no wait of 0."""
    by_reaction = gap.closed_by is not None and gap.closed_by.kind is ClosedBy.REACTION
    return by_reaction and gap.closed_at is not None and gap.closed_at <= gap.asked_at


def fate_for(debtor: PersonId | None, gap: Gap) -> Fate:
    """What became of the ask as far as `debtor` is concerned: an answer by another member is none of theirs."""
    fate = fate_of_ask(gap)
    if (
        fate not in (Fate.ANSWERED, Fate.UNTIMED)
        or debtor is None
        or gap.closed_by is None
        or gap.closed_by.by == debtor
    ):
        return fate
    settled_by_asker = gap.closed_by.by == gap.asked_by and gap.group is None
    return fate if settled_by_asker else Fate.BY_ANOTHER


def one_ask(members: Sequence[Measured]) -> Wait:
    """The ask of a group as its asker lived it: over with the first answer, else as long as its longest wait."""
    answered = [each for each in members if each.gap.closed_by and each.gap.closed_by.by == each.gap.owed_by]
    told = min(answered, key=_closed_at) if answered else max(members, key=attrgetter("working"))
    return Wait(told.gap.asked_at, told.working, fate_of_ask(told.gap))


def _closed_at(measured: Measured) -> datetime:
    return measured.gap.closed_at or measured.gap.asked_at
