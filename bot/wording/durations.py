"""How long something took, as people say it, and exactly."""

from __future__ import annotations

from datetime import timedelta

WORKING_DAY = timedelta(hours=8)
"""What "a day" is unless a person's own day is given: the product's default for an answer."""
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def spoken(duration: timedelta, day: timedelta = WORKING_DAY) -> str:
    """Working time rounded as people speak: "40 min", "5 h", "a day and a half", "12 days".

    `day` is the length of one working day. Minutes count singly below ten and by five below an hour, hours by halves
    below three, days by halves below four.
    """
    minutes = _to(5, duration / MINUTE) if duration >= 10 * MINUTE else round(duration / MINUTE)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"{minutes} min"
    return _hours(duration / HOUR, day / HOUR)


def exact(duration: timedelta) -> str:
    """Working time to the minute, cut off: "5 h 20 min", "40 min", "12 h"; below a minute, "40 s"."""
    seconds = duration // timedelta(seconds=1)
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if seconds < 60:
        return f"{seconds} s"
    return " ".join(f"{count} {unit}" for count, unit in ((hours, "h"), (minutes, "min")) if count)


def _hours(hours: float, day: float) -> str:
    """From an hour on. What rounds to a whole working day is one."""
    if (rounded := _half(hours) if hours < 3 else round(hours)) >= day:
        return _days(_half(hours / day) if hours < 4 * day else round(hours / day))
    return f"{int(rounded)} h" if rounded == int(rounded) else f"{int(rounded)} h 30 min"


def _days(days: float) -> str:
    whole, half = int(days), days > int(days)
    if whole == 1:
        return "a day and a half" if half else "a day"
    return f"{whole} and a half days" if half else f"{whole} days"


def _half(number: float) -> float:
    return round(number * 2) / 2


def _to(step: int, number: float) -> int:
    return round(number / step) * step
