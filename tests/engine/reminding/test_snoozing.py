"""A matter put off comes back when it was asked to, inside hours; the third time its asker sees it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.reminding.nudging import turn
from bot.engine.reminding.snoozing import LONGEST_REASON, Later, snooze, wakes_at
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.effects import StillWaiting, ToPerson
from bot.vocabulary.records import Snooze
from tests.builders import WORKSPACE, ana, at, office_hours, sam
from tests.engine.desks import desk, gap, matter, snoozed

GAP = gap()


@pytest.mark.parametrize(
    ("when", "choice", "back"),
    [
        ("fri 10:00", Later.HOUR, "fri 11:00"),
        ("fri 16:30", Later.HOUR, "next mon 9:00"),
        ("fri 10:00", Later.TOMORROW, "next mon 9:00"),
        ("mon 10:00", Later.TOMORROW, "tue 9:00"),
        ("fri 10:00", Later.NEXT_WORKING_DAY, "next mon 9:00"),
        ("mon 10:00", None, "tue 9:00"),
        ("mon 10:00", date(2026, 6, 4), "thu 9:00"),
        ("mon 10:00", date(2026, 6, 6), "next mon 9:00"),
        ("mon 10:00", date(2026, 5, 1), "mon 10:00"),
    ],
)
def test_it_comes_back_inside_hours(when: str, choice: Later | date | None, back: str) -> None:
    assert wakes_at(office_hours(), at(when), choice) == at(back)


def test_putting_off_is_kept_with_its_reason_and_the_desk_looked_at_when_it_ends() -> None:
    found = snooze(desk(GAP), matter(GAP), at("tue 10:00"), reason="photos")
    assert found.remember[0] == Snooze(WORKSPACE, sam, matter(GAP), at("tue 10:00"), at("wed 9:00"), 1, "photos")
    assert turn(WORKSPACE, sam, at("wed 9:00")) in found.wake
    assert found.say == ()


def test_a_reason_is_not_a_novel() -> None:
    kept = snooze(desk(GAP), matter(GAP), at("tue 10:00"), reason="x" * 5000).remember[0]
    assert isinstance(kept, Snooze)
    assert len(kept.reason) == LONGEST_REASON


def test_the_third_time_and_only_then_the_asker_sees_it() -> None:
    for number, told in ((1, 0), (2, 1), (3, 0)):
        before = snoozed(GAP, "mon 17:00", "tue 9:00", number)
        found = snooze(desk(GAP, snoozes=(before,)), matter(GAP), at("tue 10:00"))
        assert [(say.to, say.effect) for say in found.say] == [(ToPerson(ana), StillWaiting(ana, matter(GAP)))] * told


def test_what_does_not_wait_for_somebody_cannot_be_put_off_by_them() -> None:
    found = snooze(desk(), matter(GAP), at("tue 10:00"))
    assert (found.remember, found.because[0].code) == ((), "gone")


def test_who_never_works_again_has_no_later() -> None:
    assert snooze(desk(GAP, calendar=Calendar(())), matter(GAP), at("tue 10:00")).because[0].code == "never-open"
