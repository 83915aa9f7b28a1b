"""The cards of a budget, as ux.md has them: concrete, neutral, the next step at hand."""

from __future__ import annotations

from bot.engine.money import budget as engine
from bot.engine.money import earnings, exchange, reckoning
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.budget import Budget, BudgetShown, Usage
from bot.vocabulary.calendar import Calendar, default_calendar
from bot.vocabulary.model import PersonId
from bot.vocabulary.terms import DutyId
from bot.wording import budget as wording
from tests.engine import ledgers
from tests.engine.ledgers import affairs, ceiling, cost, dollars, euros, lee, nov, payment, sam, terms, time
from tests.wording.money_seen import labels, words


def berlin(_person: PersonId | None) -> Calendar:
    return default_calendar("Europe/Berlin")


def usage(kept: Affairs, day: int = 25, key: str = "design/own") -> Usage:
    return next(each for each in engine.usages(kept, nov(day), nov(day), berlin) if each.key == key)


def stands(kept: Affairs, can_change: bool = True, **changes: object) -> Budget:
    lines = earnings.earned(kept, nov(25))
    usages = engine.usages(kept, nov(25), nov(25), berlin)
    parts: dict[str, object] = {"usages": usages, "balances": reckoning.balances(lines), "can_change": can_change}
    return Budget(kept.engagement.id, "Site", nov(25), **{**parts, **changes})  # type: ignore[arg-type]


RETAINER = terms("retainer 40 h a month")
SPENT = [time(120, nov(day)) for day in range(2, 14)]


def test_a_warning_says_how_much_of_what_and_how_many_days_are_left() -> None:
    kept = affairs(RETAINER, *(time(384, nov(day)) for day in (2, 3, 4, 5, 6)))
    view = wording.warning(usage(kept, 17), "80", True, "E1", "Site")
    said = words(view)
    assert "80 % of November's 40 h are used · Design" in said
    assert "November: 32 h of 40 h used (80 %), 8 h left" in said
    assert "9 working days are left; at this pace 40 h are reached on Fri 20 Nov" in said
    assert labels(view) == ["See entries", "Adjust"]
    assert labels(wording.warning(usage(kept, 17), "80", False, "E1", "Site")) == ["See entries", "Terms"]


def test_what_is_over_and_what_will_be_are_said_as_such() -> None:
    over = affairs(RETAINER, *SPENT, time(1200, nov(16)))
    assert "November's 40 h are used up, and 4 h more" in words(wording.warning(usage(over), "100", True, "E1", "Site"))
    fast = affairs(RETAINER, *(time(240, nov(day)) for day in (2, 3, 4, 5, 6)))
    assert "At this pace November's 40 h will not last" in words(
        wording.warning(usage(fast, 6), "pace", True, "E1", "S")
    )


def test_the_budget_begins_with_how_it_stands() -> None:
    assert (
        wording.lead(stands(affairs(RETAINER, *SPENT, time(720, nov(3)))))
        == "Site: Design (November) will not last at this pace"
    )
    calm = affairs(RETAINER, time(120, nov(2)))
    assert wording.lead(stands(calm)) == "Site: 38 h left of Design (November)"
    over = affairs(RETAINER, *SPENT, time(1200, nov(16)))
    assert wording.lead(stands(over)) == "Site: Design (November) is over by 4 h"
    assert wording.lead(stands(affairs(terms("30 EUR/h")))) == "Site: no caps"


def test_everything_stands_on_the_card_for_both_sides() -> None:
    kept = affairs(
        terms("retainer 40 h a month, rolls over", since=nov(1).replace(month=10)),
        terms("30 EUR/h", duty=DutyId("support"), cap="100 EUR a month"),
        ceiling("1000 EUR a month", person=sam),
        cost(dollars(5), nov(3), duty=DutyId("support")),
        cost(euros(7), nov(3), duty=DutyId("support")),
        payment(euros(10), nov(4)),
    )
    spent = ((sam, (euros(7),)), (lee, (dollars(5),)))
    said = words(wording.card(BudgetShown((stands(kept, spent=spent, unanswered=2),))))
    for line in (
        "40 h of it rolled over",
        "$5 not counted: no rate was given",
        "One person, over all duties",
        "This month, by person",
        "€7.00 due so far, €10.00 paid: €3.00 ahead",
        "$5.00 due so far, $0.00 paid: $5.00 open",
    ):
        assert line in said
    view = wording.card(BudgetShown((stands(kept, can_change=False, unanswered=2),)))
    assert labels(view) == ["See entries (2 to confirm)", "Statement", "Terms"]


def test_at_a_given_rate_it_is_one_sum_with_that_rate() -> None:
    kept = affairs(cost(dollars(10), nov(3)), cost(euros(1), nov(3)), ledgers.rate("USD", "EUR", "0.9"))
    together = exchange.together([dollars(10), euros(1)], nov(25), kept.books.rates)
    said = words(wording.card(BudgetShown((stands(kept, together=together),))))
    assert "Together €10.00 open (1 USD = 0.9 EUR, given 1 Nov 2026)" in said


def test_without_terms_it_says_what_to_do_and_several_are_listed() -> None:
    empty = stands(affairs(), has_terms=False)
    assert labels(wording.card(BudgetShown((empty,)))) == ["Set terms"]
    assert "The owner sets them." in words(wording.card(BudgetShown((stands(affairs(), False, has_terms=False),))))
    both = wording.card(BudgetShown((empty, stands(affairs(RETAINER)))))
    assert [section.heading for section in both.sections] == ["Site", "Site"]


def test_a_cap_that_is_exceeded_says_by_how_much() -> None:
    over = usage(affairs(RETAINER, *SPENT, time(1200, nov(16))))
    assert wording.over([over], ["design/own"]) == "Beyond the cap: 4 h over November's 40 h"
    assert wording.over([], ["x"]) == "Beyond a cap"
    assert wording.pace(usage(affairs(RETAINER), 27)) == ("One working day is left",)
