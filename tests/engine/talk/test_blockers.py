"""A blocker becomes a gap owed by the owner."""

import pytest

from bot.engine.reminding.nudging import TURN
from bot.engine.talk.blockers import OWNERS, says_something
from bot.vocabulary.answers import BlockerShown, FormAsked, Refused
from bot.vocabulary.checkins import Blocker, BlockerKind, BlockerState, CheckIn, TellBlocker
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.model import Side
from bot.vocabulary.records import Gap, GapState, Member, MemberState
from tests.agreed import ACME, MONDAY, Talk, ana, joe, lee, new_york, sam


def stuck(words: str = "no logo", **answers: str) -> Talk:
    talk = Talk().team(sam).wait(hours=2)
    return talk.submit(sam, "checkin", talk.all(CheckIn)[0].id, in_the_way=words, **answers)


def gap(talk: Talk) -> Gap:
    (it,) = talk.all(Gap)
    return it


def blocker(talk: Talk) -> Blocker:
    (it,) = talk.all(Blocker)
    return it


def test_what_is_in_the_way_is_a_gap_that_the_owner_owes() -> None:
    talk = stuck()
    it = gap(talk)
    assert (it.asked_by, it.owed_by, it.state) == (sam, ana, GapState.OPEN)
    assert it.due_at == new_york(25, 4), "8 working hours of hers, from Tuesday 9:00 on: Wednesday 10:00 in Berlin"
    assert talk.decision.say[-1].effect == TellBlocker(ana, blocker(talk).id)


def test_it_is_nudged_like_any_gap() -> None:
    talk = stuck()
    assert [(each.kind, each.subject, each.at) for each in talk.decision.wake] == [(TURN, ana, gap(talk).due_at)]


def test_what_is_unclear_is_owed_as_well() -> None:
    talk = stuck("", unclear="which blue?")
    assert blocker(talk).kind is BlockerKind.UNCLEAR


@pytest.mark.parametrize("words", ["", "no", "Nothing.", "none", "-", "N/A", "all good!"])
def test_what_says_that_there_is_nothing_opens_nothing(words: str) -> None:
    assert not says_something(words)
    assert not stuck(words).all(Blocker)


def test_an_answer_closes_it_and_goes_to_who_is_stuck() -> None:
    talk = stuck()
    talk.submit(ana, "answer-blocker", blocker(talk).id, words="use the old one")
    assert gap(talk).state is GapState.ANSWERED
    assert (blocker(talk).state, blocker(talk).answer) == (BlockerState.ANSWERED, "use the old one")
    assert {say.to for say in talk.decision.say} == {ToPerson(ana), ToPerson(sam)}
    assert talk.answer == BlockerShown(blocker(talk).id)


def test_pressing_answer_opens_its_form() -> None:
    talk = stuck()
    talk.press(ana, "answer-blocker", blocker(talk).id)
    assert isinstance(talk.answer, FormAsked)


def test_an_empty_answer_is_asked_for_again() -> None:
    talk = stuck()
    talk.submit(ana, "answer-blocker", blocker(talk).id, words="")
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.wrong
    assert gap(talk).is_waiting


def test_calling_today_acknowledges_and_the_other_side_knows() -> None:
    talk = stuck()
    talk.press(ana, "call-today", blocker(talk).id)
    assert gap(talk).state is GapState.ACKNOWLEDGED
    assert gap(talk).is_waiting
    assert ToPerson(sam) in {say.to for say in talk.decision.say}


def test_who_is_stuck_can_say_that_it_is_solved() -> None:
    talk = stuck()
    talk.press(sam, "blocker-solved", blocker(talk).id)
    assert gap(talk).state is GapState.ANSWERED


@pytest.mark.parametrize("action", ["answered", "not-a-question"])
def test_closing_it_from_a_nudge_does_the_same(action: str) -> None:
    talk = stuck()
    talk.press(sam, action, gap(talk).message)
    assert not gap(talk).is_waiting


def test_taken_out_of_the_answer_it_is_taken_back() -> None:
    talk = stuck()
    talk.submit(sam, "checkin", talk.all(CheckIn)[0].id, in_the_way="nothing")
    assert gap(talk).state is GapState.WITHDRAWN
    assert blocker(talk).state is BlockerState.WITHDRAWN


def test_reworded_it_keeps_waiting_since_it_was_first_told() -> None:
    talk = stuck()
    since = gap(talk).asked_at
    talk.wait(hours=1).submit(sam, "checkin", talk.all(CheckIn)[0].id, in_the_way="no logo and no texts")
    assert (gap(talk).asked_at, blocker(talk).words) == (since, "no logo and no texts")


def test_the_same_thing_in_the_next_check_in_waits_once_and_since_then() -> None:
    talk = stuck().wait(days=2)
    latest = max(talk.all(CheckIn), key=lambda each: each.slot)
    talk.submit(sam, "checkin", latest.id, in_the_way="No logo")
    assert len(talk.all(Gap)) == 1


def test_of_several_owners_one_answer_is_enough() -> None:
    talk = Talk().team(sam)
    talk._keep([Member(ACME, talk.engagement.id, joe, Side.OWNER, MemberState.JOINED, MONDAY)])
    talk.wait(hours=2).submit(sam, "checkin", talk.all(CheckIn)[0].id, in_the_way="no logo")
    assert {each.owed_by for each in talk.all(Gap)} == {ana, joe}
    assert {each.group for each in talk.all(Gap)} == {OWNERS}
    talk.press(ana, "call-today", blocker(talk).id)
    assert {each.owed_by: each.state for each in talk.all(Gap)} == {
        ana: GapState.ACKNOWLEDGED,
        joe: GapState.OPEN,
    }
    talk.submit(joe, "answer-blocker", blocker(talk).id, words="here it is")
    assert {each.state for each in talk.all(Gap)} == {GapState.ANSWERED}
    assert {each.closed_by.by for each in talk.all(Gap) if each.closed_by} == {joe}


def test_another_assistant_cannot_answer_it() -> None:
    talk = Talk().team(sam, lee).wait(hours=2)
    mine = next(each for each in talk.all(CheckIn) if each.person == sam)
    talk.submit(sam, "checkin", mine.id, in_the_way="no logo")
    talk.submit(lee, "answer-blocker", blocker(talk).id, words="x")
    assert isinstance(talk.answer, Refused)
    assert gap(talk).is_waiting


def test_what_was_answered_is_gone_for_whoever_presses_again() -> None:
    talk = stuck()
    talk.submit(ana, "answer-blocker", blocker(talk).id, words="use the old one")
    talk.press(ana, "call-today", blocker(talk).id)
    assert isinstance(talk.answer, Refused)
