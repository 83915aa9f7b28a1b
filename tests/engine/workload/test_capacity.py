"""How many of the hours somebody has are taken, week by week."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.workload.capacity import Load, a_week, full_or_free, has_room, load, over, over_all, signs
from bot.vocabulary.agreements import Profile
from bot.vocabulary.answers import BriefChecked, ExpectationShown, FormAsked, LookUp, Refused
from bot.vocabulary.health import State
from bot.vocabulary.vetting import GoneAhead
from tests.agreed import MONDAY, Talk, ana, lee, sam
from tests.agreed import week as calendar
from tests.weeks import week

WHOLE = "expect @sam {} by Friday 5pm takes {} h done when it is on the site because the fair opens on Monday"


def team(hours: str = "20") -> Talk:
    """Sam has so many hours a week."""
    return Talk().team(sam).command(sam, f"capacity {hours}")


def taken(talk: Talk) -> Load:
    situation = talk.situation(ana)
    return load(sam, situation.affairs[0], situation, talk.at)


def test_what_is_due_within_a_week_counts_whole_and_what_has_longer_is_spread() -> None:
    berlin = calendar("Europe/Berlin")
    assert a_week(6, MONDAY + timedelta(days=4), berlin, MONDAY) == 6
    assert a_week(6, MONDAY + timedelta(weeks=2), berlin, MONDAY) == pytest.approx(3)
    assert a_week(8, None, berlin, MONDAY) == pytest.approx(2)


def test_stated_on_joining_taken_by_what_is_asked_and_free_after_delivery() -> None:
    talk = team().command(ana, WHOLE.format("new banner", 8))
    assert taken(talk) == Load(sam, 20.0, 8.0, 0)
    assert (taken(talk).share, taken(talk).free) == (0.4, 12.0)
    talk.submit(sam, "deliver", talk.expectation.id)
    assert taken(talk).taken == 0


def test_what_has_no_estimate_is_counted_apart() -> None:
    assert taken(team().expects("@sam new banner by Friday")) == Load(sam, 20.0, 0.0, 1)


def test_hours_are_stated_by_who_does_the_work() -> None:
    assert [each.hours_a_week for each in team("12,5").all(Profile)] == [12.5]
    assert isinstance(team().command(ana, "capacity 20").answer, Refused)
    wrong = team().command(sam, "capacity lots").answer
    assert isinstance(wrong, FormAsked)
    assert [each.why.code for each in wrong.wrong] == ["capacity"]


def test_an_assistant_sees_themselves_and_an_owner_everybody() -> None:
    talk = Talk().team(sam, lee)
    assert talk.command(sam, "capacity").answer == LookUp("capacity", sam, talk.engagement.id, sam)
    assert talk.command(ana, "capacity").answer == LookUp("capacity", ana, talk.engagement.id, "")


def test_over_what_they_have_the_owner_is_asked_before_more_is_handed_out() -> None:
    talk = team("10").command(ana, WHOLE.format("new banner", 8))
    assert type(talk.decision.answer) is ExpectationShown
    talk.command(ana, WHOLE.format("new logo", 4))
    assert isinstance(talk.answer, BriefChecked)
    assert [(why.code, why.facts) for why in talk.answer.cautions] == [("over-capacity", (sam, 12.0, 10.0))]
    talk.press(ana, "send-as-is", talk.answer.draft)
    assert [each.why[0].code for each in talk.all(GoneAhead)] == ["over-capacity"]
    assert talk.expectation.estimate == 4


def test_nobody_is_over_who_has_not_said_how_many_hours_they_have() -> None:
    assert not over(Load(sam, None, 50, 0), 10, Talk().team(sam).situation(ana).affairs[0])


def test_full_asks_for_something_and_hours_unknown_are_watched() -> None:
    talk = team("4").command(ana, WHOLE.format("new banner", 8))
    assert isinstance(talk.answer, BriefChecked)
    talk.press(ana, "send-as-is", talk.answer.draft)
    (sign,) = signs(week(talk=talk, until=talk.at))
    assert (sign.state, sign.what.facts) == (State.ACT, (sam, 8.0, 4.0, 0))
    unknown = week(talk=Talk().team(sam))
    assert [each.state for each in signs(unknown)] == [State.WATCH]
    assert list(full_or_free(unknown)) == []


def test_there_is_room_only_after_two_weeks_of_little() -> None:
    talk = team()
    situation = talk.situation(ana)
    then = talk.at + timedelta(days=15)
    assert not has_room(sam, situation.affairs[0], situation, talk.at)
    assert has_room(sam, situation.affairs[0], situation, then)
    (sign,) = signs(week(talk=talk, until=then))
    assert sign.step is not None
    assert (sign.state, sign.step.action) == (State.WATCH, "hand-over")


def test_work_that_was_there_a_week_ago_means_no_room_for_two_weeks_yet() -> None:
    talk = team().command(ana, WHOLE.format("new shop", 18))
    talk.at += timedelta(days=15)
    talk.submit(sam, "deliver", talk.expectation.id)
    situation = talk.situation(ana)
    assert not has_room(sam, situation.affairs[0], situation, talk.at)
    assert has_room(sam, situation.affairs[0], situation, talk.at + timedelta(days=15))


def test_handing_over_opens_the_form_with_the_person_in_it() -> None:
    talk = team()
    talk.press(ana, "hand-over", f"{talk.engagement.id}/{sam}")
    assert isinstance(talk.answer, FormAsked)
    assert [value.text for value in talk.answer.values] == [sam]


def test_everybody_together() -> None:
    assert over_all([Load(sam, 20, 8, 1), Load(lee, None, 2, 0)]) == Load(over_all([]).person, 20, 10, 1)
