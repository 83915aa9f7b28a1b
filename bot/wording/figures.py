"""Figures as people read them: a count with its reasons, an estimate with its doubt, a share with its numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from bot.vocabulary.audit import Audit, Estimate, Figures
from bot.wording import durations

TOO_FEW = "too few"
HALF_A_MINUTE = 30


def estimate(value: Estimate) -> str:
    """As in "3 h", "> 12 h" where too many still wait to know it, or "too few"."""
    if value.seconds is None:
        return TOO_FEW
    told = spoken(value.seconds) if value.seconds >= HALF_A_MINUTE else "< 1 min"
    return told if value.reached else f"> {told}"


def answered_within(value: Estimate) -> str:
    """An estimate inside a sentence, as in "half had an answer within 3 h"."""
    said = spoken(value.seconds or 0)
    return f"within {said}" if value.reached else f"only after more than {said}"


def spoken(seconds: float) -> str:
    """A duration of working time as people say it."""
    return durations.spoken(timedelta(seconds=seconds))


def target(audit: Audit) -> str:
    """The working time within which an answer is in time."""
    return durations.exact(audit.basis.target)


def share(figures: Figures) -> str:
    """How many of those that could be were answered in time."""
    return f"{percent(figures.in_time, figures.decided)} of {figures.decided:,}" if figures.decided else "–"


def percent(part: int, whole: int) -> str:
    """A share in whole percent that says 0 % and 100 % only where it is exactly so."""
    if part in (0, whole):
        return "0 %" if not part else "100 %"
    return f"{min(99, max(1, round(100 * part / whole)))} %"


def day(of: date) -> str:
    """As in "4 Jun 2024"."""
    return f"{of.day} {of:%b} {of.year}"


def short_day(of: date) -> str:
    """As in "4 Jun"."""
    return f"{of.day} {of:%b}"


def moment(at: datetime, zone: tzinfo) -> str:
    """As in "Tue 4 Jun 2024 14:40", in the report's zone."""
    local = at.astimezone(zone)
    return f"{local:%a} {day(local)} {local:%H:%M}"


def period(first: date, last: date) -> str:
    """As in "3–21 Jun 2024" and its longer forms."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{short_day(first)} – {day(last)}" if first.year == last.year else f"{day(first)} – {day(last)}"


def many(count: int, one: str, several: str | None = None) -> str:
    """As in "1 person", "3 people"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def listed(words: list[str]) -> str:
    """As in "Ana, Sam and Lee"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
