"""The kinds of message, told apart."""

from __future__ import annotations

import pytest

from adapters.slack.subtypes import SILENT, SPOKEN


def test_no_kind_both_speaks_and_is_silent() -> None:
    assert not SPOKEN & SILENT.keys()


@pytest.mark.parametrize("place", ["channel", "group"])
@pytest.mark.parametrize("deed", ["join", "leave", "topic", "purpose", "name", "archive", "unarchive"])
def test_what_happens_in_public_channels_happens_in_private_ones(place: str, deed: str) -> None:
    assert SILENT[f"{place}_{deed}"]


def test_a_reason_is_plain_words() -> None:
    assert all("_" not in reason for reason in SILENT.values())
