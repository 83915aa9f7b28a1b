"""`budget` and statements: what was open before, what came, what was paid, and what is open after."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.money.statements import stated
from bot.engine.typed.periods import period
from bot.vocabulary.answers import Refused
from bot.vocabulary.budget import BudgetShown, StatementShown
from bot.vocabulary.model import ConversationId
from bot.vocabulary.money import Money, added
from bot.vocabulary.terms import Per
from tests.agreed import Talk, ana, joe, sam
from tests.engine import ledgers
from tests.engine.ledgers import affairs, cost, dollars, euros, nov, payment, terms

NOVEMBER = period(Per.MONTH, nov(1))


def test_what_was_open_plus_what_is_due_less_what_was_paid_is_open() -> None:
    kept = affairs(
        terms("30 EUR/h", since=date(2026, 10, 1)),
        cost(euros(100), date(2026, 10, 5)),
        payment(euros(40), date(2026, 10, 6)),
        cost(euros(10), nov(5)),
        payment(euros(20), nov(6)),
    )
    found = stated(kept, NOVEMBER, nov(25))
    assert (found.before, found.due, found.paid, found.after) == (
        (euros(60),),
        (euros(10),),
        (euros(20),),
        (euros(50),),
    )
    assert len(found.lines) == 2


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["cost", "paid"]),
        st.integers(1, 10**6),
        st.sampled_from(["EUR", "USD"]),
        st.dates(date(2026, 9, 1), date(2026, 12, 31)),
    ),
    max_size=25,
)


@given(MOVES)
def test_statements_follow_each_other_without_a_gap_in_every_currency(moves: list[tuple[str, int, str, date]]) -> None:
    entries = [
        (cost if kind == "cost" else payment)(Money(Decimal(cents).scaleb(-2), code), day)
        for kind, cents, code, day in moves
    ]
    kept = affairs(*entries)
    months = [stated(kept, period(Per.MONTH, date(2026, month, 1)), date(2027, 1, 1)) for month in (9, 10, 11, 12)]
    for one, two in pairwise(months):
        assert one.after == two.before
    for each in months:
        sums = added([*each.before, *each.due, *(-paid for paid in each.paid)])
        assert tuple(money for money in sums if money.amount) == each.after


def test_currencies_are_one_sum_only_at_a_given_rate() -> None:
    entries = cost(euros(10), nov(5)), cost(dollars(10), nov(5))
    assert stated(affairs(*entries), NOVEMBER, nov(25)).together is None
    found = stated(affairs(*entries, ledgers.rate("USD", "EUR", "0.9")), NOVEMBER, nov(25)).together
    assert found is not None
    assert found.money == euros("19.00")


def test_both_see_the_same_budget_at_any_time() -> None:
    talk = Talk().team(sam).command(ana, "terms design: 30 EUR/h, at most 20 h a week").command(sam, "log 2h logo")
    mine, theirs = talk.command(ana, "budget").answer, talk.command(sam, "budget").answer
    assert isinstance(mine, BudgetShown)
    assert isinstance(theirs, BudgetShown)
    assert mine.budgets[0].usages == theirs.budgets[0].usages
    assert mine.budgets[0].balances == theirs.budgets[0].balances
    assert [budget.unanswered for budget in (*mine.budgets, *theirs.budgets)] == [1, 0]
    assert isinstance(talk.command(joe, "budget").answer, Refused)


def test_a_period_that_is_named_is_stated_and_one_that_is_not_is_asked_for() -> None:
    talk = Talk().team(sam).command(ana, "budget last month")
    assert isinstance(talk.answer, StatementShown)
    assert talk.answer.statement.first == date(2026, 10, 1)
    assert isinstance(talk.press(sam, "statement", talk.engagement.id).answer, StatementShown)
    refused = talk.command(ana, "budget whenever").decision.answer
    assert isinstance(refused, Refused)
    assert refused.reason.code == "period"


def test_elsewhere_each_of_ones_engagements_is_shown() -> None:
    talk = Talk().team(sam)
    talk.conversation = ConversationId("C2")
    talk.team(sam)
    talk.conversation = ConversationId("D1")
    talk.command(ana, "budget")
    assert isinstance(talk.answer, BudgetShown)
    assert len({each.engagement for each in talk.answer.budgets}) == 2
