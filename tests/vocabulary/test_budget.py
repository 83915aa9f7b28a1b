"""What is left, how much of it is used, and what is open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.vocabulary.budget import Balance, Usage
from bot.vocabulary.money import Money
from bot.vocabulary.terms import Cap, Per

DAY = date(2026, 11, 1)


def usage(limit: int, used: int) -> Usage:
    return Usage("k", Cap(Per.MONTH, minutes=limit), DAY, DAY, Decimal(limit), Decimal(used))


def test_what_is_over_leaves_less_than_nothing() -> None:
    assert (int(usage(100, 80).left), int(usage(100, 80).share), usage(100, 80).is_over) == (20, 80, False)
    assert (int(usage(100, 101).left), usage(100, 101).is_over) == (-1, True)
    assert not usage(100, 100).is_over


def test_of_nothing_all_is_used_once_anything_is() -> None:
    assert usage(0, 0).share == 0
    assert usage(0, 1).share == 100


def test_what_was_paid_ahead_is_below_zero() -> None:
    assert Balance(Money(Decimal(10), "EUR"), Money(Decimal(15), "EUR")).open == Money(Decimal(-5), "EUR")
