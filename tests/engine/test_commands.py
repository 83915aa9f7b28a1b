"""The way from what was told to its rule: understood, let in, handed on."""

from __future__ import annotations

import pytest

from bot.engine.commands import RULES, told
from bot.engine.engagements import choosing
from bot.engine.workload import room_for_more
from bot.vocabulary.actions import ACTIONS
from bot.vocabulary.answers import LookUp, Refused, Said
from bot.vocabulary.commands import COMMANDS
from bot.vocabulary.events import WakeupDue
from bot.vocabulary.records import Mark
from bot.vocabulary.sending import OF_SOMEBODY
from tests.agreed import ACME, MONDAY, Talk, ana, joe, sam


def test_everything_declared_has_its_rule() -> None:
    declared = {each.name for each in (*COMMANDS, *ACTIONS)}
    assert set(RULES) == declared


def test_a_slip_is_answered_with_what_was_meant() -> None:
    talk = Talk().team(sam).command(sam, "hourz")
    assert isinstance(talk.answer, Refused)
    assert talk.answer.reason.facts == ("hourz", "hours")


@pytest.mark.parametrize("command", ["home", "mine", "waiting", "health", "digest", "help", "export", "privacy"])
def test_what_only_looks_keeps_nothing(command: str) -> None:
    talk = Talk().team(sam)
    before = dict(talk.records)
    talk.command(sam, command)
    assert isinstance(talk.answer, LookUp)
    assert talk.records == before


@pytest.mark.parametrize(
    ("action", "mark"),
    [("answered", Mark.ANSWERED), ("waiting-for-this", Mark.WAITING), ("not-a-question", Mark.NOT_A_QUESTION)],
)
def test_what_somebody_says_a_message_is_goes_on_to_its_conversation(action: str, mark: Mark) -> None:
    talk = Talk().team(sam).press(sam, action, "C1/17.5")
    assert isinstance(talk.answer, Said)
    assert talk.decision.because[0].facts == (mark,)


def test_a_stranger_cannot_say_what_a_message_is() -> None:
    assert isinstance(Talk().team(sam).press(joe, "answered", "C1/17.5").answer, Refused)


def test_a_moment_of_something_that_is_gone_means_nothing() -> None:
    talk = Talk().team(sam)
    decision = told(WakeupDue(ACME, "expire", "C1/gone", "0", MONDAY), talk.situation(ana))
    assert (decision.remember, decision.say) == ((), ())


def test_in_a_direct_message_ones_own_engagement_is_meant() -> None:
    talk = Talk().team(sam)
    talk.conversation = type(talk.conversation)("D1")
    talk.command(sam, "goals")
    assert not isinstance(talk.answer, Refused)


def test_moments_of_somebody_are_those_of_the_rules_that_store_them() -> None:
    assert {choosing.FORGET, room_for_more.ROOM} == OF_SOMEBODY
