"""Check-ins as they are asked: told as a conversation that goes on for days. Sam lives in New York."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.engine.talk.checkins import is_closed, latest
from bot.vocabulary.answers import Refused, Said
from bot.vocabulary.calendar import Absence, Holiday
from bot.vocabulary.checkins import AskCheckIn, CheckIn, CheckInState
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.events import WakeupDue
from bot.vocabulary.records import AbsenceKept
from tests.agreed import ACME, Talk, ana, lee, new_york, sam


def asked(talk: Talk) -> list[Say]:
    """The private cards that asked, in order."""
    return [say for say in talk.said if isinstance(say.effect, AskCheckIn) and say.key.endswith("/asked")]


def check_ins(talk: Talk) -> list[CheckIn]:
    return sorted(talk.all(CheckIn), key=lambda each: each.slot)


def test_they_are_asked_on_monday_wednesday_and_friday_at_ten_on_their_own_clock() -> None:
    talk = Talk().team(sam, lee).wait(days=7)
    sams = [say.not_before for say in asked(talk) if say.to == ToPerson(sam)]
    assert sams[:3] == [new_york(day, 10) for day in (23, 25, 27)]
    lees = [say.not_before for say in asked(talk) if say.to == ToPerson(lee)]
    assert {at.astimezone(ZoneInfo("Asia/Manila")).hour for at in lees if at} == {10}


def test_owners_are_not_asked() -> None:
    talk = Talk().team(sam).wait(days=7)
    assert all(say.to != ToPerson(ana) for say in asked(talk))


def test_the_clocks_going_forward_neither_add_nor_drop_one() -> None:
    talk = Talk(datetime(2027, 3, 10, 14, tzinfo=ZoneInfo("UTC"))).team(sam).wait(days=9)
    local = [say.not_before.astimezone(ZoneInfo("America/New_York")) for say in asked(talk) if say.not_before]
    assert [(at.day, at.hour) for at in local] == [(10, 10), (12, 10), (15, 10), (17, 10), (19, 10)]


def test_nobody_is_asked_on_a_holiday_and_it_is_not_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Talk().team(sam)
    plain = Talk.calendar

    def with_holiday(self: Talk, person: str) -> object:
        calendar = plain(self, sam)
        assert calendar is not None
        return type(calendar)(calendar.versions, (Holiday(date(2026, 11, 25), "Day off"),), calendar.absences)

    monkeypatch.setattr(Talk, "calendar", with_holiday)
    talk.wait(days=3)
    assert [each.slot for each in check_ins(talk)] == ["2026-11-23"]


def test_who_is_away_is_not_asked_and_is_known_to_be_away() -> None:
    talk = Talk().team(sam)
    talk._keep([AbsenceKept(ACME, sam, Absence(new_york(25, 0), new_york(26, 0), ""))])
    talk.wait(days=3)
    assert len(asked(talk)) == 1
    assert [each.state for each in check_ins(talk)] == [CheckInState.ASKED, CheckInState.AWAY]


def test_who_begins_after_ten_is_asked_as_they_begin() -> None:
    talk = Talk().team(sam)
    talk.submit(sam, "hours", zone="America/New_York", hours="Mon-Fri 13-18").wait(days=1)
    assert asked(talk)[0].not_before == new_york(23, 13)


def test_a_moment_that_comes_late_on_its_day_is_asked_then() -> None:
    talk = Talk().team(sam)
    (armed,) = [each for each in talk.wakeups if each.kind == "check-in"]
    talk._told(WakeupDue(ACME, armed.kind, armed.subject, armed.slot, new_york(23, 14)))
    assert asked(talk)[0].not_before == new_york(23, 14)


def test_what_was_slept_through_until_another_day_is_not_asked_and_not_missing() -> None:
    talk = Talk().team(sam)
    (armed,) = [each for each in talk.wakeups if each.kind == "check-in"]
    talk._told(WakeupDue(ACME, armed.kind, armed.subject, armed.slot, new_york(24, 9)))
    assert not asked(talk)
    assert not check_ins(talk)
    assert [each.at for each in talk.decision.wake] == [new_york(25, 10)]


def test_when_the_next_one_has_come_meanwhile_that_one_is_asked() -> None:
    talk = Talk().team(sam)
    (armed,) = [each for each in talk.wakeups if each.kind == "check-in"]
    talk._told(WakeupDue(ACME, armed.kind, armed.subject, armed.slot, new_york(25, 11)))
    assert [each.slot for each in check_ins(talk)] == ["2026-11-25"]


def test_a_moment_of_a_schedule_that_was_changed_asks_nothing() -> None:
    talk = Talk().team(sam)
    talk.submit(sam, "checkin-schedule", talk.engagement.id, days="Tue", time="9:00", questions="")
    talk.wait(days=2)
    assert [say.not_before for say in asked(talk)] == [new_york(24, 9)]


def test_the_card_of_one_that_was_not_answered_says_so_when_the_next_is_asked() -> None:
    talk = Talk().team(sam).wait(days=3)
    cards = [(say.card, say.key.rpartition("/")[2]) for say in talk.said if isinstance(say.effect, AskCheckIn)]
    first, second = (each.id for each in check_ins(talk))
    assert cards == [
        (f"check-in/{first}", "asked"),
        (f"check-in/{first}", "closed"),
        (f"check-in/{second}", "asked"),
    ]


def test_skipping_leaves_out_the_one_that_is_asked_now() -> None:
    talk = Talk().team(sam).wait(hours=3).command(sam, "checkin skip")
    assert [each.state for each in check_ins(talk)] == [CheckInState.SKIPPED]
    assert isinstance(talk.answer, Said)


def test_skipping_leaves_out_the_next_one_and_only_that() -> None:
    talk = Talk().team(sam).command(sam, "checkin skip").wait(days=3)
    assert [(each.slot, each.state) for each in check_ins(talk)] == [
        ("2026-11-23", CheckInState.SKIPPED),
        ("2026-11-25", CheckInState.ASKED),
    ]
    assert len(asked(talk)) == 1


def test_31_away_today_is_not_missing_and_nothing_more_is_sent_that_day() -> None:
    talk = Talk().team(sam).wait(hours=3)
    (it,) = check_ins(talk)
    talk.press(sam, "away-today", it.id)
    assert check_ins(talk)[0].state is CheckInState.AWAY
    (absence,) = talk.all(AbsenceKept)
    assert absence.absence.until == new_york(24, 0)


def test_nobody_answers_for_another() -> None:
    talk = Talk().team(sam, lee).wait(hours=3)
    it = next(each for each in check_ins(talk) if each.person == sam)
    for action in ("away-today", "nothing-new"):
        talk.press(lee, action, it.id)
        assert isinstance(talk.answer, Refused)
    assert next(each for each in check_ins(talk) if each.person == sam).state is CheckInState.ASKED


def test_who_has_left_is_not_asked_any_more() -> None:
    talk = Talk().team(sam, lee)
    talk.press(sam, "leave-now", talk.engagement.id).wait(days=3)
    assert all(say.to != ToPerson(sam) for say in asked(talk))


def test_what_has_ended_asks_nothing_and_wakes_no_more() -> None:
    talk = Talk().team(sam)
    talk.press(ana, "end-now", talk.engagement.id).wait(days=7)
    assert not asked(talk)
    assert not [each for each in talk.wakeups if each.kind == "check-in"]


def test_the_latest_closes_those_before_it() -> None:
    talk = Talk().team(sam).wait(days=3)
    affairs = talk.situation(sam).affairs[0]
    first, second = check_ins(talk)
    assert latest(affairs, sam) == second
    assert is_closed(first, affairs)
    assert not is_closed(second, affairs)


def test_moving_to_another_zone_moves_the_next_one() -> None:
    talk = Talk().team(sam)
    talk.submit(sam, "hours", zone="Asia/Manila", hours="Mon-Fri 9-17").wait(days=2)
    moments = [say.not_before for say in asked(talk)]
    assert moments == [datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Asia/Manila"))]
