"""What /healthz and /readyz answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.vocabulary.vitals import Pulse

ALIVE: Final = "alive"
READY: Final = "ready"
STARTING: Final = "not ready: still starting"
STOPPING: Final = "not ready: stopping"
NO_DATABASE: Final = "not ready: the database does not answer"

MEANINGS: Final = {
    "auditor": "what is due may not have been sent",
    "ticker": "nothing that is due is looked at",
    "inbox": "what arrives is not taken in",
    "outbox": "nothing is posted",
    "slack": "nothing arrives from Slack",
    "discord": "nothing arrives from Discord",
}
"""What the silence of a heart means to the people who wait."""


def health(stopped: Iterable[Pulse]) -> str:
    """One line for each heart that has stopped, or that everything lives."""
    return "\n".join(map(silence, stopped)) or ALIVE


def silence(pulse: Pulse) -> str:
    """How long a heart has been silent, and what that means."""
    told = f"{pulse.heart} has been silent for {pulse.silent:.0f} s ({pulse.allowed:.0f} s are in order)"
    meaning = MEANINGS.get(pulse.heart)
    return f"{told}: {meaning}" if meaning else told
