"""Amounts as people type them are read strictly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.typed.amounts import DURATION, PERCENT, Unclear, minutes, minutes_of, money, percent_of
from bot.vocabulary.money import CURRENCIES, Money, decimals


@pytest.mark.parametrize(
    ("words", "amount", "currency"),
    [
        ("40 EUR", "40", "EUR"),
        ("€40", "40", "EUR"),
        ("40€", "40", "EUR"),
        ("40 eur", "40", "EUR"),
        ("1,200.50 USD", "1200.50", "USD"),
        ("1.200,50 EUR", "1200.50", "EUR"),
        ("1200,5 EUR", "1200.5", "EUR"),
        ("1,200 EUR", "1200", "EUR"),
        ("12'000 CHF", "12000", "CHF"),
        ("1 200 EUR", "1200", "EUR"),
        ("1,200,000 JPY", "1200000", "JPY"),
        ("1.250 PHP".replace(".", ","), "1250", "PHP"),
        ("US$ 40", "40", "USD"),
        ("12.345,678 KWD", "12345.678", "KWD"),
    ],
)
def test_what_is_clear_is_read(words: str, amount: str, currency: str) -> None:
    assert money(words) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("40", "currency-missing"),
        ("40 XYZ", "currency-unknown"),
        ("$40", "currency-which"),
        ("40 kr", "currency-which"),
        ("1.200 EUR", "money-which"),
        ("1,200 KWD", "money-which"),
        ("0.125 EUR", "money-which"),
        ("40.5 JPY", "money-decimals"),
        ("1.2345 EUR", "money-decimals"),
        ("1,200,00 EUR", "money"),
        ("1,2,3 EUR", "money"),
        ("-40 EUR", "money"),
        ("EUR 40 USD", "money"),
        ("9999999999999 EUR", "money"),
        ("forty", "money"),
        ("", "money"),
    ],
)
def test_what_may_mean_two_things_is_refused_with_its_reason(words: str, code: str) -> None:
    with pytest.raises(Unclear) as unclear:
        money(words)
    assert unclear.value.reason.code == code


def test_a_sign_of_several_currencies_means_the_one_that_was_agreed_on() -> None:
    assert money("$40", {"USD", "EUR"}) == Money(Decimal(40), "USD")
    with pytest.raises(Unclear):
        money("$40", {"USD", "AUD"})


@given(st.sampled_from(sorted(CURRENCIES)), st.integers(1, 10**9))
def test_every_amount_of_every_currency_is_read_back(currency: str, coins: int) -> None:
    amount = Decimal(coins).scaleb(-decimals(currency))
    if decimals(currency) == 3:  # three decimals may be thousands, unless there is a mark between thousands as well
        amount += 1000
        assert money(f"{amount:,f} {currency}") == Money(amount, currency)
    else:
        assert money(f"{amount:f} {currency}") == Money(amount, currency)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2h30", 150),
        ("2h", 120),
        ("2 h 30 min", 150),
        ("2:30", 150),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("90m", 90),
        ("90 min", 90),
        ("2 hours", 120),
        ("1 hour 5 minutes", 65),
        ("0.33h", 20),
    ],
)
def test_durations_are_read(words: str, expected: int) -> None:
    assert minutes(words) == expected


@pytest.mark.parametrize("words", ["0h", "2h75", "2h 30", "1.5h30", "2", "h", "9999h", "2:75", "-2h"])
def test_what_is_no_duration_is_refused(words: str) -> None:
    with pytest.raises(Unclear):
        minutes(words)


@given(st.integers(1, 24 * 60))
def test_every_duration_is_read_back(total: int) -> None:
    assert minutes(f"{total // 60}h{total % 60:02}" if total >= 60 else f"{total} min") == total


def test_a_duration_is_found_in_a_line_and_a_share_is_one_up_to_all() -> None:
    found = DURATION.search("landing page 2h30 today")
    assert found is not None
    assert minutes_of(found) == 150
    share, too_much = PERCENT.search("10,5 %"), PERCENT.search("101 %")
    assert share is not None
    assert percent_of(share) == Decimal("10.5")
    assert too_much is not None
    with pytest.raises(Unclear):
        percent_of(too_much)
