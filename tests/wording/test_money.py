"""Money and hours in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.typed import amounts, paying
from bot.vocabulary.budget import Usage
from bot.vocabulary.money import CURRENCIES, Money, decimals
from bot.vocabulary.terms import Cap, Per
from bot.wording import money


@pytest.mark.parametrize(
    ("amount", "currency", "said", "exactly"),
    [
        ("1200", "EUR", "€1,200", "€1,200.00"),
        ("40.5", "USD", "$40.50", "$40.50"),
        ("0.005", "EUR", "€0.01", "€0.01"),
        ("-40", "EUR", "-€40", "-€40.00"),
        ("1200", "JPY", "¥1,200", "¥1,200"),
        ("5", "AUD", "A$5", "A$5.00"),
        ("1.25", "KWD", "KWD 1.250", "KWD 1.250"),
    ],
)
def test_an_amount_is_said_by_its_currency(amount: str, currency: str, said: str, exactly: str) -> None:
    value = Money(Decimal(amount), currency)
    assert money.said(value).replace("\xa0", " ") == said
    assert money.said(value, exactly=True).replace("\xa0", " ") == exactly


def test_several_currencies_stand_side_by_side() -> None:
    one, two, three = (Money(Decimal(1), code) for code in ("EUR", "GBP", "USD"))
    assert money.amounts([one]) == "€1"
    assert money.amounts([one, three]) == "€1 and $1"
    assert money.amounts([one, two, three]) == "€1, £1 and $1"
    assert money.amounts([]) == money.amounts([Money(Decimal(0), "EUR")]) == "nothing"


@given(st.sampled_from(sorted(CURRENCIES)), st.integers(1, 10**8))
def test_what_is_typed_for_people_is_read_back(currency: str, coins: int) -> None:
    value = Money(Decimal(coins).scaleb(-decimals(currency)), currency)
    if decimals(currency) < 3:
        assert amounts.money(money.typed(value)) == value


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 h"), (150, "2 h 30 min"), (2400, "40 h"), (-60, "-1 h")])
def test_hours_are_said(minutes: int, words: str) -> None:
    assert money.hours(minutes) == words
    assert money.plain_hours(150) == "2.50"


@pytest.mark.parametrize("words", ["20 h a week", "2000 EUR a month", "5000 EUR in all", "2 h 30 min a week"])
def test_a_cap_is_said_as_it_is_typed(words: str) -> None:
    assert money.cap(paying.cap(words)) == words


@pytest.mark.parametrize(
    ("per", "words"),
    [
        (Per.WEEK, "the week of Sun 1 Nov"),
        (Per.MONTH, "November"),
        (Per.QUARTER, "Q4 2026"),
        (Per.YEAR, "2026"),
        (Per.ALL, "the whole"),
    ],
)
def test_periods_have_names(per: Per, words: str) -> None:
    day = date(2026, 11, 1)
    assert money.period(Usage("k", Cap(per, 60), day, day, Decimal(60), Decimal(0))) == words


def test_a_share_is_cut_off_so_that_all_is_only_said_of_all() -> None:
    assert money.percent(Decimal("99.99")) == "99 %"
    assert money.percent(Decimal(100)) == "100 %"
    assert money.number(Decimal("7.50")) == "7.5"
    assert money.dated(date(2026, 11, 24)) == "24 Nov 2026"
    assert money.of_cap(Cap(Per.WEEK, 60), Decimal(90)) == "1 h 30 min"
