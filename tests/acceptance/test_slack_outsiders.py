"""People who are not in it: of another organisation, in the channel by chance, or gone. Every card and every button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance import day
from tests.acceptance.slacked import Driver, in_slack

TOLD = frozenset({"PersonKept", "ConversationKept", "Reach"})
"""What is kept of a place, and of whoever gives a command; it says nothing about an engagement."""


def agreed(records: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """What was agreed on, and what was said about it."""
    return {kind: rows for kind, rows in records.items() if kind not in TOLD}


@pytest.mark.parametrize("who", ["U0KIM", "U0LEE", "U0GONE"])
async def test_whoever_is_not_in_it_presses_every_button_and_changes_nothing(tmp_path: Path, who: str) -> None:
    async with in_slack(tmp_path) as play:
        await day.they_begin(play)
        await day.something_is_expected(play)
        before = agreed(await play.records())
        cards = [each for each in play.slack.messages["C0SHOP"] if each["user"] == "U0OPENLINE"]
        pressed = [(card, label) for card in cards for label in _labels(card)]
        shown = len(play.slack.posts)
        for card, label in pressed:
            await play.people.presses(who, label, {**card, "channel": "C0SHOP"})
        await play.until(day.at("mon 9:31"))
        assert pressed
        assert agreed(await play.records()) == before
        assert len([each for each in play.slack.posts[shown:] if each["channel"] == "C0SHOP"]) == 0
        _nothing_internal(play, who)


def _nothing_internal(play: Driver, who: str) -> None:
    """They are answered, for their eyes alone, and told nothing that the channel does not show."""
    told = [each["text"] for each in (*play.slack.ephemerals, *play.slack.responses) if each.get("user", who) == who]
    assert not [text for text in told if "open the shop before Christmas" in text]


def _labels(card: dict[str, Any]) -> list[str]:
    from tests.adapters.slack.people_at_slack import labels

    return labels(card)
