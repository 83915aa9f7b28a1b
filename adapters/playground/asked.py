"""What a request of the JSON face holds, read strictly: each thing that is wrong is one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

UNITS: Final = {
    "m": "minutes",
    "min": "minutes",
    "h": "hours",
    "d": "days",
    "day": "days",
    "days": "days",
    "w": "weeks",
}
DURATION: Final = re.compile(r"\+?\s*(\d{1,4})\s*(min|m|h|days|day|d|w)")
FURTHEST: Final = timedelta(days=366)
"""How far the clock goes in one step."""


class Wrong(Exception):
    """A request that cannot be understood: what is wrong, and what would be right."""


class Asked:
    """The fields of a request. `known` are the names it may have."""

    def __init__(self, fields: Mapping[str, Any], known: Iterable[str]) -> None:
        known = tuple(known)
        if strange := sorted(set(fields) - set(known)):
            raise Wrong(f"There is no field “{strange[0][:40]}” here; there are {', '.join(known) or 'none'}.")
        self._fields = fields

    def text(self, name: str) -> str:
        """A text that has to be there."""
        if (found := self.maybe(name)) is None:
            raise Wrong(f"The field “{name}” is missing.")
        return found

    def maybe(self, name: str) -> str | None:
        """A text that may be there."""
        found = self._fields.get(name)
        if found is not None and not isinstance(found, str):
            raise Wrong(f"The field “{name}” has to be a text.")
        return found

    def flag(self, name: str) -> bool:
        """A yes; no where it is not there."""
        found = self._fields.get(name, False)
        if not isinstance(found, bool):
            raise Wrong(f"The field “{name}” has to be true or false.")
        return found

    def values(self, name: str = "values") -> dict[str, str | list[str]]:
        """What is filled in: texts by name, several where a field takes several."""
        found = self._fields.get(name, {})
        if not isinstance(found, dict) or not all(_is_filled(each) for each in found.values()):
            raise Wrong(f"The field “{name}” has to be an object of texts, or of lists of texts.")
        return found


def read(body: bytes, known: Iterable[str]) -> Asked:
    """A body of JSON. Raises Wrong."""
    try:
        fields = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise Wrong("The body is not JSON.") from None
    if not isinstance(fields, dict):
        raise Wrong("The body has to be a JSON object.")
    return Asked(fields, known)


def moment(text: str, now: datetime) -> datetime:
    """A moment to go to, with its zone; not further than a year. Raises Wrong."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Wrong("“to” has to be a moment like 2026-06-02T09:00:00+02:00.") from None
    if at.tzinfo is None:
        raise Wrong("“to” needs a zone, as in 2026-06-02T09:00:00+02:00.")
    if at - now > FURTHEST:
        raise Wrong("The clock goes a year at most in one step.")
    return at.astimezone(UTC)


def duration(text: str) -> timedelta:
    """How far to go: "30 min", "1 h", "2 days", "1 w". Raises Wrong."""
    found = DURATION.fullmatch(text.strip())
    if found is None:
        raise Wrong("“by” has to be a duration like 30 min, 1 h, 1 day or 2 w.")
    length = timedelta(**{UNITS[found[2]]: int(found[1])})
    if length > FURTHEST:
        raise Wrong("The clock goes a year at most in one step.")
    return length


def _is_filled(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))
