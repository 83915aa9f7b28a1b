"""What is logged is kept, flagged where it goes beyond a cap, and for the other side to see."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.vocabulary.agreements import Draft
from bot.vocabulary.answers import FormAsked, Refused, WhichEngagement
from bot.vocabulary.booked import ShowEntries, TellBudget
from bot.vocabulary.budget import EntryShown
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.entries import BudgetWarned, Entry, EntryKind, EntryState, EntryStep
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.money import Money
from bot.vocabulary.terms import NO_DUTY
from tests.agreed import Talk, ana, joe, kim, lee, sam

HOURLY = "terms design: 30 EUR/h, at most 20 h a week"


def team(*people: PersonId, terms: str = HOURLY) -> Talk:
    return Talk().team(*(people or (sam,))).command(ana, terms)


def latest(talk: Talk) -> Entry:
    return max(talk.all(Entry), key=lambda each: each.at)


def refusal(talk: Talk) -> str:
    assert isinstance(talk.answer, FormAsked)
    return talk.answer.wrong[0].why.code


def test_time_is_logged_for_oneself_with_what_is_due_and_left() -> None:
    talk = team().command(sam, "log 2h30 landing page")
    entry = latest(talk)
    assert (entry.kind, entry.person, entry.by, entry.minutes) == (EntryKind.TIME, sam, sam, 150)
    assert isinstance(talk.answer, EntryShown)
    assert talk.answer.due == Money(Decimal("75.00"), "EUR")
    assert [each.left for each in talk.answer.usages] == [1050]
    assert [each.number for each in talk.all(EntryStep)] == [0]


def test_the_other_side_is_asked_once_a_day_when_their_next_day_begins() -> None:
    talk = team().command(sam, "log 2h logo").command(sam, "log 1h menu")
    asked = [each for each in talk.said if isinstance(each.effect, ShowEntries)]
    assert len({each.key for each in asked}) == 1
    assert asked[0].to == ToPerson(ana)
    assert asked[0].not_before is not None
    assert asked[0].not_before.isoformat() == "2026-11-24T08:00:00+00:00"


@pytest.mark.parametrize(
    ("line", "code"),
    [("2h", "entry-words"), ("logo", "entry"), ("cost 40 photos", "currency-missing"), ("2h logo Monday", "day-which")],
)
def test_what_is_unclear_opens_the_form_with_what_was_typed(line: str, code: str) -> None:
    talk = team().command(sam, f"log {line}")
    assert refusal(talk) == code
    assert isinstance(talk.answer, FormAsked)
    assert [value.text for value in talk.answer.values] == [line]
    assert not talk.all(Entry)


def test_without_a_line_the_form_is_empty_and_sent_empty_it_says_so() -> None:
    talk = team().command(sam, "log")
    assert talk.answer == FormAsked("log", talk.engagement.id)
    assert refusal(talk.submit(sam, "log", talk.engagement.id, entry="")) == "entry"


def test_owners_log_payments_and_nobody_elses_time() -> None:
    talk = team()
    assert refusal(talk.command(ana, "log 2h logo")) == "owners-log"
    talk.command(ana, "log paid 500 EUR")
    assert (latest(talk).person, latest(talk).by, latest(talk).duty) == (sam, ana, NO_DUTY)


def test_of_several_people_it_is_asked_whose_payment_it_is() -> None:
    talk = team(sam, lee)
    assert refusal(talk.command(ana, "log paid 500 EUR")) == "whose"
    talk.submit(ana, "log", talk.engagement.id, entry="paid 500 EUR", person=lee)
    assert latest(talk).person == lee


def test_of_several_duties_it_is_asked_which() -> None:
    talk = team().command(ana, "terms support: retainer 40 h a month")
    assert refusal(talk.command(sam, "log 2h logo")) == "duty"
    support = next(duty for duty in talk.situation(sam).affairs[0].books.duties if duty != "design")
    talk.submit(sam, "log", talk.engagement.id, entry="2h logo", duty=support)
    assert latest(talk).duty == support
    assert latest(talk.command(sam, "log design: 1h menu")).minutes == 60


def test_a_duty_of_one_person_is_not_for_another() -> None:
    talk = Talk().team(sam, lee)
    talk.submit(ana, "set-terms", talk.engagement.id, duty="Design", pay="30 EUR/h", person=sam)
    assert latest(talk.command(lee, "log 2h logo")).duty == NO_DUTY


def test_before_any_terms_it_is_kept_and_counts_for_no_cap() -> None:
    talk = Talk().team(sam).command(sam, "log 2h logo")
    assert latest(talk).duty == NO_DUTY
    assert isinstance(talk.answer, EntryShown)
    assert talk.answer.usages == ()


def test_a_sale_needs_a_commission_and_its_currency() -> None:
    assert refusal(team().command(sam, "log sale 100 EUR")) == "no-commission"
    talk = team(terms="terms sales: commission 10 %, 12 % above 1000 EUR")
    assert refusal(talk.command(sam, "log sale 100 USD")) == "sale-currency"
    talk.command(ana, "log sale 100 EUR order 88")
    assert (latest(talk).person, latest(talk).money) == (sam, Money(Decimal("100.00"), "EUR"))


def test_a_duty_that_did_not_hold_then_is_named_as_such() -> None:
    assert refusal(team().command(sam, "log design: 2h logo yesterday")) == "duty-then"


def test_what_goes_beyond_a_cap_is_kept_and_flagged_and_both_are_told() -> None:
    talk = team().command(sam, "log 19h logo")
    assert latest(talk).over == ()
    talk.command(sam, "log 2h menu")
    assert latest(talk).minutes == 120
    assert len(latest(talk).over) == 1
    told = [each for each in talk.said if isinstance(each.effect, TellBudget) and each.effect.level == "100"]
    assert {each.to for each in told} == {ToPerson(ana), ToPerson(sam)}
    assert {each.level for each in talk.all(BudgetWarned)} == {"50", "80", "100"}


def test_a_correction_keeps_the_history_and_asks_the_other_side_again() -> None:
    talk = team().command(sam, "log 2h logo")
    entry = latest(talk)
    talk.press(ana, "confirm-entry", entry.id)
    talk.press(sam, "correct-entry", entry.id)
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.values[0].text == "2h00 logo on 2026-11-23"
    talk.submit(sam, "correct-entry", entry.id, entry="3h logo", duty=entry.duty)
    corrected = latest(talk)
    assert (corrected.id, corrected.minutes, corrected.state) == (entry.id, 180, EntryState.LOGGED)
    assert [(each.number, each.minutes, each.state) for each in talk.all(EntryStep)] == [
        (0, 120, EntryState.LOGGED),
        (1, 120, EntryState.CONFIRMED),
        (2, 180, EntryState.LOGGED),
    ]


def test_a_correction_downwards_takes_the_flag_away_and_warns_of_nothing_again() -> None:
    talk = team().command(sam, "log 21h logo")
    assert refusal(talk.submit(sam, "correct-entry", latest(talk).id, entry="25h logo")) == "duration-day"
    said = len(talk.said)
    talk.submit(sam, "correct-entry", latest(talk).id, entry="11h logo")
    assert latest(talk).over == ()
    assert not [each for each in talk.said[said:] if isinstance(each.effect, TellBudget)]


def test_only_whoever_wrote_it_down_corrects_it() -> None:
    talk = team().command(sam, "log 2h logo")
    assert isinstance(talk.submit(ana, "correct-entry", latest(talk).id, entry="1h logo").answer, Refused)
    assert isinstance(talk.press(sam, "correct-entry", "nothing").answer, Refused)
    assert latest(talk).minutes == 120


def test_guests_and_outsiders_who_have_joined_log_their_own_and_strangers_nothing() -> None:
    talk = team(lee, kim)
    for person in (lee, kim):
        talk.command(person, "log 2h logo")
        assert latest(talk).person == person
    before = len(talk.all(Entry))
    assert isinstance(talk.command(joe, "log 2h logo").answer, Refused)
    assert len(talk.all(Entry)) == before


def test_where_several_engagements_may_be_meant_the_line_is_kept_for_the_one_that_is_chosen() -> None:
    talk = Talk().team(sam).command(ana, HOURLY)
    first, talk.conversation = talk.engagement.id, ConversationId("C2")
    talk.team(sam).conversation = ConversationId("D1")
    talk.command(sam, "log 2h logo")
    assert isinstance(talk.answer, WhichEngagement)
    assert talk.answer.draft
    talk.press(sam, "log", f"{first}/{talk.answer.draft}")
    assert (latest(talk).words, latest(talk).engagement) == ("logo", first)
    assert [each.is_used for each in talk.all(Draft)] == [True]
