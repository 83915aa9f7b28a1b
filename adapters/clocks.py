"""The only places where the time is read and chance is drawn."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)


class HandClock:
    """A clock that stands where it was put: for archives, the playground and tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """The moment the clock was put to (UTC)."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Put the clock forward; an earlier moment leaves it where it is."""
        self._at = max(self._at, at)


def token() -> str:
    """A new name that nobody can guess: 16 bytes of chance, safe in addresses."""
    return secrets.token_urlsafe(16)
