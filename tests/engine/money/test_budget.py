"""How far each cap is used; what rolls over; how the pace goes on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.money.budget import caps, usages, working_days
from bot.engine.typed.periods import Period, period
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.budget import Usage
from bot.vocabulary.calendar import Absence, Calendar, default_calendar
from bot.vocabulary.model import PersonId
from bot.vocabulary.terms import DutyId, Per
from tests.engine.ledgers import NOW, affairs, ceiling, cost, dollars, euros, lee, nov, rate, sam, terms, time

BERLIN = default_calendar("Europe/Berlin")
SUPPORT = DutyId("support")
TODAY = nov(25)


def calendars(_person: PersonId | None) -> Calendar:
    return BERLIN


def stand(of: Affairs, day: date = TODAY, today: date | None = None) -> dict[str, Usage]:
    return {each.key: each for each in usages(of, day, today or day, calendars)}


def test_a_weekly_cap_counts_the_time_of_its_week() -> None:
    kept = affairs(terms("30 EUR/h, at most 20 h a week"), time(600, nov(23)), time(60, nov(22)))
    used = stand(kept)["design/own"]
    assert (int(used.used), int(used.limit), int(used.left), used.first) == (600, 1200, 600, nov(23))


def test_each_entry_counts_in_the_period_of_its_own_day() -> None:
    kept = affairs(terms("retainer 40 h a month", since=date(2026, 10, 1)), time(60, date(2026, 10, 31)))
    assert stand(kept)["design/own"].used == 0
    assert stand(kept, day=date(2026, 10, 5), today=nov(25))["design/own"].used == 60


def test_what_can_be_afforded_for_a_duty_counts_all_that_is_due_for_it() -> None:
    kept = affairs(terms("30 EUR/h", cap="1000 EUR a month"), time(600, nov(3)), cost(euros(50), nov(4)))
    assert stand(kept)["design/cap"].used == Decimal("350.00")


def test_ceilings_count_over_all_duties_for_one_person_and_over_all_people() -> None:
    kept = affairs(
        terms("30 EUR/h"),
        terms("60 EUR/h", duty=SUPPORT),
        ceiling("1000 EUR a month"),
        ceiling("20 h a week", person=sam),
        time(60, nov(23)),
        time(60, nov(23), duty=SUPPORT),
        time(60, nov(23), person=lee),
    )
    found = stand(kept)
    assert found["ceiling/all"].used == Decimal("120.00")
    assert (int(found[f"ceiling/{sam}"].used), found[f"ceiling/{sam}"].person) == (120, sam)


def test_money_of_another_currency_is_not_counted_unless_a_rate_was_given() -> None:
    agreed = terms("30 EUR/h", cap="1000 EUR a month"), cost(dollars(100), nov(4))
    without = stand(affairs(*agreed))["design/cap"]
    assert (int(without.used), without.uncounted) == (0, (dollars(100),))
    given_one = stand(affairs(*agreed, rate("USD", "EUR", "0.9")))["design/cap"]
    assert (given_one.used, given_one.uncounted) == (Decimal("90.00"), ())


def test_a_retainer_of_money_is_used_by_costs_and_time_at_its_rate_and_not_by_its_fee() -> None:
    kept = affairs(terms("retainer 1600 EUR a month at 40 EUR/h"), time(60, nov(3)), cost(euros(50), nov(4)))
    assert stand(kept)["design/own"].used == Decimal("90.00")


def test_the_price_of_a_project_is_its_cap_and_reaching_it_is_no_warning() -> None:
    used = stand(affairs(terms("project: layout 600 EUR, launch 200 EUR")))["design/own"]
    assert (int(used.limit), used.cap.per, used.warns) == (800, Per.ALL, False)


def test_unused_hours_roll_over_only_where_that_is_agreed() -> None:
    spent = time(600, date(2026, 9, 10)), time(3000, date(2026, 10, 10))
    rolls = affairs(terms("retainer 40 h a month, rolls over", since=date(2026, 9, 1)), *spent)
    lapses = affairs(terms("retainer 40 h a month", since=date(2026, 9, 1)), *spent)
    assert stand(rolls)["design/own"].carried == 1800 + 2400 - 3000
    assert stand(rolls)["design/own"].limit == 2400 + 1200
    assert stand(lapses)["design/own"].carried == 0


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12))
def test_hours_that_roll_over_are_neither_lost_nor_made(spent: list[int]) -> None:
    months = [date(2025 + month // 12, month % 12 + 1, 3) for month in range(len(spent))]
    entries = [time(each, day) for each, day in zip(spent, months, strict=True) if each]
    kept = affairs(terms("retainer 40 h a month, rolls over", since=months[0]), *entries)
    carried = Decimal(0)
    for day, used in zip(months, spent, strict=True):
        (found,) = usages(kept, day, months[-1])
        assert (found.carried, int(found.used)) == (carried, used)
        carried = max(Decimal(0), found.limit - used)


@given(st.lists(st.tuples(st.integers(1, 600), st.dates(date(2026, 1, 1), date(2026, 12, 31))), max_size=30))
def test_the_periods_of_a_year_add_up_to_the_year(logged: list[tuple[int, date]]) -> None:
    kept = affairs(terms("30 EUR/h", since=date(2026, 1, 1), cap="10 h a month"), *(time(*each) for each in logged))
    by_month = [
        next(each.used for each in usages(kept, date(2026, month, 1), date(2026, 12, 31)) if each.key == "design/cap")
        for month in range(1, 13)
    ]
    assert sum(by_month) == sum(spent for spent, _ in logged)


def test_a_pace_that_will_overrun_says_on_which_working_day() -> None:
    kept = affairs(terms("retainer 40 h a month"), *(time(240, nov(day)) for day in (2, 3, 4, 5, 6)))
    pace = stand(kept, nov(6))["design/own"].pace
    assert pace is not None
    assert (pace.days_left, pace.reached) == (16, nov(13))


def test_a_pace_is_not_told_too_early_nor_where_it_lasts() -> None:
    early = affairs(terms("retainer 40 h a month"), time(600, nov(2)))
    fine = affairs(terms("retainer 40 h a month"), *(time(60, nov(day)) for day in (2, 3, 4, 5, 6)))
    assert [stand(each, nov(day))["design/own"].pace.reached for each, day in ((early, 2), (fine, 6))] == [None, None]  # type: ignore[union-attr]


def test_a_fee_is_no_pace() -> None:
    kept = affairs(terms("1500 EUR a month", cap="2000 EUR a month"), cost(euros(5), nov(2)))
    pace = stand(kept, nov(10))["design/cap"].pace
    assert pace is not None
    assert pace.reached is None


def test_days_off_of_the_person_are_no_working_days() -> None:
    away = Absence(NOW.replace(day=9, hour=0), NOW.replace(day=14, hour=0))
    calendar = Calendar(BERLIN.versions, absences=(away,))
    days = working_days(calendar, Period(nov(1), nov(30)))
    assert len(days) == 21 - 5
    assert not {nov(9), nov(13)} & set(days)
    assert working_days(calendar, Period(nov(2), nov(1))) == []


def test_a_period_is_capped_by_what_held_in_it() -> None:
    versions = (
        terms("retainer 40 h a month", since=date(2026, 10, 1)),
        terms("retainer 10 h a month", since=nov(1), number=2),
    )
    kept = affairs(*versions)
    assert stand(kept)["design/own"].limit == 600
    assert stand(kept, day=date(2026, 10, 31), today=nov(25))["design/own"].limit == 2400
    assert [each.cap.minutes for each in caps(kept, nov(25))] == [600]
    assert period(Per.MONTH, nov(25)).has(nov(30))
