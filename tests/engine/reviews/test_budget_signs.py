"""What the budget tells in `health` and in the digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.engine.reviews.budget_signs import in_digest, signs
from bot.engine.reviews.health import as_it_was
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.digest import Heading, Week
from bot.vocabulary.entries import EntryState
from bot.vocabulary.health import Sign, State
from bot.vocabulary.terms import Contract
from tests.agreed import Talk
from tests.agreed import sam as samuel
from tests.engine import ledgers
from tests.engine.ledgers import NOW, affairs, nov, terms, time

RETAINER = terms("retainer 40 h a month")
AGES_AGO = NOW - timedelta(days=20)


def week(of: Affairs) -> Week:
    talk = Talk().team(samuel)
    return Week(of, talk.situation(samuel), NOW)


def found(of: Affairs) -> dict[str, Sign]:
    return {each.what.code: each for each in signs(week(of))}


def cap(of: Affairs) -> State:
    return found(of)["cap"].state


def test_without_terms_that_is_pointed_out_but_not_in_every_digest() -> None:
    sign = found(affairs())["no-terms"]
    assert (sign.heading, sign.state) == (Heading.MONEY, State.WATCH)
    assert sign.step is not None
    assert sign.step.action == "set-terms"
    assert list(in_digest(week(affairs()))) == []


def test_a_cap_asks_for_an_eye_when_it_fills_or_will_not_last_and_for_more_once_it_is_over() -> None:
    assert cap(affairs(RETAINER, time(300, nov(2)))) is State.GOOD
    assert cap(affairs(RETAINER, time(1920, nov(2)))) is State.WATCH
    assert cap(affairs(RETAINER, *(time(420, nov(day)) for day in (23, 24, 25)), time(900, nov(3)))) is State.WATCH
    assert cap(affairs(RETAINER, time(2500, nov(2)))) is State.ACT


def test_the_price_of_a_project_that_is_reached_is_good() -> None:
    assert cap(affairs(terms("one-off 500 EUR"), ledgers.cost(ledgers.euros(500), nov(3)))) is State.GOOD


def test_amounts_are_told_as_text_and_exactly() -> None:
    facts = found(affairs(terms("30 EUR/h", cap="100 EUR a month"), time(20, nov(3))))["cap"].what.facts
    assert facts[:7] == ("Design", "", "month", "2026-11-01", "EUR", "10.00", "100")


def test_words_that_are_waited_for_and_disputes_are_told() -> None:
    old = replace(time(60, nov(3)), at=AGES_AGO)
    assert found(affairs(RETAINER, time(60, nov(24))))["entries"].state is State.GOOD
    assert found(affairs(RETAINER, old))["entries"].state is State.WATCH
    disputed = found(affairs(RETAINER, replace(old, state=EntryState.DISPUTED)))["entries"]
    assert (disputed.state, disputed.what.facts) == (State.ACT, (0, 1, 1))


def test_hours_of_a_retainer_that_would_lapse_are_told_in_time_to_use_them() -> None:
    def unused(pay: str, at: int, spent: int = 60) -> State | None:
        kept = week(affairs(terms(pay), time(spent, nov(2))))
        told = {each.what.code: each for each in signs(replace(kept, until=NOW.replace(day=at)))}
        return told["unused-hours"].state if "unused-hours" in told else None

    assert unused("retainer 40 h a month", 25) is State.WATCH
    assert unused("retainer 40 h a month", 12) is State.GOOD
    assert unused("retainer 40 h a month", 30) is State.GOOD
    assert unused("retainer 40 h a month", 25, spent=2000) is State.GOOD
    assert unused("retainer 40 h a month, rolls over", 25) is None
    assert unused("30 EUR/h, at most 20 h a week", 25) is None


def test_a_day_of_the_agreement_that_is_near_is_told() -> None:
    contract = Contract(ledgers.ACME, ledgers.E, 1, ledgers.ana, NOW, ends=date(2027, 12, 31), notice=date(2026, 12, 5))
    days = [each for each in signs(week(affairs(RETAINER, contract))) if each.what.code == "contract-day"]
    assert [each.what.facts for each in days] == [("notice", "2026-12-05")]


def test_a_week_ago_there_was_only_what_had_been_logged_by_then() -> None:
    kept = affairs(replace(RETAINER, at=AGES_AGO), time(60, nov(3)), replace(time(60, nov(2)), at=AGES_AGO))
    before = as_it_was(kept, NOW - timedelta(days=7)).books
    assert (len(before.terms), len(before.entries)) == (1, 1)
