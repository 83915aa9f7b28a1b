"""What the books come to: who may change them, what is in use, what is open, what waits for whose word."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.money import earnings, reckoning
from bot.vocabulary.budget import Balance
from bot.vocabulary.entries import EntryState
from bot.vocabulary.terms import DutyId
from tests.agreed import Talk
from tests.agreed import sam as agreed_sam
from tests.engine.ledgers import NOW, affairs, ana, cost, dollars, euros, lee, nov, payment, sam, terms, time


def test_the_currencies_in_use_are_those_of_terms_and_entries() -> None:
    kept = affairs(
        terms("30 EUR/h", cap="5 GBP a month"),
        terms("commission 5 %, 6 % above 10 CHF", duty=DutyId("s")),
        terms("project: a 5 PHP", duty=DutyId("p")),
        terms("one-off 5 SEK", duty=DutyId("o")),
        terms("retainer 5 h a month", duty=DutyId("r")),
        cost(dollars(5), nov(2)),
    )
    assert reckoning.currencies(kept) == {"EUR", "GBP", "CHF", "PHP", "SEK", "USD"}


def test_what_is_due_and_paid_stands_by_currency() -> None:
    lines = earnings.earned(
        affairs(cost(euros(10), nov(2)), payment(euros(4), nov(3)), payment(dollars(1), nov(3))), nov(9)
    )
    assert reckoning.balances(lines) == (Balance(euros(10), euros(4)), Balance(dollars(0), dollars(1)))


def test_what_the_other_side_wrote_waits_until_a_word_is_said() -> None:
    one, two = time(60, nov(2)), replace(time(60, nov(3)), state=EntryState.CONFIRMED)
    kept = affairs(one, two)
    assert reckoning.waiting(kept, ana) == (one,)
    assert reckoning.waiting(kept, sam) == reckoning.waiting(kept, lee) == ()


def test_where_there_are_several_people_each_ones_month_is_told() -> None:
    kept = affairs(terms("30 EUR/h"), time(60, nov(2)), time(120, nov(3), person=lee))
    talk = Talk().team(agreed_sam)
    budget = reckoning.stands(kept, ana, NOW, talk.situation(ana))
    assert budget.spent == ((sam, (euros("30.00"),)), (lee, (euros("60.00"),)))
    assert (budget.can_change, budget.has_terms, budget.unanswered) == (True, True, 2)


def test_one_entry_comes_to_what_its_line_says() -> None:
    entry = time(60, nov(2))
    assert reckoning.due(entry, affairs(terms("30 EUR/h"), entry)) == euros("30.00")
    assert reckoning.due(entry, affairs(terms("30 EUR/h"))) is None
