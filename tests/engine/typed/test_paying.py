"""Every way of paying, as people say it; what is unclear is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.engine.typed import paying
from bot.engine.typed.amounts import Unclear
from bot.vocabulary.money import Money
from bot.vocabulary.terms import (
    Cap,
    Commission,
    Hourly,
    Milestone,
    OneOff,
    Pay,
    Per,
    Project,
    Recurring,
    Retainer,
    Tier,
)


def euros(amount: int) -> Money:
    return Money(Decimal(amount), "EUR")


SHARE = Tier(Decimal(0), percent=Decimal(10))


@pytest.mark.parametrize(
    ("words", "pay"),
    [
        ("one-off 1200 EUR", OneOff(euros(1200))),
        ("fixed price 1200 EUR, 300 EUR deposit", OneOff(euros(1200), euros(300))),
        (
            "project: wireframes 400 EUR, layout 600 EUR",
            Project((Milestone("wireframes", euros(400)), Milestone("layout", euros(600)))),
        ),
        ("milestones: a 400 EUR; b 1,600 EUR", Project((Milestone("a", euros(400)), Milestone("b", euros(1600))))),
        ("30 EUR/h", Hourly(euros(30))),
        ("30 EUR an hour up to 20 h per week", Hourly(euros(30), 1200)),
        ("hourly 30 EUR, at most 60 h a month", Hourly(euros(30), 3600, Per.MONTH)),
        (
            "retainer 40 h a month for 1600 EUR, rolls over",
            Retainer(Per.MONTH, euros(1600), 2400, rolls_over=True),
        ),
        ("retainer of 40 hours per month, no roll-over", Retainer(Per.MONTH, None, 2400)),
        ("retainer 40 h a month with roll-over", Retainer(Per.MONTH, None, 2400, rolls_over=True)),
        ("retainer 40 h a month without roll-over", Retainer(Per.MONTH, None, 2400)),
        ("10 % of each sale", Commission((SHARE,))),
        ("10% of sales", Commission((SHARE,))),
        ("retainer 1600 EUR a month at 40 EUR/h", Retainer(Per.MONTH, euros(1600), None, euros(40))),
        ("1500 EUR a month", Recurring(euros(1500), Per.MONTH)),
        ("1500 EUR weekly", Recurring(euros(1500), Per.WEEK)),
        ("commission 10 %", Commission((SHARE,))),
        (
            "commission 10% of each sale, 12 % above 10,000 EUR, per quarter",
            Commission((SHARE, Tier(Decimal(10000), percent=Decimal(12))), Per.QUARTER, "EUR"),
        ),
        (
            "commission 15 EUR a sale, 20 EUR above 10 sales",
            Commission((Tier(Decimal(0), amount=euros(15)), Tier(Decimal(10), amount=euros(20)))),
        ),
    ],
)
def test_each_way_is_understood(words: str, pay: Pay) -> None:
    assert paying.pay(words) == pay


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "pay"),
        ("x" * 2000, "pay"),
        ("as usual", "pay"),
        ("30 EUR", "pay"),
        ("30 EUR/h, 20 h", "pay-hourly"),
        ("30 EUR/h, at most 20 h a week, and more", "pay-hourly"),
        ("project: 400 EUR", "pay-milestone"),
        ("project: a 400 EUR, a 500 EUR", "pay-project"),
        ("project: a 400 EUR, b 500 USD", "one-currency"),
        ("one-off 1200 EUR, deposit 1200 EUR", "pay-deposit"),
        ("one-off 1200 EUR, deposit 100 USD", "pay-deposit"),
        ("one-off 1200 EUR, when done", "pay-one-off"),
        ("retainer 40 h", "pay-retainer"),
        ("retainer 40 h a month, if needed", "pay-retainer"),
        ("retainer 1600 EUR a month at 40 USD/h", "one-currency"),
        ("retainer 1600 EUR a month at 40 EUR", "pay-rate"),
        ("commission 10 %, 12 %", "pay-tiers"),
        ("commission 10 %, 12 % above 1000 EUR, 15 % above 900 EUR", "pay-tiers"),
        ("commission 10 %, 12 % above 1000 EUR, 15 % above 2000 USD", "pay-tiers"),
        ("commission 10 % above 1000 EUR", "pay-commission"),
        ("commission 10 %, 5 EUR above 3 sales", "pay-commission"),
        ("commission 5 EUR a sale, 6 USD above 3 sales", "one-currency"),
        ("commission 0 %", "percent"),
    ],
)
def test_what_is_unclear_is_refused_with_its_reason(words: str, code: str) -> None:
    with pytest.raises(Unclear) as unclear:
        paying.pay(words)
    assert unclear.value.reason.code == code


@pytest.mark.parametrize(
    ("words", "cap"),
    [
        ("2000 EUR a month", Cap(Per.MONTH, money=euros(2000))),
        ("at most 20 h a week", Cap(Per.WEEK, minutes=1200)),
        ("20h/week", Cap(Per.WEEK, minutes=1200)),
        ("5000 EUR in all", Cap(Per.ALL, money=euros(5000))),
    ],
)
def test_caps_are_understood(words: str, cap: Cap) -> None:
    assert paying.cap(words) == cap


def test_a_cap_without_a_period_is_refused() -> None:
    with pytest.raises(Unclear):
        paying.cap("2000 EUR")
