"""True liveness: whatever has to go on for ever beats a heart after each round that it has really finished.

A process that answers is not yet one that works. A heart stands for a whole round (the ticker's after what was due
has been looked at, the auditor's after it found every nudge accounted for), so a wedge anywhere in it is silence here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.vocabulary.vitals import Pulse

ALLOWED: Final = 30.0
"""Seconds of silence, unless a heart says otherwise: with two probes 10 s apart, a wedge is known within 60 s (R40)."""

Seconds = Callable[[], float]
"""A clock that only goes forward, and that no change of the wall clock or night of the machine moves."""
Beat = Callable[[], None]


class Vitals:
    """The hearts of this process."""

    def __init__(self, seconds: Seconds) -> None:
        self._seconds = seconds
        self._last: dict[str, float] = {}
        self._allowed: dict[str, float] = {}

    def heart(self, name: str, allowed: float = ALLOWED) -> Beat:
        """Expect a heart from now on; call what is returned at each beat."""
        self._allowed[name] = allowed
        self._last[name] = self._seconds()
        return lambda: self._beat(name)

    def rest(self, name: str) -> None:
        """Expect it no longer: what it stood for has been stopped on purpose."""
        self._allowed.pop(name, None)
        self._last.pop(name, None)

    def pulses(self) -> tuple[Pulse, ...]:
        """Every heart, by name."""
        now = self._seconds()
        return tuple(Pulse(name, now - self._last[name], self._allowed[name]) for name in sorted(self._last))

    def stopped(self) -> tuple[Pulse, ...]:
        """The hearts that have been silent for too long; none of them: this process lives."""
        return tuple(pulse for pulse in self.pulses() if pulse.has_stopped)

    def _beat(self, name: str) -> None:
        if name in self._last:
            self._last[name] = self._seconds()
