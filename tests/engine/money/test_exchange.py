"""Currencies are added up only at a rate that the owner gave."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.engine.money.exchange import converted, rate, together
from bot.vocabulary.money import Money
from tests.engine import ledgers
from tests.engine.ledgers import dollars, euros, nov

RATES = (ledgers.rate("USD", "EUR", "0.9"),)


def test_without_a_rate_nothing_is_converted_or_added_up() -> None:
    assert converted(dollars(10), "EUR", nov(5), ()) is None
    assert together([dollars(10), euros(1)], nov(5), ()) is None
    assert converted(euros(10), "EUR", nov(5), ()) == euros(10)


def test_a_rate_holds_in_both_directions_from_its_day_on() -> None:
    assert converted(dollars(10), "EUR", nov(5), RATES) == euros("9.0")
    assert converted(euros(9), "USD", nov(5), RATES) == dollars(10)
    assert converted(dollars(10), "EUR", date(2026, 10, 31), RATES) is None


def test_the_latest_rate_of_a_day_counts() -> None:
    later = ledgers.rate("USD", "EUR", "0.8", since=nov(10))
    assert rate("USD", "EUR", nov(9), (*RATES, later)) == RATES[0]
    assert rate("EUR", "USD", nov(10), (*RATES, later)) == later


def test_all_of_it_is_one_sum_or_none_is() -> None:
    found = together([dollars(10), euros(1)], nov(5), RATES)
    assert found is not None
    assert (found.money, found.rates) == (euros("10.00"), RATES)
    pounds = Money(Decimal(1), "GBP")
    assert together([dollars(10), euros(1), pounds], nov(5), RATES) is None
    assert together([euros(1)], nov(5), RATES) is None
