"""Discord's ids tell when they were made: milliseconds since 2015 above 22 other bits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)
BITS: Final = 22


def before(at: datetime) -> str:
    """The last id before a moment: what comes after it was made at that moment or later."""
    milliseconds = (at - EPOCH) // timedelta(milliseconds=1)
    return str(max((milliseconds << BITS) - 1, 0))


def moment(snowflake: str) -> datetime | None:
    """When an id was made; None for what is no id."""
    if not (snowflake.isascii() and snowflake.isdigit()):
        return None
    try:
        return EPOCH + timedelta(milliseconds=int(snowflake) >> BITS)
    except OverflowError:
        return None
