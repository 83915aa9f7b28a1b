"""Health tells the truth (R40), on a clock that is moved by hand."""

import pytest

from bot.service.running.vitals import ALLOWED, Vitals

PROBE = 10.0
"""Seconds between two probes of the image's HEALTHCHECK; two failures count."""
HEARTS = ["auditor", "ticker", "inbox", "outbox", "slack", "discord"]


class Hand:
    """A clock that goes forward when it is told to."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


def test_a_heart_that_has_just_been_expected_lives() -> None:
    vitals = Vitals(Hand())
    vitals.heart("ticker")
    assert vitals.stopped() == ()


@pytest.mark.parametrize("wedged", HEARTS)
def test_each_wedge_is_known_within_a_minute_with_its_name(wedged: str) -> None:
    hand = Hand()
    vitals = Vitals(hand)
    beats = {name: vitals.heart(name) for name in HEARTS}
    failures = 0
    for second in range(61):
        hand.at += 1
        for name, beat in beats.items():
            if name != wedged:
                beat()
        if second % PROBE == 0:
            failures += bool(vitals.stopped())
    assert failures >= 2
    assert [pulse.heart for pulse in vitals.stopped()] == [wedged]


def test_hearts_that_beat_just_in_time_give_no_false_alarm_over_a_day() -> None:
    hand = Hand()
    vitals = Vitals(hand)
    beat = vitals.heart("ticker")
    for _ in range(24 * 120):
        hand.at += ALLOWED
        assert vitals.stopped() == ()
        beat()


def test_a_heart_that_beats_again_is_alive_again() -> None:
    hand = Hand()
    vitals = Vitals(hand)
    beat = vitals.heart("ticker")
    hand.at += 100
    assert vitals.stopped()
    beat()
    assert not vitals.stopped()


def test_a_heart_may_be_slow_by_agreement() -> None:
    hand = Hand()
    vitals = Vitals(hand)
    vitals.heart("slack", allowed=45)
    hand.at += 40
    assert not vitals.stopped()
    hand.at += 6
    assert vitals.stopped()


def test_what_was_stopped_on_purpose_is_not_missed_and_does_not_come_back() -> None:
    hand = Hand()
    vitals = Vitals(hand)
    beat = vitals.heart("slack")
    vitals.rest("slack")
    beat()
    hand.at += 100
    assert vitals.pulses() == ()
