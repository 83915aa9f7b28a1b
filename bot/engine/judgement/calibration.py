"""Two numbers of the linker and one of the reader, learnt from what a workspace itself makes plain.

A native reply or the first message of a thread tells for free which message is answered. On such messages the gate
should say "nobody", and the ranker "my own", about as often as it wrongly did where it was trained; more often
means that this community writes fewer names, and the bias moves. Corrections of people move the bar of asking.
Only numbers are kept. Every step is small and every bias bounded, so that no workspace can talk itself deaf.
"""

from __future__ import annotations

from typing import Final

from bot.vocabulary.policy import Calibration
from bot.vocabulary.records import Mark

MOST: Final = 3.0
"""Logits a bias may reach: odds of twenty to one."""
RATE: Final = 0.08
"""Logits a plain reply moves a bias at first; less with every one seen."""
SLOWEST: Final = 0.01
NOBODY_EXPECTED: Final = 0.05
"""How much the gate gives to "nobody" on annotated links to others, in held-out files of `irc/train`."""
ONESELF_EXPECTED: Final = 0.09
"""How much the ranker gives to messages of one's own there."""
MOST_ASKING: Final = 2.0
ASKING_STEP: Final = 0.15


def bounded(calibration: Calibration) -> Calibration:
    """The calibration within its bounds, whatever was stored."""
    if max(abs(calibration.towards_nobody), abs(calibration.towards_oneself)) <= MOST:
        return calibration
    return Calibration(
        _within(calibration.towards_nobody, MOST),
        _within(calibration.towards_oneself, MOST),
        calibration.asks,
        calibration.links_seen,
        calibration.corrections_seen,
    )


def learnt(calibration: Calibration, nobody: float, oneself: float) -> Calibration:
    """After a message that plainly answers somebody, of which the linker said "nobody" and "my own" so much."""
    seen = calibration.links_seen
    rate = max(SLOWEST, RATE / (1 + seen / 50))
    return Calibration(
        _within(calibration.towards_nobody + rate * _pull(NOBODY_EXPECTED - nobody), MOST),
        _within(calibration.towards_oneself + rate * _pull(ONESELF_EXPECTED - oneself), MOST),
        calibration.asks,
        seen + 1,
        calibration.corrections_seen,
    )


def corrected(calibration: Calibration, mark: Mark, asked: bool) -> Calibration:
    """After somebody said what a message is; only what contradicts the reading (`asked`) teaches anything."""
    step = 0.0
    if mark is Mark.NOT_A_QUESTION and asked:
        step = -ASKING_STEP
    elif mark is Mark.WAITING and not asked:
        step = ASKING_STEP
    return Calibration(
        calibration.towards_nobody,
        calibration.towards_oneself,
        _within(calibration.asks + step, MOST_ASKING),
        calibration.links_seen,
        calibration.corrections_seen + 1,
    )


def _pull(difference: float) -> float:
    """Steps in proportion, ten to one so that a share of a tenth moves one step."""
    return 10 * difference


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))
