"""What can be afforded over all duties, and rates between currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.vocabulary.answers import FormAsked
from bot.vocabulary.budget import TermsShown
from bot.vocabulary.terms import Ceiling, ExchangeRate
from tests.agreed import Talk, ana, joe, sam


@pytest.fixture
def talk() -> Talk:
    return Talk().team(sam)


def test_a_ceiling_over_all_people_and_one_for_a_person(talk: Talk) -> None:
    talk.submit(ana, "set-ceiling", talk.engagement.id, cap="5000 EUR a month")
    talk.submit(ana, "set-ceiling", talk.engagement.id, cap="20 h a week", person=sam)
    assert [(each.scope, each.person) for each in talk.all(Ceiling)] == [("all", None), (sam, sam)]
    assert isinstance(talk.answer, TermsShown)
    assert [person for person, _ in talk.answer.ceilings] == [sam, None]


def test_nothing_typed_takes_it_away_and_the_past_is_kept(talk: Talk) -> None:
    talk.submit(ana, "set-ceiling", talk.engagement.id, cap="5000 EUR a month")
    talk.submit(ana, "set-ceiling", talk.engagement.id, cap="")
    assert [each.number for each in talk.all(Ceiling)] == [1, 2]
    assert isinstance(talk.answer, TermsShown)
    assert talk.answer.ceilings == ()


def test_what_is_wrong_stands_at_its_field(talk: Talk) -> None:
    talk.press(ana, "set-ceiling", talk.engagement.id)
    assert talk.answer == FormAsked("set-ceiling", talk.engagement.id)
    talk.submit(ana, "set-ceiling", talk.engagement.id, cap="lots", person=joe)
    assert isinstance(talk.answer, FormAsked)
    assert {each.field for each in talk.answer.wrong} == {"cap", "person"}
    assert not talk.all(Ceiling)


def test_a_rate_is_given_and_given_anew(talk: Talk) -> None:
    talk.submit(ana, "set-rate", talk.engagement.id, rate="1 USD = 0.92 EUR")
    talk.submit(ana, "set-rate", talk.engagement.id, rate="1 usd=0,93 eur")
    assert [(each.number, each.rate) for each in talk.all(ExchangeRate)] == [(1, Decimal("0.92")), (2, Decimal("0.93"))]
    assert isinstance(talk.answer, TermsShown)
    assert [each.number for each in talk.answer.rates] == [2]


@pytest.mark.parametrize("words", ["", "1 USD", "1 USD = 0 EUR", "1 USD = 2 USD", "1 USD = 2 XXX", "2 USD = 3 EUR"])
def test_what_is_no_rate_is_refused(talk: Talk, words: str) -> None:
    talk.submit(ana, "set-rate", talk.engagement.id, rate=words)
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.wrong
    assert talk.press(ana, "set-rate", talk.engagement.id).answer == FormAsked("set-rate", talk.engagement.id)
    assert not talk.all(ExchangeRate)
