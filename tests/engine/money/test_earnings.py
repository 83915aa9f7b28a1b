"""What is due follows from what was logged, at the terms valid then (case 35)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.money.earnings import FINAL, Sold, commission, earned, stages
from bot.engine.typed import paying
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.budget import Source
from bot.vocabulary.entries import EntryKind, EntryState
from bot.vocabulary.money import Money, added
from bot.vocabulary.terms import Commission, Milestone, OneOff, Project
from tests.engine.ledgers import (
    DESIGN,
    accepted,
    affairs,
    cost,
    dollars,
    euros,
    nov,
    payment,
    sale,
    terms,
    time,
)

LAST = nov(30)


def due(of: Affairs, until: date = LAST) -> tuple[Money, ...]:
    return added(each.due for each in earned(of, until) if each.due)


def test_time_is_due_at_the_rate_valid_on_its_day_and_the_past_keeps_its_own() -> None:
    versions = terms("30 EUR/h"), terms("40 EUR/h", since=nov(15), number=2)
    kept = affairs(*versions, time(90, nov(14)), time(90, nov(15)))
    assert [each.due for each in earned(kept, nov(30))] == [euros("45.00"), euros("60.00")]


@given(st.lists(st.integers(1, 600), max_size=30), st.integers(1, 9999))
def test_lines_of_time_add_up_to_the_sum_and_each_is_rounded_once(spent: list[int], cents: int) -> None:
    rate = Decimal(cents).scaleb(-2)
    kept = affairs(terms(f"{rate:f} EUR/h"), *(time(each, nov(3)) for each in spent))
    lines = [each.due.amount for each in earned(kept, nov(30)) if each.due]
    assert all(abs(line - rate * each / 60) <= Decimal("0.005") for line, each in zip(lines, spent, strict=True))
    assert sum(lines) == sum((each.amount for each in due(kept)), Decimal(0))


def test_what_was_taken_back_is_due_nothing_and_what_is_disputed_still_is() -> None:
    kept = time(60, nov(3))
    gone, disputed = replace(kept, state=EntryState.WITHDRAWN), replace(kept, state=EntryState.DISPUTED)
    assert due(affairs(terms("30 EUR/h"), gone)) == ()
    assert due(affairs(terms("30 EUR/h"), disputed)) == (euros("30.00"),)


def test_time_without_terms_is_kept_and_due_nothing() -> None:
    (line,) = earned(affairs(time(60, nov(3))), nov(30))
    assert (line.minutes, line.due) == (60, None)


def test_a_cost_is_due_and_a_payment_is_paid() -> None:
    lines = earned(affairs(terms("30 EUR/h"), cost(euros(40), nov(3)), payment(euros(20), nov(4))), nov(30))
    assert [(each.source, each.due, each.paid) for each in lines] == [
        (Source.COST, euros(40), None),
        (Source.PAYMENT, None, euros(20)),
    ]


def test_a_fee_is_due_at_the_beginning_of_each_period_the_first_on_its_first_day() -> None:
    kept = affairs(terms("1500 EUR a month", since=date(2026, 9, 15)))
    assert [each.day for each in earned(kept, nov(25))] == [date(2026, 9, 15), date(2026, 10, 1), nov(1)]
    assert due(kept, nov(25)) == (euros("4500.00"),)


def test_a_new_fee_holds_from_the_next_period_that_begins() -> None:
    kept = affairs(
        terms("1500 EUR a month", since=date(2026, 10, 1)),
        terms("2000 EUR a month", since=date(2026, 10, 20), number=2),
    )
    assert [each.due for each in earned(kept, nov(25))] == [euros("1500.00"), euros("2000.00")]


def test_a_duty_that_ended_has_no_more_fees_and_one_that_became_hourly_neither() -> None:
    ended = replace(terms("1500 EUR a month", since=date(2026, 9, 1), number=2), ends=date(2026, 9, 30))
    assert due(affairs(terms("1500 EUR a month", since=date(2026, 9, 1)), ended)) == (euros("1500.00"),)
    hourly = terms("30 EUR/h", since=date(2026, 10, 10), number=2)
    kept = affairs(terms("1500 EUR a month", since=date(2026, 9, 1)), hourly, time(60, nov(3)))
    assert due(kept) == (euros("3030.00"),)


def test_hours_of_a_retainer_are_due_nothing_besides_its_fee() -> None:
    assert due(affairs(terms("retainer 40 h a month for 1600 EUR"), time(3000, nov(3)))) == (euros("1600.00"),)


def test_time_of_a_retainer_of_money_is_worth_its_rate_and_not_due_besides() -> None:
    line = earned(affairs(terms("retainer 1600 EUR a month at 40 EUR/h"), time(90, nov(3))), nov(30))[1]
    assert (line.due, line.worth) == (None, euros("60.00"))


def test_a_deposit_is_due_at_the_beginning_and_the_rest_when_it_is_done() -> None:
    agreed = terms("one-off 1200 EUR, deposit 300 EUR", since=nov(2))
    done = replace(cost(euros(900), nov(20)), kind=EntryKind.MILESTONE, words=FINAL)
    assert due(affairs(agreed)) == (euros("300.00"),)
    assert due(affairs(agreed, done)) == (euros("1200.00"),)


def test_a_milestone_is_due_when_its_expectation_is_accepted_where_the_engagement_is() -> None:
    pay = Project((Milestone("layout", euros(600), accepted("e1", datetime(2026, 11, 9, 23, 30, tzinfo=UTC)).id),))
    kept = affairs(terms(pay), accepted("e1", datetime(2026, 11, 9, 23, 30, tzinfo=UTC)))
    (line,) = earned(kept, nov(30))
    assert (line.day, line.due, line.words) == (nov(10), euros("600.00"), "layout")
    assert stages(kept.books.terms[0], kept)[0].due_since == nov(10)


def test_a_milestone_that_was_logged_and_accepted_is_due_once() -> None:
    what = accepted("e1", datetime(2026, 11, 9, 12, tzinfo=UTC))
    logged = replace(cost(euros(600), nov(9)), kind=EntryKind.MILESTONE, words="layout")
    kept = affairs(terms(Project((Milestone("layout", euros(600), what.id),))), what, logged)
    assert due(kept) == (euros(600),)


def test_the_last_payment_of_a_one_off_hangs_on_its_expectation() -> None:
    what = accepted("e1", datetime(2026, 11, 9, 12, tzinfo=UTC))
    kept = affairs(terms(OneOff(euros(1200), euros(300), what.id)), what)
    assert due(kept) == (euros("1200.00"),)
    assert [(each.name, each.due_since) for each in stages(kept.books.terms[0], kept)] == [
        ("deposit", nov(1)),
        (FINAL, nov(9)),
    ]


def test_commission_follows_the_rate_valid_on_the_day_of_the_sale() -> None:
    versions = terms("commission 10 %"), terms("commission 20 %", since=nov(15), number=2)
    kept = affairs(*versions, sale(dollars(1200), nov(14)), sale(dollars(1200), nov(15)))
    assert [each.due for each in earned(kept, nov(30))] == [dollars("120.00"), dollars("240.00")]


def test_tiers_are_marginal_and_begin_anew_with_the_month() -> None:
    agreed = terms("commission 10 %, 12 % above 10000 EUR", since=date(2026, 10, 1))
    sales = sale(euros(9000), nov(2)), sale(euros(3000), nov(3)), sale(euros(3000), date(2026, 10, 30))
    assert [each.due for each in earned(affairs(agreed, *sales), nov(30))] == [
        euros("300.00"),
        euros("900.00"),
        euros("340.00"),
    ]


def test_an_amount_for_each_sale_rises_with_their_number() -> None:
    kept = affairs(
        terms("commission 15 EUR a sale, 20 EUR above 2 sales"), *(sale(dollars(9), nov(2)) for _ in range(4))
    )
    assert [each.due for each in earned(kept, nov(30))] == [euros(15), euros(15), euros(20), euros(20)]


def test_money_of_another_currency_reaches_no_threshold() -> None:
    pay = paying.pay("commission 10 %, 12 % above 100 EUR")
    assert isinstance(pay, Commission)
    assert commission(pay, dollars(1000), Sold().and_then(euros(500))) == dollars("100.00")


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=20))
def test_tiers_pay_the_same_in_whatever_parts_the_money_comes(cents: list[int]) -> None:
    pay = paying.pay("commission 10 %, 20 % above 1000 EUR, 50 % above 5000 EUR")
    assert isinstance(pay, Commission)
    sales = [euros(str(Decimal(each).scaleb(-2))) for each in cents]
    parts, sold = Decimal(0), Sold()
    for each in sales:
        parts += commission(pay, each, sold).amount
        sold = sold.and_then(each)
    whole = commission(pay, added(sales)[0], Sold()).amount
    assert abs(parts - whole) <= Decimal("0.005") * (len(sales) + 1)


@pytest.mark.parametrize("until", [nov(1), nov(30), date(2027, 6, 1)])
def test_nothing_is_due_after_the_day_that_is_looked_at(until: date) -> None:
    kept = affairs(terms("1500 EUR a month"), time(60, nov(20)))
    assert all(each.day <= until for each in earned(kept, until))
    assert DESIGN in kept.books.duties
