"""A line of what was done, read strictly; what may mean two things is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.typed.amounts import Unclear
from bot.engine.typed.entry_words import Noted, read, written
from bot.vocabulary.entries import Entry, EntryId, EntryKind
from bot.vocabulary.money import Money
from bot.vocabulary.terms import DutyId
from tests.kept import ACME, BUILD, NOW, SAM

TODAY = date(2026, 11, 25)
"""A Wednesday."""
YESTERDAY = date(2026, 11, 24)
DUTIES = {DutyId("d"): "Design", DutyId("s"): "Support"}
TIME, COST, SALE, PAID = EntryKind.TIME, EntryKind.COST, EntryKind.SALE, EntryKind.PAYMENT


def money(amount: str, currency: str = "EUR") -> Money:
    return Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("line", "noted"),
    [
        ("2h30 landing page yesterday", Noted(TIME, YESTERDAY, "landing page", 150)),
        ("landing page 2h30", Noted(TIME, TODAY, "landing page", 150)),
        ("yesterday: 90 min landing page", Noted(TIME, YESTERDAY, "landing page", 90)),
        ("design: 2:30 logo on Mon", Noted(TIME, date(2026, 11, 23), "logo", 150, duty=DutyId("d"))),
        ("2h on the logo (Tuesday)", Noted(TIME, YESTERDAY, "the logo", 120)),
        ("2h plan for Monday", Noted(TIME, TODAY, "plan for Monday", 120)),
        ("2h photo of the sun", Noted(TIME, TODAY, "photo of the sun", 120)),
        ("2h logo 23rd of Nov", Noted(TIME, date(2026, 11, 23), "logo", 120)),
        ("2h logo Nov 23, 2026", Noted(TIME, date(2026, 11, 23), "logo", 120)),
        ("2h logo 23.11.", Noted(TIME, date(2026, 11, 23), "logo", 120)),
        ("2h logo 2026-01-05", Noted(TIME, date(2026, 1, 5), "logo", 120)),
        ("cost 40 EUR stock photos", Noted(COST, TODAY, "stock photos", money=money("40"))),
        ("cost stock photos €40", Noted(COST, TODAY, "stock photos", money=money("40"))),
        ("cost 40 EUR all 3 logos", Noted(COST, TODAY, "all 3 logos", money=money("40"))),
        ("sale 1200 USD order 88", Noted(SALE, TODAY, "order 88", money=money("1200", "USD"))),
        ("paid 500 EUR", Noted(PAID, TODAY, "", money=money("500"))),
        ("paid 500 EUR on 23 Nov", Noted(PAID, date(2026, 11, 23), "", money=money("500"))),
    ],
)
def test_what_is_clear_is_read(line: str, noted: Noted) -> None:
    assert read(line, TODAY, DUTIES) == noted


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("logo", "entry"),
        ("", "entry"),
        ("2h", "entry-words"),
        ("cost 40 EUR", "entry-words"),
        ("2h logo 3h menu", "durations"),
        ("2h 5 pages", "durations"),
        ("the 2h logo", "entry-order"),
        ("30h logo", "duration-day"),
        ("2h logo Wednesday", "day-which"),
        ("2h logo last Monday", "day-which"),
        ("2h logo 12/5", "day-which"),
        ("2h logo 30 Dec", "day-year"),
        ("2h logo 2026-12-01", "day-ahead"),
        ("2h logo 2020-12-01", "day-long-ago"),
        ("2h logo 31 Feb", "day"),
        ("yesterday 2h logo Monday", "day-twice"),
        ("cost 40 photos", "currency-missing"),
        ("cost photos", "amount-missing"),
        ("cost 40 EUR or 50 EUR photos", "amounts"),
        ("cost 40 eur all 3 logos", "amounts"),
        ("cost $40 photos", "currency-which"),
        ("cost 0 EUR photos", "money"),
        ("2h " + "x" * 300, "too-long"),
    ],
)
def test_what_may_mean_two_things_is_refused_with_its_reason(line: str, code: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(line, TODAY, DUTIES)
    assert unclear.value.reason.code == code


def entry(kind: EntryKind, words: str, minutes: int, amount: Money | None, day: date) -> Entry:
    return Entry(ACME, EntryId("e"), BUILD, DutyId(""), kind, SAM, SAM, day, NOW, words, minutes, amount)


WORDS = st.lists(st.sampled_from(["logo", "menu", "for", "Monday", "order", "the", "sun"]), min_size=1, max_size=4)


@given(WORDS, st.integers(1, 24 * 60), st.dates(date(2026, 1, 1), TODAY))
def test_time_that_was_logged_reads_back_as_it_is(words: list[str], spent: int, day: date) -> None:
    try:
        noted = read(f"{spent} min {' '.join(words)} on {day.isoformat()}", TODAY, {})
    except Unclear:
        return
    kept = entry(TIME, noted.words, noted.minutes, None, noted.day)
    assert read(written(kept), TODAY, {}) == noted


@given(st.sampled_from([COST, SALE, PAID]), WORDS, st.integers(1, 10**7), st.dates(date(2026, 1, 1), TODAY))
def test_amounts_that_were_logged_read_back_as_they_are(
    kind: EntryKind, words: list[str], cents: int, day: date
) -> None:
    kept = entry(kind, " ".join(words), 0, Money(Decimal(cents).scaleb(-2), "EUR"), day)
    try:
        noted = read(written(kept), TODAY, {})
    except Unclear:
        return
    assert (noted.kind, noted.money, noted.day) == (kind, kept.money, day)
