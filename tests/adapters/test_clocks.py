"""The only places where the time is read and chance is drawn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from adapters.clocks import HandClock, SystemClock, token

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_the_machines_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_a_hand_clock_stands_where_it_was_put_and_never_goes_back() -> None:
    clock = HandClock(NOON)
    clock.move_to(NOON + timedelta(hours=1))
    clock.move_to(NOON)
    assert clock.now() == NOON + timedelta(hours=1)


def test_no_two_tokens_are_alike() -> None:
    assert len({token() for _ in range(1000)}) == 1000
