"""The limits leave room for every export that people really have."""

from __future__ import annotations

from adapters.exports import limits

MILLION_MESSAGES = 1_500 * 1_000_000
"""Bytes of a million messages as DiscordChatExporter writes them."""


def test_a_million_messages_fit_several_times() -> None:
    assert 4 * MILLION_MESSAGES < limits.TOTAL


def test_a_bomb_of_ten_gigabytes_does_not_fit() -> None:
    assert limits.TOTAL < 10_000_000_000


def test_no_real_export_packs_as_well_as_a_bomb() -> None:
    assert 30 < limits.RATIO < 1000
