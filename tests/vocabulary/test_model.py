"""Who and where."""

from __future__ import annotations

from bot.vocabulary.model import Side


def test_each_side_faces_the_other() -> None:
    assert [side.other.other for side in Side] == list(Side)
    assert Side.OWNER.other is Side.ASSISTANT
