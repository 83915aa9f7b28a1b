"""The gaps of a conversation are found by whatever a rule asks for."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.gaps.ledger import Change, Ledger
from bot.vocabulary.records import Gap, GapState
from bot.vocabulary.signals import ASKS, Heard, Link, Reading, Reason
from tests.builders import SITE, WORKSPACE, ana, asks, at, kim, sam, says

QUESTION = asks(ana, of=sam, at="mon 10:00")
AGAIN = asks(ana, of=sam, at="mon 11:00")
GAP = Gap(
    WORKSPACE, SITE, None, QUESTION.message, ana, sam, None, QUESTION.at, at("tue 10:00"), ASKS, (Reason("named"),)
)


def with_gap() -> Ledger:
    ledger = Ledger()
    ledger.put(GAP)
    return ledger


def test_a_gap_is_found_by_message_debtor_asker_and_pair() -> None:
    ledger = with_gap()
    assert ledger.about(QUESTION.message) == [GAP]
    assert ledger.owed(sam, None) == [GAP]
    assert ledger.asked(ana, None) == [GAP]
    assert ledger.between(ana, sam, None) == GAP
    assert ledger.between(ana, kim, None) is None


def test_an_ended_gap_is_owed_by_nobody_but_still_known_by_its_message() -> None:
    ledger = with_gap()
    ended = replace(GAP, state=GapState.ANSWERED)
    ledger.put(ended)
    assert ledger.owed(sam, None) == ledger.asked(ana, None) == []
    assert ledger.about(QUESTION.message) == [ended]


def test_a_joined_ask_leads_to_the_gap_it_joined() -> None:
    ledger = with_gap()
    joined = replace(GAP, joined=(AGAIN.message,))
    ledger.put(joined)
    assert ledger.about(AGAIN.message) == [joined]


def test_what_the_asker_goes_on_to_say_leads_to_the_gap_and_what_others_say_does_not() -> None:
    ledger = with_gap()
    for author, leads in ((ana, [GAP]), (sam, [])):
        posted = says(author, "and the footer", "mon 10:01")
        link = Link(QUESTION.message, 1.0, Reason("goes-on"))
        ledger.go_on(Heard(posted.message, posted.at, author, None, None, False, Reading(), link))
        assert ledger.about(posted.message) == leads


def test_taking_back_a_change_leaves_no_trace() -> None:
    ledger = with_gap()
    ledger.take_back(Change(None, GAP))
    assert not ledger
    assert ledger.about(QUESTION.message) == ledger.owed(sam, None) == []


def test_only_what_has_ended_is_let_go() -> None:
    ledger = with_gap()
    ledger.let_go(GAP)
    assert ledger.now(GAP) == GAP
    ledger.put(replace(GAP, state=GapState.DISMISSED))
    ledger.let_go(GAP)
    assert ledger.now(GAP) is None


def test_a_copy_goes_its_own_way() -> None:
    ledger = with_gap()
    twin = ledger.copy()
    twin.put(replace(GAP, state=GapState.ANSWERED))
    assert ledger.owed(sam, None) == [GAP]


def test_taking_back_an_end_keeps_what_the_asker_had_gone_on_to_say() -> None:
    ledger = with_gap()
    posted = says(ana, "and the footer", "mon 10:01")
    link = Link(QUESTION.message, 1.0, Reason("goes-on"))
    ledger.go_on(Heard(posted.message, posted.at, ana, None, None, False, Reading(), link))
    ended = replace(GAP, state=GapState.ANSWERED)
    ledger.put(ended)
    ledger.take_back(Change(GAP, ended))
    assert ledger.about(posted.message) == [GAP]
