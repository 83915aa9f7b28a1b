"""What is asked before something is sent, in one private card."""

from __future__ import annotations

import pytest

from bot.engine.work import cautions as engine
from bot.vocabulary.answers import BriefChecked
from bot.vocabulary.signals import Reason
from bot.wording.cautions import SENTENCES, brief, short


@pytest.mark.parametrize(("missing", "words"), [(("by",), "One thing"), (("by", "context"), "Two things")])
def test_a_brief_is_questioned_kindly(missing: tuple[str, ...], words: str) -> None:
    card = brief(BriefChecked("D1", missing), "UTC")
    assert words in str(card.headline)
    assert len(card.facts) == len(missing), "why each matters"
    assert [button.action for button in card.buttons] == ["add-missing", "send-as-is"]


def test_what_would_help_besides_is_told_where_something_is_asked_anyway() -> None:
    card = brief(BriefChecked("D1", ("by",), helpful=("one", "example")), "UTC")
    assert "more than one thing in it" in str(card.facts)
    assert "An example" in str(card.facts)


def test_what_is_not_settled_is_named_and_going_ahead_is_one_press() -> None:
    card = brief(BriefChecked("D1", ("by",), (Reason("unvetted", ("Contract", "NDA")),), "E1/sam"), "UTC")
    assert "2 required things are not settled yet" in str(card.headline)
    assert "Open: Contract, NDA. Go ahead anyway?" in str(card.facts)
    assert "Also: no deadline" in str(card.facts)
    assert [button.action for button in card.buttons] == ["send-as-is", "add-missing", "vet"]
    assert card.buttons[-1].about == "E1/sam"
    assert "That you went ahead is kept." in str(card.small_print)


def test_outside_their_hours_delivering_then_comes_first() -> None:
    away = Reason("outside-hours", ("sam", "2026-11-24T14:00:00+00:00"))
    card = brief(BriefChecked("D1", (), (away,)), "America/New_York")
    assert "is back" in str(card.headline)
    assert "Tue 24 Nov 9:00" in str(card.headline)
    assert [(each.label, each.action) for each in card.buttons] == [
        ("Deliver then", "deliver-draft"),
        ("Send now", "send-as-is"),
        ("Not now", "dismiss"),
    ]
    assert "once a day" in str(card.small_print)
    assert "kept" not in str(card.small_print)


def test_a_card_has_no_more_than_three_facts_and_three_buttons() -> None:
    before = Reason("before-hours", ("sam", "2026-11-24T14:00:00+00:00", ""))
    away = Reason("outside-hours", ("sam", "2026-11-24T14:00:00+00:00"))
    many = Reason("many-at-once", ("sam", 6))
    over = Reason("over-capacity", ("sam", 12.0, 10.0))
    card = brief(BriefChecked("D1", ("by",), (over, before, away, many)), "UTC")
    assert len(card.facts) == 3
    assert len(card.buttons) == 3
    assert [button.action for button in card.more] == ["dismiss"]


def test_every_caution_that_is_kept_has_its_words() -> None:
    assert set(SENTENCES) >= engine.RECORDED


def test_what_spoke_against_it_has_a_short_form_for_later() -> None:
    assert short(Reason("unvetted", ("Contract", "NDA"))) == "open were Contract, NDA"
    assert short(Reason("over-capacity", ("sam", 12.0, 10.0))) == "12 h a week of 10"
    assert all(short(Reason(code, ("sam", 1.0, 1.0))) for code in SENTENCES)
