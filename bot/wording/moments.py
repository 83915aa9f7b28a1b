"""Moments as spans: shown in each reader's own zone by the platform, with words where it has no such means."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.vocabulary.view import Moment, MomentStyle, Span

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: datetime, zone: str, style: MomentStyle = MomentStyle.DAY_AND_TIME) -> Moment:
    """A moment for a reader in `zone`."""
    return Moment(at, style, said(at, zone, style))


def said(at: datetime, zone: str, style: MomentStyle = MomentStyle.DAY_AND_TIME) -> str:
    """A moment in words, on the clocks of `zone`: "Fri 4 Dec 17:00"."""
    local = at.astimezone(ZoneInfo(zone))
    day = f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
    time = f"{local.hour}:{local.minute:02}"
    if style is MomentStyle.DAY:
        return day
    return time if style is MomentStyle.TIME else f"{day} {time}"


def for_both(at: datetime, reader: str, other: str, name: Span) -> tuple[Span, ...]:
    """A moment, and what the other's clock shows then where that is another time."""
    here, there = said(at, reader), said(at, other)
    shown = moment(at, reader)
    return (shown,) if here == there else (shown, " (", name, f": {there})")
