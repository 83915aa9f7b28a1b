"""What waits in a place is found by who owes and by who asks, however much of it there is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.gaps.ledger import Ledger
from bot.engine.gaps.waiting import FEW
from bot.vocabulary.model import MessageId
from bot.vocabulary.records import Gap, GapState
from tests.builders import ana, kim, sam
from tests.made_up import gap

ROOT = MessageId("root")


NUMBERS = pytest.mark.parametrize("number", [1, FEW, FEW + 1, 3 * FEW])


def asks(number: int) -> list[Gap]:
    """So many asks of Sam in one thread, of Ana and Kim in turn."""
    return [
        replace(gap(), message=MessageId(f"m{each}"), thread=ROOT, asked_by=(ana, kim)[each % 2], owed_by=sam)
        for each in range(number)
    ]


def with_all(gaps: list[Gap]) -> Ledger:
    ledger = Ledger()
    for each in gaps:
        ledger.put(each)
    return ledger


@NUMBERS
def test_asks_are_found_in_their_place_oldest_first(number: int) -> None:
    made = asks(number)
    ledger = with_all(made)
    assert ledger.owed(sam, ROOT) == made
    assert ledger.asked(ana, ROOT) == [each for each in made if each.asked_by == ana]
    assert ledger.owed(sam, None) == ledger.owed(ana, ROOT) == ledger.asked(sam, ROOT) == []


@NUMBERS
def test_what_waits_no_more_is_not_found_and_the_others_are(number: int) -> None:
    made = asks(number)
    ledger = with_all([*made, *made])
    twin = ledger.copy()
    for _ in range(2):
        ledger.put(replace(made[0], state=GapState.ANSWERED))
    assert ledger.owed(sam, ROOT) == made[1:]
    assert twin.owed(sam, ROOT) == made


@NUMBERS
def test_of_several_who_are_asked_at_once_each_waits_by_themselves(number: int) -> None:
    made = asks(number)
    both = [replace(made[0], owed_by=kim), *made]
    ledger = with_all(both)
    ledger.put(replace(made[0], state=GapState.ANSWERED))
    assert ledger.owed(sam, ROOT) == made[1:]
    assert ledger.owed(kim, ROOT) == both[:1]
    assert both[0] in ledger.asked(ana, ROOT)
    ledger.put(replace(both[0], state=GapState.ANSWERED))
    assert ledger.owed(kim, ROOT) == []
    assert ledger.asked(ana, ROOT) == [each for each in made[1:] if each.asked_by == ana]
