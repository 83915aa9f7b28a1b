"""Exact amounts of one currency each; none is added to another's."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import list_currencies
from hypothesis import given
from hypothesis import strategies as st

from bot.vocabulary.money import CURRENCIES, THOUSANDTHS, WHOLE, MixedCurrencies, Money, added, decimals

AMOUNTS = st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=6)
CODES = st.sampled_from(["EUR", "JPY", "KWD", "USD"])


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_two_currencies_are_neither_added_nor_compared() -> None:
    with pytest.raises(MixedCurrencies):
        euros("1") + Money(Decimal(1), "USD")
    with pytest.raises(MixedCurrencies):
        _ = euros("1") < Money(Decimal(2), "USD")


def test_what_is_no_currency_is_no_money() -> None:
    with pytest.raises(ValueError, match="XYZ"):
        Money(Decimal(1), "XYZ")


def test_every_currency_is_one_that_babel_knows_and_none_has_two_numbers_of_decimals() -> None:
    assert set(list_currencies("en")) >= CURRENCIES
    assert CURRENCIES >= WHOLE | THOUSANDTHS
    assert not WHOLE & THOUSANDTHS


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [("0.005", "EUR", "0.01"), ("-0.005", "EUR", "-0.01"), ("1.5", "JPY", "2"), ("0.0015", "KWD", "0.002")],
)
def test_halves_are_rounded_away_from_zero_to_the_smallest_coin(amount: str, currency: str, rounded: str) -> None:
    assert Money(Decimal(amount), currency).rounded.amount == Decimal(rounded)


@given(st.lists(st.tuples(AMOUNTS, CODES)))
def test_sums_stand_side_by_side_and_lose_nothing(pairs: list[tuple[Decimal, str]]) -> None:
    sums = added(Money(amount, currency) for amount, currency in pairs)
    assert [each.currency for each in sums] == sorted({currency for _, currency in pairs})
    for each in sums:
        assert each.amount == sum(amount for amount, currency in pairs if currency == each.currency)


@given(AMOUNTS, CODES)
def test_rounding_moves_by_half_a_coin_at_most(amount: Decimal, currency: str) -> None:
    money = Money(amount, currency)
    assert abs(money.rounded.amount - amount) <= Decimal(1).scaleb(-decimals(currency)) / 2
    assert money.rounded.rounded == money.rounded
