"""Every code that an answer carries has its sentence, in the voice of the house."""

from __future__ import annotations

import re

import pytest

from bot.vocabulary.agreements import Move
from bot.vocabulary.deadlines import Why
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import Code
from bot.wording.replies import SENTENCES, plain, said
from tests.house.source import ROOT

SAID = re.compile(r"(?:Refused|Said|Wrong|IllegalMove|Unclear)\((?:\s*\"?\w*\"?,)?\s*Reason\(\s*\"([a-z_-]+)\"")
WORDED_ELSEWHERE = {"away", "put-off", "check-in-skipped", "feedback-again"}
FACTS: dict[str, tuple[str | float, ...]] = {
    "not-allowed": ("settings", "assistant"),
    "not-yours": ("acknowledge", "doer"),
    "not-now": ("deliver", "accepted"),
    "undo-late": (5.0,),
    "unknown-command": ("hourz", "hours"),
    "absence-which": ("12/5", "2026-12-05", "2026-05-12"),
    "room-yes": (8.0,),
    "effort": (1000.0,),
    "vetting-many": (20,),
    "vetting-long": (100,),
    "too-long": (500.0,),
    "too-many-people": (10.0,),
    "capacity": (80.0,),
    "room": (80.0,),
    "owners-only": (),
    "amounts": ("40 EUR", "50 EUR"),
    "currency-which": ("$40", "$", "AUD", "CAD"),
    "durations": ("2h", "3h"),
    "duties-many": (20,),
    "duty-then": ("Design", "2026-11-24"),
    "money-decimals": ("40.5 JPY", 0.0),
    "pay-project": (20.0,),
}


def worded(code: str) -> str:
    found = SENTENCES[code]
    return found if isinstance(found, str) else plain(Reason(code, FACTS.get(code, ("Friday",))))


def test_every_code_the_engine_answers_with_has_a_sentence() -> None:
    used = {code for path in (ROOT / "bot" / "engine").rglob("*.py") for code in SAID.findall(path.read_text("utf-8"))}
    assert len(used) > 20, "the pattern finds nothing any more"
    assert used - set(SENTENCES) <= WORDED_ELSEWHERE


def test_what_is_put_together_from_parts_has_its_sentences_too() -> None:
    assert {f"deadline-{why.replace(' ', '-')}" for why in Why} <= set(SENTENCES)
    assert {f"words-{move}" for move in (Move.ASK, Move.ANSWER, Move.RETURN)} <= set(SENTENCES)
    assert {f"setting-{name}" for name in ("answer_within", "acknowledge_within", "warn_at")} <= set(SENTENCES)


@pytest.mark.parametrize("code", sorted(set(SENTENCES) - {"as-told"}))
def test_a_sentence_is_brief_plain_and_never_loud(code: str) -> None:
    sentence = worded(code)
    assert sentence[0].isupper() or sentence[0] in "“`"
    assert sentence.endswith((".", "?"))
    assert "!" not in sentence
    assert len(sentence) <= 150
    assert not re.search(r"\b(?:SLA|violation|score|performance|overdue)\b", sentence)


@pytest.mark.parametrize("role", ["stranger", "visitor", "admin", "removed", "assistant"])
def test_who_may_not_is_told_what_they_can_do(role: str) -> None:
    assert "“/openline help”" in plain(Reason("not-allowed", ("settings", role))) or role == "removed"


def test_what_is_to_be_typed_is_set_apart_on_a_card_and_quoted_beside_a_field() -> None:
    never = Reason("never-open")
    assert said(never) == ("Your calendar never opens again. ", Code("hours"), " changes it.")
    assert plain(never) == "Your calendar never opens again. “hours” changes it."


def test_what_somebody_typed_sets_nothing_apart() -> None:
    assert said(Reason("zone", ("`Mars`",)))[0] == plain(Reason("zone", ("`Mars`",)))
