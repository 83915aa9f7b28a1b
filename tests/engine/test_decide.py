"""The one door: the same facts give the same decisions, in whatever order they arrive."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.decide import decide
from bot.vocabulary.events import Spoken
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import Gap, GapState, Mark
from tests.builders import ana, asks, bot, deletes, edits, kim, marks, reacts, sam, says, takes_back
from tests.playbook import SIDES, Playbook

QUESTION = asks(ana, of=sam, at="mon 10:00", text="is the header done?")
ANSWER = says(sam, "the header is done since noon", "mon 12:00", thread=QUESTION)
STORIES: dict[str, list[Spoken]] = {
    "answered": [QUESTION, ANSWER, reacts(ana, "+1", ANSWER, "mon 12:01")],
    "deleted": [QUESTION, ANSWER, deletes(QUESTION, "mon 12:30")],
    "edited": [
        QUESTION,
        edits(QUESTION, "@sam the header is done.", "mon 10:05"),
        deletes(ANSWER, "mon 13:00"),
        ANSWER,
    ],
    "edited into": [
        says(ana, "@sam the header.", "mon 9:00", to=(sam,)),
        edits(QUESTION, "@sam is the header done, or the footer?", "mon 10:05"),
        QUESTION,
        ANSWER,
    ],
    "reacted": [QUESTION, reacts(sam, "eyes", QUESTION, "mon 10:01"), reacts(sam, "+1", QUESTION, "mon 10:02")],
    "taken back": [QUESTION, reacts(sam, "+1", QUESTION, "mon 10:01"), takes_back(sam, "+1", QUESTION, "mon 10:02")],
    "marked": [QUESTION, marks(sam, QUESTION, Mark.NOT_A_QUESTION, "mon 10:01"), ANSWER],
    "asked again": [QUESTION, asks(ana, of=sam, at="mon 10:30"), says(ana, "never mind, found it", "mon 10:31")],
    "a crowd": [
        says(kim, "morning all", "mon 9:59"),
        QUESTION,
        says(sam, "which header do you mean?", "mon 10:10", reply_to=QUESTION),
        says(bot, "Sam is typing.", "mon 10:11"),
        says(ana, "@sam the one on top", "mon 10:12", to=(sam,)),
    ],
}


def ended(events: list[Spoken]) -> list[Gap]:
    return Playbook(sides=SIDES).hears(*events).gaps


@pytest.mark.parametrize("story", STORIES)
def test_every_order_of_arrival_ends_in_one_state(story: str) -> None:
    events = STORIES[story]
    in_order = ended(sorted(events, key=lambda event: event.at))
    for order in permutations(events):
        assert ended(list(order)) == in_order, [event.at for event in order]


@given(st.permutations([event for story in ("a crowd", "reacted") for event in STORIES[story][1:]]))
def test_two_stories_told_at_once_end_alike_in_any_order(order: list[Spoken]) -> None:
    """Bar R4."""
    facts = {(type(event), event.key): event for event in order}
    in_order = ended(sorted(facts.values(), key=lambda event: event.at))
    assert ended(list(facts.values())) == in_order


def test_a_decision_says_why() -> None:
    play = Playbook().hears(QUESTION)
    (decision,) = (decision for _, decision in play.decisions)
    assert {"named", "question"} <= {reason.code for reason in decision.because}


def test_deciding_changes_nothing_by_itself() -> None:
    play = Playbook().hears(QUESTION)
    before = list(play.situation.room.gaps.waiting())
    assert decide(ANSWER, play.situation) == decide(ANSWER, play.situation)
    assert list(play.situation.room.gaps.waiting()) == before


def test_somebody_who_has_not_joined_leaves_no_trace() -> None:
    """Bar S22: nothing is recorded about a person who has not joined, nor may they be waited for."""
    play = Playbook()
    play.situation = replace(play.situation, policy=Policy(), joined=frozenset({ana}))
    play.hears(QUESTION, says(sam, "can you tell me which one?", "mon 10:05", to=(ana,)))
    assert play.gaps == []
    assert [record for _, decision in play.decisions[1:] for record in decision.remember] == []


def test_a_late_answer_finds_the_question_answered_since_then() -> None:
    late = says(sam, "it was done on Friday", "mon 10:30", reply_to=QUESTION)
    play = Playbook().hears(QUESTION, says(kim, "lunch?", "mon 12:00"), late)
    assert play.states()[sam] is GapState.ANSWERED
