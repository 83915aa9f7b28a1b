"""Time zones to choose from, each with the time it is there now: whoever sees their own clock has found theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from bot.vocabulary.view import Choice

MOST: Final = 25
USUAL: Final = (
    "Europe/London", "Europe/Berlin", "America/New_York", "America/Chicago", "America/Los_Angeles", "Asia/Manila",
    "Asia/Kolkata", "Asia/Dhaka", "Asia/Karachi", "Africa/Lagos", "Africa/Nairobi", "America/Sao_Paulo",
    "America/Bogota", "Europe/Kyiv", "Australia/Sydney", "UTC",
)  # fmt: skip
"""What is offered before anything is typed: where remote work is handed out and done."""


def suggested(text: str, now: datetime) -> tuple[Choice, ...]:
    """The zones that may be meant, the likeliest first."""
    typed = _plain(text)
    found = sorted(_named(typed), key=lambda name: (not _city(name).startswith(typed), name)) if typed else USUAL
    return tuple(Choice(name, f"{name} · {now.astimezone(ZoneInfo(name)):%H:%M} now") for name in found[:MOST])


def _named(typed: str) -> Iterator[str]:
    return (name for name in _zones() if typed in _plain(name))


@cache
def _zones() -> tuple[str, ...]:
    """Those of places, and UTC."""
    named = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right")))
    return (*sorted(named), "UTC")


def _city(name: str) -> str:
    return _plain(name.rpartition("/")[2])


def _plain(text: str) -> str:
    return text.strip().replace("_", " ").casefold()
