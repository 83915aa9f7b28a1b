"""The table of kinds: each has its rule for being missed, and says so."""

import pytest

from bot.engine.decision import Decision
from bot.engine.reminding.nudging import TURN
from bot.engine.reminding.turns import AGAIN
from bot.service import ringing
from bot.service.answering.commands import WAKEUPS
from bot.service.inbox import Undecidable
from bot.service.ringing import KINDS, engine


def test_every_kind_of_wakeup_stands_in_the_table_and_in_its_description() -> None:
    assert {TURN, AGAIN} <= set(KINDS)
    assert {kind for kind, each in KINDS.items() if each.is_agreed} == WAKEUPS
    table = ringing.__doc__ or ""
    assert all(f"`{kind}`" in table for kind, each in KINDS.items() if not each.is_agreed)


def test_only_looks_at_a_desk_are_merged() -> None:
    assert [kind for kind, each in KINDS.items() if each.missed.merged] == [TURN]


def test_a_failure_of_the_engine_is_told_apart_from_one_of_the_store() -> None:
    def fails() -> Decision:
        raise ZeroDivisionError

    with pytest.raises(Undecidable) as failure:
        engine(fails)
    assert isinstance(failure.value.__cause__, ZeroDivisionError)
