"""How a running process is doing: hearts that beat, and what is counted. Numbers and names, never what was said."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple


class Pulse(NamedTuple):
    """A heart: `silent` seconds since its last beat, of which `allowed` are in order."""

    heart: str
    silent: float
    allowed: float

    @property
    def has_stopped(self) -> bool:
        """Whether what it stands for does its work no longer."""
        return self.silent > self.allowed


class Kind(StrEnum):
    """What Prometheus calls a metric's type."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


class Metric(NamedTuple):
    """Something that is counted. Labels take a few known values each, and never name a person or a place."""

    name: str
    kind: Kind
    what: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

EVENTS: Final = Metric(
    "openline_events_total", Kind.COUNTER, "Events that were decided and kept, by what they tell.", ("event",)
)
PASSED_OVER: Final = Metric(
    "openline_deliveries_passed_over_total",
    Kind.COUNTER,
    "What a platform delivered and nothing had to be kept of: unknown kinds, our own posts, notices.",
    ("platform",),
)
SILENT: Final = Metric(
    "openline_heart_silent_seconds", Kind.GAUGE, "Seconds since each heart of /healthz has beaten.", ("heart",)
)
LOOP_LAG: Final = Metric(
    "openline_loop_lag_seconds", Kind.HISTOGRAM, "How late the process came to what it wanted to do.", (), SECONDS
)
RESTARTS: Final = Metric(
    "openline_restarts_total", Kind.COUNTER, "Parts that failed and were started again.", ("part",)
)
POSTS_OVERDUE: Final = Metric("openline_posts_overdue", Kind.GAUGE, "Posts that should have gone out five minutes ago.")
POSTS_UNKNOWN: Final = Metric(
    "openline_posts_unknown", Kind.GAUGE, "Posts of which the platform has not said whether they arrived."
)
POSTS_DEAD: Final = Metric("openline_posts_dead", Kind.GAUGE, "Posts that were given up.")
WAKEUPS_OVERDUE: Final = Metric(
    "openline_wakeups_overdue", Kind.GAUGE, "Moments that should have been looked at five minutes ago."
)
SET_ASIDE: Final = Metric(
    "openline_events_set_aside", Kind.GAUGE, "Events that could not be decided and are kept aside."
)
UNRECONCILED: Final = Metric(
    "openline_conversations_unreconciled", Kind.GAUGE, "Conversations in which something may have been missed."
)
HOLES: Final = Metric("openline_coverage_holes", Kind.GAUGE, "Stretches of conversations that could not be read back.")
DATABASE_UP: Final = Metric("openline_database_up", Kind.GAUGE, "1 while the database answers, otherwise 0.")
BUILD: Final = Metric("openline_build_info", Kind.GAUGE, "Always 1; which version this is.", ("version",))

METRICS: Final = (
    EVENTS, PASSED_OVER, SILENT, LOOP_LAG, RESTARTS, POSTS_OVERDUE, POSTS_UNKNOWN, POSTS_DEAD, WAKEUPS_OVERDUE,
    SET_ASIDE, UNRECONCILED, HOLES, DATABASE_UP, BUILD,
)  # fmt: skip
"""Everything that is counted; docs/operations.md names each (a test compares)."""
