"""What the ports themselves say; how they behave is told by the suites in tests/contracts."""

from __future__ import annotations

from datetime import timedelta

from bot.ports.surfaces import Refused


def test_a_refusal_says_why_and_when_to_try_again() -> None:
    refused = Refused("rate-limited", timedelta(seconds=3))
    assert (refused.why, refused.retry_after, str(refused)) == ("rate-limited", timedelta(seconds=3), "rate-limited")
    assert Refused("channel-gone").retry_after is None
