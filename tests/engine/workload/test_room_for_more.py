"""Room for more: asked at the right moment, offered after a yes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from bot.engine.workload.room_for_more import EVERY, is_near_the_end
from bot.vocabulary.answers import FormAsked, Refused, Said
from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.checkins import CheckInAnswer, CheckInId
from bot.vocabulary.effects import AskRoom, OfferRoom, Say
from tests.agreed import ACME, Talk, ana, joe, new_york, sam

START = datetime(2026, 11, 2, 14, tzinfo=UTC)
"""A Monday, so that two weeks later is the middle of a month."""


def team(hours: str = "20") -> Talk:
    talk = Talk(START).team(sam)
    return talk.command(sam, f"capacity {hours}") if hours else talk


def questions(talk: Talk) -> list[Say]:
    return [say for say in talk.said if isinstance(say.effect, AskRoom)]


def test_after_two_weeks_with_room_the_assistant_is_asked_inside_their_hours() -> None:
    talk = team()
    assert not questions(talk.wait(days=13, hours=23))
    (say,) = questions(talk.wait(hours=2))
    assert isinstance(say.effect, AskRoom)
    assert say.effect.to == sam
    assert say.not_before is not None
    assert say.not_before >= new_york(16, 9)
    assert [each.free for each in talk.all(RoomAsked)] == [20.0]


def test_never_more_than_every_two_weeks_and_not_at_the_end_of_a_month() -> None:
    talk = team().wait(days=60)
    moments = sorted(each.at for each in talk.all(RoomAsked))
    assert len(moments) >= 3
    assert all(later - earlier >= timedelta(days=14) for earlier, later in pairwise(moments))
    assert not any(is_near_the_end(at, "Europe/Berlin") for at in moments)


def test_nobody_is_asked_who_is_busy_or_has_not_said_how_many_hours_they_have() -> None:
    line = "@sam new shop by 1 Jan takes 400 h"
    assert not questions(team().expects(line).wait(days=30))
    assert not questions(team("").wait(days=30))


def test_what_is_too_little_to_talk_about_is_not_asked_about() -> None:
    assert not questions(team("0.5").wait(days=30))


def test_a_yes_is_told_to_the_owner() -> None:
    talk = team().wait(days=15)
    talk.press(sam, "room-yes", talk.engagement.id)
    assert [(each.has_room, each.hours) for each in talk.all(RoomAsked)] == [(True, 20.0)]
    (say,) = talk.decision.say
    assert say.effect == OfferRoom(ana, talk.engagement.id, sam)
    assert isinstance(talk.answer, Said)


def test_less_can_be_said() -> None:
    talk = team().wait(days=15)
    talk.press(sam, "room-hours", talk.engagement.id)
    assert type(talk.answer) is FormAsked
    talk.submit(sam, "room-hours", talk.engagement.id, hours="lots")
    assert [wrong.field for wrong in talk.decision.answer.wrong] == ["hours"]  # type: ignore[union-attr]
    talk.submit(sam, "room-hours", talk.engagement.id, hours="6")
    assert [each.hours for each in talk.all(RoomAsked)] == [6.0]


def test_a_no_is_told_to_nobody() -> None:
    talk = team().wait(days=15)
    talk.press(sam, "room-no", talk.engagement.id)
    assert talk.decision.say == ()
    assert [each.has_room for each in talk.all(RoomAsked)] == [False]


def test_who_was_not_asked_has_nothing_to_answer() -> None:
    talk = team()
    assert isinstance(talk.press(sam, "room-yes", talk.engagement.id).answer, Refused)
    assert isinstance(talk.press(joe, "room-yes", talk.engagement.id).answer, Refused)


def test_it_goes_on_looking_until_somebody_leaves() -> None:
    talk = team("").wait(days=15)
    assert [each.at - talk.at < EVERY for each in talk.wakeups if each.kind == "room"] == [True]
    talk.press(ana, "end-now", talk.engagement.id)
    talk.wait(days=15)
    assert not [each for each in talk.wakeups if each.kind == "room"]


def told(hours: float) -> Talk:
    """Two weeks with room, and a check-in of yesterday that says how much."""
    talk = team()
    talk.wait(days=13)
    which = CheckInId("c1")
    answer = CheckInAnswer(ACME, which, talk.engagement.id, sam, "2026-11-15", talk.at, room_hours=hours)
    talk.records[CheckInAnswer, which] = answer
    return talk.wait(days=2)


def test_who_said_it_in_a_check_in_is_not_asked_again_and_the_owner_is_told() -> None:
    talk = told(6)
    assert not questions(talk)
    assert [say.effect for say in talk.said if isinstance(say.effect, OfferRoom)] == [
        OfferRoom(ana, talk.engagement.id, sam)
    ]
    assert [(each.has_room, each.hours) for each in talk.all(RoomAsked)] == [(True, 6)]


def test_who_said_that_there_is_none_is_left_alone() -> None:
    talk = told(0)
    assert not questions(talk)
    assert not talk.all(RoomAsked)
