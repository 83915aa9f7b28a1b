"""What is asked before something is sent, in one private card."""

from __future__ import annotations

import pytest

from bot.engine import cautions as engine
from bot.vocabulary.answers import BriefChecked
from bot.vocabulary.signals import Reason
from bot.wording.cautions import SENTENCES, brief


@pytest.mark.parametrize(("missing", "words"), [(("by",), "One thing"), (("by", "context"), "Two things")])
def test_a_brief_is_questioned_kindly(missing: tuple[str, ...], words: str) -> None:
    card = brief(BriefChecked("D1", missing), "UTC")
    assert words in str(card.headline)
    assert [button.action for button in card.buttons] == ["add-missing", "send-as-is"]


def test_what_is_not_settled_is_named_and_going_ahead_is_one_press() -> None:
    card = brief(BriefChecked("D1", ("by",), (Reason("unvetted", ("Contract", "NDA")),), "E1/sam"), "UTC")
    assert "2 required things are not settled yet" in str(card.headline)
    assert "Open: Contract, NDA. Go ahead anyway?" in str(card.facts)
    assert "Also: no deadline" in str(card.facts)
    assert [button.action for button in card.buttons] == ["send-as-is", "add-missing", "vet"]
    assert card.buttons[-1].about == "E1/sam"


def test_every_caution_that_is_kept_has_its_words() -> None:
    assert set(SENTENCES) >= engine.RECORDED
