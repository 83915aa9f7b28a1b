"""The form of terms: each field is looked at, and what is wrong stands beside it."""

from __future__ import annotations

import pytest

from bot.engine.money.terms_form import MOST
from bot.vocabulary.answers import FormAsked
from bot.vocabulary.terms import Cap, Per, Terms
from tests.agreed import Talk, ana, joe, sam

GOOD = {"duty": "Design", "pay": "30 EUR/h"}


def sent(talk: Talk, **values: str) -> dict[str, str]:
    talk.submit(ana, "set-terms", talk.engagement.id, **{**GOOD, **values})
    assert isinstance(talk.answer, FormAsked)
    return {each.field: each.why.code for each in talk.answer.wrong}


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"duty": ""}, {"duty": "duty-name"}),
        ({"duty": "a: b"}, {"duty": "duty-name"}),
        ({"duty": "x" * 90}, {"duty": "too-long"}),
        ({"pay": ""}, {"pay": "pay"}),
        ({"pay": "lots", "cap": "much"}, {"pay": "pay", "cap": "cap"}),
        ({"person": joe}, {"person": "duty-person"}),
        ({"person": ana}, {"person": "duty-person"}),
        ({"since": "soon"}, {"since": "day"}),
        ({"since": "2024-01-01"}, {"since": "day-long-ago"}),
    ],
)
def test_each_mistake_stands_at_its_field_and_nothing_is_kept(values: dict[str, str], wrong: dict[str, str]) -> None:
    talk = Talk().team(sam)
    assert sent(talk, **values) == wrong
    assert not talk.all(Terms)


def test_all_of_it_is_kept() -> None:
    talk = Talk().team(sam)
    talk.submit(ana, "set-terms", talk.engagement.id, **GOOD, cap="9 h a week", person=sam, since="1 Nov 2026")
    (kept,) = talk.all(Terms)
    assert (kept.person, kept.since.isoformat(), kept.cap) == (sam, "2026-11-01", Cap(Per.WEEK, minutes=540))


def test_the_first_terms_may_begin_in_the_past_and_later_ones_not() -> None:
    talk = Talk().team(sam)
    talk.submit(ana, "set-terms", talk.engagement.id, **GOOD, since="1 Nov 2026")
    assert len(talk.all(Terms)) == 1
    assert sent(talk, since="2 Nov 2026") == {"since": "terms-past"}


def test_there_is_an_end_to_duties() -> None:
    talk = Talk().team(sam)
    for number in range(MOST):
        talk.submit(ana, "set-terms", talk.engagement.id, duty=f"Duty {number}", pay="30 EUR/h")
    assert sent(talk, duty="One more") == {"duty": "duties-many"}
