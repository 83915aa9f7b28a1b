"""What waits in a place is found by who owes and by who asks, however much of it there is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.gaps.waiting import FEW, Waiting
from bot.vocabulary.model import MessageId
from bot.vocabulary.records import Gap
from tests.builders import ana, kim, sam
from tests.made_up import gap

ROOT = MessageId("root")


def asks(number: int) -> list[Gap]:
    """So many asks of Sam in one thread, of Ana and Kim in turn."""
    return [
        replace(gap(), message=MessageId(f"m{each}"), thread=ROOT, asked_by=(ana, kim)[each % 2], owed_by=sam)
        for each in range(number)
    ]


@pytest.mark.parametrize("number", [1, FEW, FEW + 1, 3 * FEW])
def test_asks_are_found_in_their_place_oldest_first(number: int) -> None:
    waiting, made = Waiting(), asks(number)
    for each in made:
        waiting.add(each)
    assert [ask.message for ask in waiting.owed(sam, ROOT)] == [each.message for each in made]
    assert [ask.message for ask in waiting.asked(ana, ROOT)] == [each.message for each in made if each.asked_by == ana]
    assert waiting.owed(sam, None) == waiting.owed(ana, ROOT) == waiting.asked(sam, ROOT) == []


@pytest.mark.parametrize("number", [1, FEW, FEW + 1, 3 * FEW])
def test_what_waits_no_more_is_not_found_and_the_others_are(number: int) -> None:
    waiting, made = Waiting(), asks(number)
    for each in (*made, *made):
        waiting.add(each)
    twin = waiting.copy()
    waiting.remove(made[0])
    waiting.remove(made[0])
    assert [ask.message for ask in waiting.owed(sam, ROOT)] == [each.message for each in made[1:]]
    assert [ask.message for ask in twin.owed(sam, ROOT)] == [each.message for each in made]
