"""How long each side let the other wait, over four weeks: the two lines of the digest's picture.

The median of each week where every week of a side has enough answers for one; else the longest wait of each, which is
a number anybody can check. Whoever still waits counts with the time so far, as a bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.engine.gaps.figures import ENOUGH, figures
from bot.vocabulary.audit import Fate
from bot.vocabulary.digest import TREND, WEEK, Course, Waited, Week
from bot.vocabulary.model import Side

COUNTED: Final = frozenset({Fate.ANSWERED, Fate.OPEN, Fate.ACKNOWLEDGED})
"""What was taken back, or answered by somebody else, is nobody's wait."""


def both(week: Week) -> tuple[tuple[Course, ...], bool]:
    """The course of each side that was asked anything, and whether it is of medians."""
    weeks = {side: _weeks(week, side) for side in (Side.ASSISTANT, Side.OWNER)}
    is_median = all(_enough(each) for of_side in weeks.values() for each in of_side if each) and any(
        map(any, weeks.values())
    )
    lines = tuple(_course(side, each, week, is_median) for side, each in weeks.items() if any(each))
    return lines, is_median


def _weeks(week: Week, owing: Side) -> list[list[Waited]]:
    """The waits of each week, the oldest week first."""
    ends = [week.until - WEEK * back for back in reversed(range(TREND))]
    return [[each for each in week.waits if each.owing is owing and _is_in(each, end)] for end in ends]


def _is_in(waited: Waited, end: datetime) -> bool:
    return end - WEEK <= waited.gap.asked_at < end and waited.wait.fate in COUNTED


def _enough(waits: Sequence[Waited]) -> bool:
    return sum(each.wait.fate is Fate.ANSWERED for each in waits) >= ENOUGH


def _course(owing: Side, weeks: Sequence[Sequence[Waited]], week: Week, is_median: bool) -> Course:
    points = [_point(each, week, is_median) for each in weeks]
    return Course(owing, tuple(seconds for seconds, _ in points), tuple(bound for _, bound in points))


def _point(waits: Sequence[Waited], week: Week, is_median: bool) -> tuple[float | None, bool]:
    if not waits:
        return None, False
    if is_median:
        median = figures([each.wait for each in waits], week.affairs.engagement.policy.answer_within).median
        return median.seconds, not median.reached
    longest = max(waits, key=lambda each: (each.wait.seconds, each.is_open))
    return longest.wait.seconds, longest.is_open
