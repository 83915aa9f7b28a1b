"""Terms: set by owners, read by both, and never changed backwards."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.vocabulary.answers import FormAsked, Refused
from bot.vocabulary.booked import TellTerms
from bot.vocabulary.budget import TermsShown
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.money import Money
from bot.vocabulary.records import Member
from bot.vocabulary.terms import Hourly, OneOff, Project, Terms
from tests.agreed import Talk, ana, joe, kim, sam

LINE = "terms design: 30 EUR/h, at most 20 h a week"


def shown(talk: Talk) -> TermsShown:
    assert isinstance(talk.answer, TermsShown)
    return talk.answer


def latest(talk: Talk) -> Terms:
    return max(talk.all(Terms), key=lambda each: (each.at, each.number))


def test_an_owner_sets_terms_in_a_line_and_both_read_them() -> None:
    talk = Talk().team(sam).command(ana, LINE)
    assert (latest(talk).name, latest(talk).pay) == ("design", Hourly(Money(Decimal(30), "EUR"), 1200))
    assert shown(talk).can_change
    assert not shown(talk.command(sam, "terms")).can_change
    assert [each.terms.name for each in shown(talk).duties] == ["design"]


@pytest.mark.parametrize("who", [sam, kim])
def test_nobody_else_sets_them(who: PersonId) -> None:
    talk = Talk().team(sam, kim)
    assert isinstance(talk.command(who, LINE).answer, Refused)
    for action in ("set-terms", "set-ceiling", "set-rate", "set-contract", "end-terms", "tie-milestone"):
        talk.submit(who, action, talk.engagement.id, duty="x", pay="30 EUR/h", cap="5 EUR in all", rate="1 USD = 2 EUR")
        assert isinstance(talk.answer, Refused)
    assert not talk.all(Terms)
    assert isinstance(talk.command(joe, "terms").answer, Refused)


def test_an_owner_from_another_organisation_is_an_owner() -> None:
    talk = Talk().team(sam, kim)
    for name, record in list(talk.records.items()):
        if isinstance(record, Member) and record.person == kim:
            talk.records[name] = replace(record, side=Side.OWNER)
    talk.command(kim, LINE)
    assert latest(talk).set_by == kim


def test_what_is_unclear_comes_back_in_the_form() -> None:
    talk = Talk().team(sam).command(ana, "terms as usual")
    assert isinstance(talk.answer, FormAsked)
    assert {each.field: each.why.code for each in talk.answer.wrong} == {"duty": "duty-name", "pay": "pay"}
    talk.command(ana, "terms project: layout 600 EUR")
    assert isinstance(talk.answer, FormAsked)
    assert [each.field for each in talk.answer.wrong] == ["duty"]
    assert not talk.all(Terms)


def test_the_button_opens_the_form_of_a_duty_or_of_a_new_one() -> None:
    talk = Talk().team(sam)
    assert talk.press(ana, "set-terms", talk.engagement.id).answer == FormAsked("set-terms", talk.engagement.id)
    talk.command(ana, LINE).press(ana, "set-terms", latest(talk).duty)
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.about == latest(talk).duty
    assert talk.answer.values[0].text == "design"


def test_new_terms_are_the_next_version_of_the_same_duty() -> None:
    talk = Talk().team(sam).command(ana, LINE).wait(days=3).command(ana, "terms Design: 40 EUR/h")
    one, two = sorted(talk.all(Terms), key=lambda each: each.number)
    assert (one.duty, one.number, two.number) == (two.duty, 1, 2)
    assert one.since < two.since
    assert isinstance(one.pay, Hourly)
    assert one.pay.rate == Money(Decimal(30), "EUR")


def test_terms_may_begin_later_and_then_both_are_shown() -> None:
    talk = Talk().team(sam).command(ana, LINE)
    talk.submit(ana, "set-terms", latest(talk).duty, duty="design", pay="40 EUR/h", since="1 Dec")
    (duty,) = shown(talk).duties
    assert (duty.terms.number, duty.later and duty.later.number) == (1, 2)


def test_a_line_may_say_from_when_and_what_is_no_day_comes_back_in_the_form() -> None:
    talk = Talk().team(sam).command(ana, "terms design: 30 EUR/h, at most 20 h a week, from 1 Dec 2026")
    assert latest(talk).since.isoformat() == "2026-12-01"
    talk.command(ana, "terms shop: 30 EUR/h from soon")
    assert isinstance(talk.answer, FormAsked)
    assert [(each.field, each.why.code) for each in talk.answer.wrong] == [("since", "day")]


def test_a_duty_ends_and_what_was_agreed_for_later_does_not_begin() -> None:
    talk = Talk().team(sam).command(ana, LINE)
    duty = latest(talk).duty
    talk.submit(ana, "set-terms", duty, duty="design", pay="40 EUR/h", since="1 Dec")
    talk.press(ana, "end-terms", duty)
    assert [each.terms.ends is not None for each in shown(talk).duties] == [True]
    assert shown(talk.wait(days=30).command(ana, "terms")).duties == ()
    assert isinstance(talk.press(ana, "end-terms", "nothing").answer, Refused)


def test_a_milestone_hangs_on_an_expectation_and_stays_so_when_prices_change() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> the layout by Friday")
    talk.command(ana, "terms site: project: layout 600 EUR, launch 200 EUR")
    about = f"{latest(talk).duty}/0"
    assert talk.press(ana, "tie-milestone", about).answer == FormAsked("tie-milestone", about)
    talk.submit(ana, "tie-milestone", about, expectation="nothing")
    assert isinstance(talk.answer, FormAsked)
    talk.submit(ana, "tie-milestone", about, expectation=talk.expectation.id)
    talk.command(ana, "terms site: project: layout 700 EUR, launch 200 EUR")
    pay = latest(talk).pay
    assert isinstance(pay, Project)
    assert [each.expectation for each in pay.milestones] == [talk.expectation.id, None]
    assert isinstance(talk.press(ana, "tie-milestone", f"{latest(talk).duty}/7").answer, Refused)


def test_accepting_the_expectation_makes_the_stage_due() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> the page by Friday").command(ana, "terms page: one-off 900 EUR")
    talk.submit(ana, "tie-milestone", f"{latest(talk).duty}/0", expectation=talk.expectation.id)
    assert isinstance(latest(talk).pay, OneOff)
    talk.submit(sam, "deliver", talk.expectation.id).press(ana, "accept", talk.expectation.id)
    (duty,) = shown(talk.command(sam, "terms")).duties
    assert [stage.due_since for stage in duty.stages] == [talk.at.date()]


def test_whoever_is_concerned_is_told_of_new_terms_and_of_their_end() -> None:
    talk = Talk().team(sam, kim)
    talk.submit(ana, "set-terms", talk.engagement.id, duty="Design", pay="30 EUR/h", person=sam)
    assert [each.effect for each in talk.decision.say] == [TellTerms(sam, talk.engagement.id, latest(talk).duty, 1)]
    talk.press(ana, "end-terms", latest(talk).duty)
    assert [each.key for each in talk.decision.say] == [f"terms/{latest(talk).duty}/2/{sam}"]
    talk.command(ana, "terms support: 20 EUR/h")
    assert {each.to for each in talk.decision.say} == {ToPerson(sam), ToPerson(kim)}
