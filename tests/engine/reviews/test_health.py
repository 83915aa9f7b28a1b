"""How are we doing? Five headings, the numbers behind each, what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.engine.reviews.health import as_it_was, found, look, state_of
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.agreements import ExpectationState
from bot.vocabulary.digest import Heading
from bot.vocabulary.health import Health, State
from bot.vocabulary.signals import Reason
from tests.agreed import Talk, ana, sam
from tests.weeks import FRIDAY, waited, week

WEEK = timedelta(weeks=1)


def health(talk: Talk) -> Health:
    now = week(talk=talk, until=talk.at)
    return look(now, replace(now, affairs=as_it_was(now.affairs, talk.at - WEEK), until=talk.at - WEEK))


def states(found: Health) -> dict[Heading, State]:
    return {each.heading: each.state for each in found.stands}


def test_all_five_headings_are_there_in_their_order() -> None:
    assert [each.heading for each in health(Talk().team(sam)).stands] == list(Heading)


def test_a_heading_is_as_its_worst_sign_and_its_step_is_that_of_the_worst() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    talk.at += timedelta(days=6)
    (talking,) = [each for each in health(talk).stands if each.heading is Heading.TALKING]
    assert talking.state is State.ACT
    assert talking.signs[0].state is State.ACT
    assert talking.step == talking.signs[0].step


def test_a_heading_of_which_no_rule_speaks_is_good() -> None:
    assert state_of(()) is State.GOOD


def test_of_an_engagement_that_is_newer_nothing_has_changed() -> None:
    stands = health(Talk().team(sam).expects("@sam new banner by Friday")).stands
    assert all(each.before is each.state and not each.moved for each in stands)


def test_what_is_different_from_a_week_ago_is_told() -> None:
    talk = Talk().team(sam)
    talk.at += timedelta(days=8)
    talk.expects("@sam new banner by Friday")
    (talking,) = [each for each in health(talk).stands if each.heading is Heading.TALKING]
    assert (talking.state, talking.before) == (State.WATCH, State.GOOD)
    assert Reason("not-taken-on", (0, 0)) in [each.before for each in talking.moved]


def affairs(talk: Talk) -> Affairs:
    return talk.situation(ana).affairs[0]


def test_what_came_later_had_not_happened() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    put = talk.at
    talk.at += timedelta(days=1)
    talk.press(sam, "acknowledge", talk.expectation.id)
    taken_on = talk.at
    talk.at += timedelta(days=1)
    talk.submit(sam, "deliver", talk.expectation.id)
    delivered = talk.at
    talk.at += timedelta(days=1)
    talk.press(ana, "accept", talk.expectation.id)
    moments = (put - timedelta(hours=1), put, taken_on, delivered, talk.at)
    assert [[one.state for one in as_it_was(affairs(talk), moment).expectations] for moment in moments] == [
        [],
        [ExpectationState.PROPOSED],
        [ExpectationState.ACKNOWLEDGED],
        [ExpectationState.DELIVERED],
        [ExpectationState.ACCEPTED],
    ]


def test_a_goal_that_was_reached_later_was_open_then() -> None:
    talk = Talk().team(sam).command(ana, "goals sell")
    before = talk.at
    talk.at += timedelta(days=1)
    talk.press(ana, "goal-reached", affairs(talk).goals[0].id)
    assert [goal.closed_at for goal in as_it_was(affairs(talk), before).goals] == [None]


def test_the_digest_says_what_is_not_good_by_the_same_rules() -> None:
    talk = Talk().team(sam)
    talk.press(ana, "vet-begin", talk.engagement.id)
    (finding,) = found(week(talk=talk)).findings
    assert (finding.heading, finding.what.code) == (Heading.KNOWING, "settled")
    assert found(week(waited(1, 2))).findings == ()
    assert week().until == FRIDAY
