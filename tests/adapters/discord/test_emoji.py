"""One name for each reaction."""

from __future__ import annotations

import pytest

from adapters.discord.emoji import short_name


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("👀", "eyes"),
        ("✅", "white_check_mark"),
        ("✔️", "heavy_check_mark"),
        ("✔", "heavy_check_mark"),
        ("☑️", "ballot_box_with_check"),
        ("👍", "+1"),
        ("👍🏿", "+1"),
        ("👎", "-1"),
        ("🙏🏻", "pray"),
        ("❌", "x"),
        ("👌", "ok_hand"),
        ("🆗", "ok"),
        ("💯", "100"),
        ("🦊", "🦊"),
    ],
)
def test_what_means_something_to_us_has_slacks_name(sign: str, name: str) -> None:
    assert short_name({"id": None, "name": sign}) == name


@pytest.mark.parametrize(
    ("emoji", "name"),
    [
        ({"id": "", "name": "🦊", "code": "fox"}, "fox"),
        ({"id": "", "name": "👋🏽", "code": "wave_tone3"}, "wave"),
        ({"id": "", "name": "", "code": "thumbsup"}, "+1"),
        ({"id": "77", "name": "thumbsup", "code": "thumbsup"}, "thumbsup"),
        ({"id": "77", "name": None}, ""),
        ({}, ""),
        ("👀", ""),
        (None, ""),
    ],
)
def test_others_keep_their_own_name(emoji: object, name: str) -> None:
    assert short_name(emoji) == name
