"""The owner's own part."""

from __future__ import annotations

from datetime import timedelta

from bot.engine.reviews.coaching import signs
from bot.vocabulary.health import Sign, State
from tests.agreed import Talk, ana, sam
from tests.weeks import week


def sign(talk: Talk, code: str) -> Sign:
    return next(each for each in signs(week(talk=talk, until=talk.at)) if each.what.code == code)


def test_a_decision_that_waits_is_watched_and_after_the_time_of_an_answer_asks_for_something() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    assert sign(talk, "decisions").state is State.GOOD
    talk.submit(sam, "ask", talk.expectation.id, words="Which logo?")
    assert sign(talk, "decisions").state is State.WATCH
    talk.at += timedelta(days=2)
    late = sign(talk, "decisions")
    assert (late.state, late.what.facts) == (State.ACT, (1, 1))
    assert late.step is not None
    assert (late.step.action, late.step.about) == ("show", talk.expectation.id)


def test_what_an_assistant_asked_for_is_no_decision_of_the_owner() -> None:
    talk = Talk().team(sam).expects("@ana the logo by Friday", by=sam)
    talk.submit(ana, "deliver", talk.expectation.id)
    assert sign(talk, "decisions").state is State.GOOD


def test_a_goal_is_enough_for_goals_and_something_has_to_move_towards_it() -> None:
    talk = Talk().team(sam)
    assert sign(talk, "goals").state is State.WATCH
    talk.command(ana, "goals sell")
    assert sign(talk, "goals").state is State.GOOD
    assert sign(talk, "goals-still").state is State.WATCH
    talk.expects("@sam new banner by Friday")
    assert sign(talk, "goals-still").state is State.GOOD


def test_briefs_without_a_date_or_a_definition_of_done_are_watched_once_there_are_enough() -> None:
    talk = Talk().team(sam).expects("@sam one").expects("@sam two")
    assert sign(talk, "briefs").state is State.GOOD
    talk.expects("@sam three")
    unclear = sign(talk, "briefs")
    assert (unclear.state, unclear.what.facts) == (State.WATCH, (0, 3))


def test_going_ahead_against_a_warning_is_told_for_a_week() -> None:
    talk = Talk().team(sam)
    talk.press(ana, "vet-begin", talk.engagement.id)
    talk.expects("@sam new banner by Friday")
    talk.at += timedelta(minutes=1)
    assert sign(talk, "gone-ahead").what.facts == (1,)
    talk.at += timedelta(days=8)
    assert sign(talk, "gone-ahead").state is State.GOOD


def test_what_was_accepted_without_a_word_is_a_debt_until_there_is_one() -> None:
    talk = Talk().team(sam)
    for thing in ("one", "two", "three"):
        talk.expects(f"@sam {thing} by Friday")
        talk.submit(sam, "deliver", talk.expectation.id)
        talk.press(ana, "accept", talk.expectation.id)
    debt = sign(talk, "feedback-debt")
    assert (debt.state, debt.what.facts) == (State.WATCH, (3, 0))
    talk.submit(ana, "feedback", "", person=sam, rating="5", well="quick")
    assert sign(talk, "feedback-debt").what.facts == (0, 0)


def test_one_thing_without_a_word_is_a_debt_once_it_is_long_ago() -> None:
    talk = Talk().team(sam).expects("@sam one by Friday")
    talk.submit(sam, "deliver", talk.expectation.id)
    talk.press(ana, "accept", talk.expectation.id)
    assert sign(talk, "feedback-debt").state is State.GOOD
    talk.at += timedelta(days=31)
    assert sign(talk, "feedback-debt").state is State.WATCH
