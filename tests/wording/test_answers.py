"""Every answer becomes a card."""

from __future__ import annotations

import pytest

from bot.vocabulary.answers import GoalsShown, LookUp
from bot.vocabulary.view import Moment
from bot.wording.answers import view
from tests.agreed import Talk, ana, joe, sam


def shown(talk: Talk, by: str = "U1") -> str:
    assert talk.answer is not None
    return str(view(talk.answer, talk.situation(ana), ana if by == "U1" else sam))


def test_every_kind_of_answer_is_drawn() -> None:
    assert "invites" in shown(Talk().command(ana, "start @sam"))
    assert "You have joined" in shown(Talk().team(sam))
    assert "Ask for something" in shown(Talk().team(sam).command(ana, "expect"))
    assert "make this easier" in shown(Talk().team(sam).command(ana, "expect @sam new banner"))
    assert "Leave site?" in shown(Talk().team(sam).command(sam, "leave"))
    assert "no command" in shown(Talk().team(sam).command(ana, "hourz"))
    assert "those who have joined" in shown(Talk().team(sam).command(joe, "goals"))
    assert "Which engagement?" in shown(Talk().team(sam).command(ana, "start @lee shop two").command(ana, "end"))
    talk = Talk().team(sam)
    assert "No goals" in str(view(GoalsShown(talk.engagement.id, can_change=True), talk.situation(ana), ana))


def test_whoever_takes_something_on_can_undo_it_there() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday")
    talk.press(sam, "acknowledge", talk.expectation.id)
    assert talk.answer is not None
    card = view(talk.answer, talk.situation(sam), sam)
    assert [button.action for button in card.buttons] == ["undo"]


def test_away_says_when_one_is_back() -> None:
    talk = Talk().team(sam).command(sam, "away until Friday")
    assert talk.answer is not None
    card = view(talk.answer, talk.situation(sam), sam)
    assert [span.words for span in card.headline if isinstance(span, Moment)][-1] == "Fri 27 Nov 0:00"


def test_what_only_looks_is_not_worded_here() -> None:
    with pytest.raises(TypeError):
        view(LookUp("mine", ana), Talk().situation(ana), ana)
