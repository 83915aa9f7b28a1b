"""Terms in words: what is said is what can be typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.money.terms import shown
from bot.engine.typed import paying
from bot.vocabulary.money import Money
from bot.vocabulary.terms import Contract, DutyId, Hourly, Per, Recurring, Retainer
from bot.wording import terms as wording
from tests.engine import ledgers
from tests.engine.ledgers import NOW, affairs, ana, ceiling, nov, sam, terms
from tests.wording.money_seen import labels, words

WAYS = (
    "one-off 1200 EUR",
    "one-off 1200 EUR, deposit 300 EUR",
    "project: wireframes 400 EUR, layout 600.50 EUR",
    "30 EUR/h",
    "30 EUR/h, at most 20 h a week",
    "retainer 40 h a month for 1600 EUR, rolls over",
    "retainer 40 h a month",
    "retainer 1600 EUR a month at 40 EUR/h",
    "1500 EUR a quarter",
    "commission 10 %",
    "commission 7.5 %, 12 % above 10000 EUR, per quarter",
    "commission 15 EUR a sale, 20 EUR above 10 sales",
)
CENTS = st.integers(1, 10**8).map(lambda cents: Money(Decimal(cents).scaleb(-2), "EUR"))
PERS = st.sampled_from([Per.WEEK, Per.MONTH, Per.QUARTER, Per.YEAR])


@pytest.mark.parametrize("line", WAYS)
def test_each_way_is_said_as_it_is_typed(line: str) -> None:
    assert wording.spoken(paying.pay(line)) == line


@given(
    st.one_of(
        st.builds(Hourly, CENTS, st.integers(1, 9000), PERS),
        st.builds(Recurring, CENTS, PERS),
        st.builds(Retainer, PERS, CENTS, st.integers(1, 9000), st.none(), st.booleans()),
        st.builds(Retainer, PERS, CENTS, st.none(), CENTS, st.booleans()),
    )
)
def test_what_is_said_is_read_back(pay: Hourly | Recurring | Retainer) -> None:
    assert paying.pay(wording.spoken(pay)) == pay


def test_without_terms_the_owner_is_shown_how_and_the_others_wait() -> None:
    owner, other = (wording.card(shown(affairs(), who, nov(25))) for who in (ana, sam))
    assert "terms design: 30 EUR/h" in words(owner)
    assert labels(owner)[0] == "Add a duty"
    assert "The owner sets them" in words(other)
    assert labels(other) == []


def test_everything_that_is_agreed_on_is_shown_and_only_the_owner_changes_it() -> None:
    kept = affairs(
        terms("project: layout 600 EUR, launch 200 EUR", cap="900 EUR in all"),
        terms("30 EUR/h", duty=DutyId("support"), person=sam),
        replace(terms("40 EUR/h", duty=DutyId("support"), number=2), since=date(2026, 12, 1)),
        ceiling("5000 EUR a month"),
        ledgers.rate("USD", "EUR", "0.92"),
        Contract(ledgers.ACME, ledgers.E, 1, ana, NOW, "https://example.com", ends=date(2026, 12, 31)),
    )
    card = wording.card(shown(kept, ana, nov(25)))
    said = words(card)
    for line in (
        "project: layout 600 EUR, launch 200 EUR",
        "Up to 900 EUR in all",
        "layout: €600, not reached yet",
        "From 1 Dec 2026: 40 EUR/h",
        "Everybody together: 5000 EUR a month",
        "1 USD = 0.92 EUR, given 1 Nov 2026",
        "Until 31 dec 2026".lower(),
        "The agreement",
    ):
        assert line.lower() in said.lower()
    duty = card.sections[0]
    assert [button.label for button in duty.buttons] == ["layout is reached", "Tie to an expectation", "Change"]
    theirs = wording.card(shown(kept, sam, nov(25)))
    assert words(theirs) == said
    assert not theirs.buttons
    assert [button.action for button in theirs.sections[0].buttons] == ["milestone-reached"]


def test_a_day_of_the_agreement_is_said_with_its_link() -> None:
    contract = Contract(ledgers.ACME, ledgers.E, 1, ana, NOW, "https://example.com", notice=date(2026, 12, 15))
    view = wording.reminder("notice", "15 Dec 2026", contract, "Site")
    assert "Notice can be given until 15 Dec 2026 · Site" in words(view)
    assert "Read the agreement" in words(view)
    assert wording.reminder("ends", "1 Jan 2027", replace(contract, link=""), "Site").facts == ()


def test_new_terms_are_told_with_what_held_before() -> None:
    one, two = terms("30 EUR/h"), terms("40 EUR/h", since=nov(15), number=2, cap="900 EUR a month")
    said = words(wording.told(two, one))
    for line in (
        f"{ana} set new terms for Design",
        "40 EUR/h from 15 Nov 2026",
        "Up to 900 EUR a month",
        "Before: 30 EUR/h",
    ):
        assert line in said
    assert f"{ana} set terms for Design" in words(wording.told(one, None))
    assert "Last day: 20 Nov 2026" in words(wording.told(replace(one, ends=nov(20)), None))
