"""Who leaves, and what is closed, keeps nobody waiting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.decide import befallen
from bot.engine.departures import Concerned
from bot.vocabulary.agreements import Expectation, ExpectationState, ExpectationStep, Move
from bot.vocabulary.model import Side
from bot.vocabulary.records import Gap, GapState, Member, MemberState, Outgoing, OutgoingState, Reach
from bot.vocabulary.tenancy import ConversationClosed, ConversationMoved, PersonLeft, Purged, Rekeyed, WorkspaceLeft
from tests.kept import ACME, KIM, NOW, SAM, SHOP, SITE, expectation, gap, later, member, outgoing

LEAVES = PersonLeft(ACME, SAM, None, later(9))


def test_a_workspace_that_was_left_is_purged_as_of_that_moment() -> None:
    assert befallen(WorkspaceLeft(ACME, NOW), Concerned()).remember == (Purged(ACME, NOW),)


def test_what_had_ended_before_stays_as_it_ended() -> None:
    answered = gap(state=GapState.ANSWERED, closed_at=later(2))
    assert befallen(ConversationClosed(ACME, SITE, later(9)), Concerned((answered,))).remember == ()


def test_nothing_ends_before_it_began() -> None:
    (ended,) = befallen(ConversationClosed(ACME, SITE, NOW), Concerned((gap(1),))).remember
    assert isinstance(ended, Gap)
    assert ended.closed_at == ended.asked_at


@pytest.mark.parametrize("state", [OutgoingState.SENDING, OutgoingState.UNKNOWN])
def test_what_is_under_way_settles_by_itself(state: OutgoingState) -> None:
    assert befallen(LEAVES, Concerned(posts=(outgoing("a", state=state),))).remember == ()


def test_what_waits_to_be_posted_says_why_it_is_not() -> None:
    (ended,) = befallen(LEAVES, Concerned(posts=(outgoing("a"),))).remember
    assert isinstance(ended, Outgoing)
    assert (ended.state, ended.why and ended.why.code) == (OutgoingState.SUPPRESSED, "left")


def test_expectations_of_who_left_are_withdrawn_by_nobody_and_their_cards_say_so() -> None:
    decision = befallen(LEAVES, Concerned(expectations=(expectation(1),)))
    now, step = decision.remember
    assert isinstance(now, Expectation)
    assert isinstance(step, ExpectationStep)
    assert (now.state, step.move, step.by) == (ExpectationState.WITHDRAWN, Move.WITHDRAW, None)
    assert [say.card for say in decision.say] == ["expectation/e1"]


def test_only_who_had_joined_leaves() -> None:
    members = (
        member(SAM, Side.ASSISTANT),
        member(SAM, Side.ASSISTANT, MemberState.DECLINED),
        member(SAM, Side.ASSISTANT, MemberState.LEFT),
    )
    assert befallen(LEAVES, Concerned(members=members)).remember == (
        Member(ACME, members[0].engagement, SAM, Side.ASSISTANT, MemberState.LEFT, later(9)),
    )


def test_what_others_wait_for_in_that_conversation_goes_on() -> None:
    leaves = PersonLeft(ACME, SAM, SITE, later(9))
    remembered = befallen(leaves, Concerned((gap(1), gap(2, owed_by=KIM)))).remember
    assert [each.owed_by for each in remembered if isinstance(each, Gap)] == [SAM]


def test_a_moved_conversation_is_read_back_from_the_earlier_of_both_watermarks() -> None:
    known = (Reach(ACME, SITE, later(3), True), Reach(ACME, SHOP, later(1), True))
    moved = ConversationMoved(ACME, SITE, SHOP, later(9))
    assert befallen(moved, Concerned(reaches=known)).remember == (
        Rekeyed(ACME, SITE, SHOP),
        replace(known[1], is_reconciled=False),
    )
