"""What an engagement has chosen, with the product's defaults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on something asks for an eye on it, or for something to be done; each with the reason for its default.

    Under `room_below` of the stated hours there is room for more (70 %: below that, agencies call time spare); over
    `full_above` nothing more fits. So many answers later than agreed ask for something to be done, fewer for an eye on
    it (one is an oversight, two a habit). `asks_at_once` things handed to one person within an hour are many (five:
    more than a day's work, and nobody knows what comes first). Without feedback for `feedback_after`, it is asked for.
    """

    room_below: float = 0.70
    full_above: float = 1.00
    late_answers: int = 2
    asks_at_once: int = 5
    feedback_after: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Policy:
    """Targets in working time, and what the engine may do about them.

    `everyone` says that nobody needs to have joined to be recorded: true only where a team reads its
    own archive, never live. `nudges` is off there too.
    """

    answer_within: timedelta = timedelta(hours=8)
    acknowledge_within: timedelta = timedelta(hours=4)
    warn_at: float = 0.75
    burst: timedelta = timedelta(minutes=2)
    """Lines of one author closer together than this are one ask (the window Thena groups by)."""
    everyone: bool = False
    nudges: bool = True
    thresholds: Thresholds = Thresholds()


DEFAULT_POLICY = Policy()
"""What holds until an engagement chooses otherwise."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a workspace's own replies and corrections have taught; numbers only, never text.

    `towards_nobody` and `towards_oneself` shift the linker's gate; `asks` shifts the bar above which a
    message counts as asking. All are in logits and bounded by the engine. The counts say how much was seen.
    """

    towards_nobody: float = 0.0
    towards_oneself: float = 0.0
    asks: float = 0.0
    links_seen: int = 0
    corrections_seen: int = 0
