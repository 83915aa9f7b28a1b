"""What a look over an installation found: facts in, findings out. The sentences are in wording/doctor.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.policy import Calibration


class Check(StrEnum):
    """What is looked at, in this order; docs/operations.md names each (a test compares)."""

    SETTINGS = "settings"
    PLATFORMS = "platforms"
    SLACK = "slack"
    DISCORD = "discord"
    ZONES = "time zones"
    DATABASE = "database"
    MIGRATIONS = "migrations"
    CLOCK = "clock"
    POSTS = "posts"
    WAKEUPS = "wakeups"
    SET_ASIDE = "set aside"
    COVERAGE = "coverage"
    CALIBRATION = "calibration"


class Grade(StrEnum):
    """How it is. Only `wrong` keeps Openline from doing its work."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


class Finding(NamedTuple):
    """One thing that was looked at: `code` says what was found, `facts` the numbers and names of its sentence."""

    check: Check
    grade: Grade
    code: str
    facts: Mapping[str, object] = {}


class DiscordSeen(NamedTuple):
    """What Discord said: whether it answered, took the token, and what our application may be told.

    `sessions_left` is how many connections may still be begun today, None where that was not told.
    """

    is_reachable: bool = False
    is_token_good: bool = False
    reads_messages: bool = False
    sees_members: bool = False
    sessions_left: int | None = None
    failure: str = ""


class Aside(NamedTuple):
    """Events that failed in the same way."""

    failure: str
    times: int


OVERDUE = timedelta(minutes=5)
"""R41: what is late by more than this is late for a reason that somebody should look for."""


class Late(NamedTuple):
    """What should have been done `OVERDUE` ago, and since when the oldest of it waits. Counted up to a limit."""

    posts: int = 0
    wakeups: int = 0
    oldest: datetime | None = None


NOTHING_LATE = Late()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a store says of itself. `now` is its own clock, None where that is this machine's."""

    late: Late = NOTHING_LATE
    posts_unknown: int = 0
    posts_dead: int = 0
    set_aside: tuple[Aside, ...] = ()
    conversations: int = 0
    unreconciled: int = 0
    holes: int = 0
    calibrations: Mapping[WorkspaceId, Calibration] = field(default_factory=dict)
    now: datetime | None = None


class Workspace(NamedTuple):
    """One workspace that installed it by itself: what Slack and we say of its tokens, empty where all is well."""

    name: str
    failure: str = ""
    """What Slack called it that it does not take the token."""
    missing: tuple[str, ...] = ()
    trouble: str = ""
    """What Slack called it that the token was not renewed."""
    is_closed: bool = False
    """None of our keys opens its tokens."""
    is_of_older_key: bool = False


@dataclass(frozen=True, slots=True)
class SlackSeen:
    """What Slack says of our tokens, in its own words; empty where there is nothing to say."""

    team: str = ""
    failure: str = ""
    """Why Slack could not be asked."""
    bot_token: str = ""
    app_token: str = ""
    missing: tuple[str, ...] = ()
    """Scopes that are needed and were not granted."""
    client: str = ""
    """What Slack called it that it does not know the client id, or its secret."""
    workspaces: tuple[Workspace, ...] | None = None
    """Those that installed it by themselves, and None where that is not set up, or nobody can tell."""
    silent_for: timedelta | None = None
    """How long nothing was heard of any conversation there; None where none is known yet, or nobody can tell."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the doctor is told. A `revision` of None: nothing is there yet; `inspection`: it could not be made."""

    wrong_settings: tuple[str, ...] = ()
    misspelt: tuple[tuple[str, str | None], ...] = ()
    platforms: tuple[str, ...] = ()
    missing_token: str | None = None
    slack: SlackSeen | None = None
    discord: DiscordSeen | None = None
    zones: int = 0
    zone_source: str = ""
    database: str = ""
    is_reachable: bool = False
    failure: str = ""
    revision: str | None = None
    newest: str | None = None
    is_behind: bool = False
    inspection: Inspection | None = None
    now: datetime | None = None
