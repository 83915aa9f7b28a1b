"""What of an archive to look at, and as whose: as somebody typed it, and as it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.vocabulary.calendar import DEFAULT_WEEK, Week
from bot.vocabulary.model import ConversationId, PersonId, Side


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed, not yet looked at. Days are the local ones of the report's zone, both included."""

    owners: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    zone: str | None = None
    hours: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What was understood. `since` is included, `until` is not; both are UTC.

    `assumed_zone` and `week` hold for everyone whose own are not known; `zone` is the one of the report.
    """

    sides: Mapping[PersonId, Side] = field(default_factory=dict)
    channels: frozenset[ConversationId] | None = None
    since: datetime | None = None
    until: datetime | None = None
    zone: str = "UTC"
    assumed_zone: str = "UTC"
    week: Week = DEFAULT_WEEK
    country: str | None = None


class Doubt(StrEnum):
    """What could not be understood."""

    PERSON = "person"
    SEVERAL_PEOPLE = "several people"
    BOT = "bot"
    BOTH_SIDES = "both sides"
    CHANNEL = "channel"
    ZONE = "zone"
    DATE = "date"
    BACKWARDS = "backwards"
    HOURS = "hours"
    COUNTRY = "country"


class Unclear(Exception):
    """A wish that cannot be followed: about what, as it was given, and what comes near it (or why, as a sentence)."""

    def __init__(self, doubt: Doubt, given: str, near: tuple[str, ...] = (), why: str = "") -> None:
        super().__init__(doubt, given)
        self.doubt = doubt
        self.given = given
        self.near = near
        self.why = why
