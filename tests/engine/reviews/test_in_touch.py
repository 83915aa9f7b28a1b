"""Signs of losing touch, in both directions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.engine.reviews.in_touch import past_their_date, signs, untaken_too_long
from bot.vocabulary.digest import Waited, Week
from bot.vocabulary.health import Sign, State
from bot.vocabulary.policy import Policy, Thresholds
from tests.agreed import Talk, ana, sam
from tests.weeks import waited, week


def sign(of: Week, code: str, whose: str = "") -> Sign:
    return next(each for each in signs(of) if each.what.code == code and each.whose == whose)


def answers(*waits: Waited, late_answers: int = 2) -> Sign:
    one = week(*waits)
    policy = Policy(thresholds=Thresholds(late_answers=late_answers))
    affairs = replace(one.affairs, engagement=replace(one.affairs.engagement, policy=policy))
    return sign(replace(one, affairs=affairs), "open-answers", "assistant")


def test_one_late_answer_is_watched_two_ask_for_something_and_the_number_is_a_setting() -> None:
    one, two = waited(3, 20, is_open=True), waited(4, 28, is_open=True)
    assert answers(waited(3, 2)).state is State.GOOD
    assert answers(one).state is State.WATCH
    assert answers(one, two).state is State.ACT
    assert answers(one, two).what.facts == ("assistant", 2, 2)
    assert answers(one, late_answers=1).state is State.ACT
    assert answers(one, two, late_answers=3).state is State.WATCH


def test_the_owner_is_looked_at_alike() -> None:
    owed = waited(3, 20, by=ana, is_open=True)
    assert sign(week(owed), "open-answers", "owner").state is State.WATCH
    assert sign(week(owed), "open-answers", "assistant").state is State.GOOD


def test_what_is_not_taken_on_is_watched_and_then_asks_for_something() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    assert sign(week(talk=talk, until=talk.at), "not-taken-on").state is State.WATCH
    later = week(talk=talk, until=talk.at + timedelta(hours=6))
    assert sign(later, "not-taken-on").state is State.ACT
    assert untaken_too_long(later) == [talk.expectation]


def test_past_its_date_it_asks_for_something_until_it_is_delivered() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    talk.press(sam, "acknowledge", talk.expectation.id)
    later = talk.at + timedelta(days=6)
    assert sign(week(talk=talk, until=later), "past-date").what.facts == (1, 1)
    talk.submit(sam, "deliver", talk.expectation.id)
    assert past_their_date(week(talk=talk, until=later)) == []
