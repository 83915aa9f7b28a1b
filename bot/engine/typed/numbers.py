"""Numbers as people type them into a form."""

from __future__ import annotations

from typing import Final

MOST_HOURS: Final = 80
MOST_EFFORT: Final = 1000
"""Hours of one piece of work; more is several."""


def hours(words: str) -> float | None:
    """A number of hours: "20", "20 h", "12,5". None for what is none, or more than a week can hold."""
    plain = words.strip().casefold().removesuffix("hours").removesuffix("h")
    found = _number(plain)
    return found if found is not None and 0 < found <= MOST_HOURS else None


def effort(words: str) -> float | None:
    """Hours of work that one thing takes: "2.5", "3 h"."""
    plain = words.strip().casefold().removesuffix("hours").removesuffix("hour").removesuffix("h")
    found = _number(plain)
    return found if found is not None and 0 < found <= MOST_EFFORT else None


def percent(words: str) -> float | None:
    """From 10 to 100, with or without the sign."""
    found = _number(words.strip().removesuffix("%"))
    return found if found is not None and 10 <= found <= 100 else None


def within(words: str, least: float, most: float) -> float | None:
    """A number in a range, with or without a sign of percent."""
    found = _number(words.strip().removesuffix("%"))
    return found if found is not None and least <= found <= most else None


def count(words: str, least: int, most: int) -> int | None:
    """A whole number in a range."""
    found = within(words, least, most)
    return int(found) if found is not None and found == int(found) else None


def _number(words: str) -> float | None:
    try:
        return float(words.strip().replace(",", "."))
    except ValueError:
        return None
