"""Scenarios 1 to 5, 7, 16 and 17: how long somebody waited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.holidays import Holidays
from bot.engine import hours
from bot.vocabulary.calendar import Absence, Calendar, WorkingHours
from tests.builders import ana, asks, at, office_hours, sam, says
from tests.playbook import Playbook


def answered(asked: str, when: str, calendar: Calendar) -> timedelta:
    """How long Sam, who keeps this calendar, let Ana wait."""
    question = asks(ana, of=sam, at=asked)
    play = Playbook(calendars={sam: calendar}).hears(question, says(sam, "it is done", when, thread=question))
    return play.waited(play.gap)


def test_asked_before_hours_the_wait_begins_with_the_day() -> None:
    """Scenario 1."""
    assert answered("mon 8:00", "mon 9:20", office_hours()) == timedelta(minutes=20)


def test_asked_in_the_break_the_clock_starts_after_it() -> None:
    """Scenario 2."""
    calendar = office_hours("UTC", ("08:00", "12:00"), ("13:30", "18:00"))
    assert answered("mon 12:30", "mon 13:45", calendar) == timedelta(minutes=15)


@pytest.mark.parametrize("friday", [date(2026, 3, 27), date(2026, 10, 23)])
def test_a_day_is_eight_hours_on_both_sides_of_a_clock_change(friday: date) -> None:
    """Scenario 3: the clocks of Berlin change on the Sundays in between."""
    calendar = office_hours("Europe/Berlin")
    for day in (friday, friday + timedelta(days=3)):
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        assert hours.working_time(calendar, start, start + timedelta(days=1)) == timedelta(hours=8)


def test_a_public_holiday_of_the_debtors_country_is_not_counted() -> None:
    """Scenario 4: Labour Day in Germany, 1 May 2026, is a Friday."""
    calendar = replace(office_hours("Europe/Berlin"), holidays=Holidays().legal("DE", range(2026, 2027)))
    thursday, monday = datetime(2026, 4, 30, 14, tzinfo=UTC), datetime(2026, 5, 4, 8, tzinfo=UTC)
    assert hours.working_time(calendar, thursday, monday) == timedelta(hours=2)


def test_an_observance_that_is_no_day_off_is_counted() -> None:
    """Scenario 4: St. Martin's Day, Wednesday, 11 November 2026, is a working day in all of Germany."""
    calendar = replace(office_hours("Europe/Berlin"), holidays=Holidays().legal("DE", range(2026, 2027)))
    day = datetime(2026, 11, 11, tzinfo=UTC)
    assert hours.working_time(calendar, day, day + timedelta(days=1)) == timedelta(hours=8)


def test_hours_changed_today_leave_yesterdays_gaps_their_hours() -> None:
    """Scenario 5."""
    (before,) = office_hours().versions
    (after,) = office_hours("UTC", ("13:00", "14:00")).versions
    calendar = Calendar((before, WorkingHours("UTC", after.week, since=at("wed 0:00"))))
    assert answered("tue 10:00", "tue 16:00", calendar) == timedelta(hours=6)


def test_somebody_away_until_wednesday_answers_mondays_question_in_time_on_thursday() -> None:
    """Scenario 7."""
    away = Absence(at("mon 0:00"), at("thu 0:00"), "ill")
    calendar = replace(office_hours(), absences=(away,))
    play = Playbook(calendars={sam: calendar}).hears(asks(ana, of=sam, at="mon 10:00"))
    assert play.gap.due_at == at("thu 17:00")
    reasons = hours.explain(calendar, at("mon 10:00"), at("thu 10:00")).skipped
    assert any("ill" in str(skipped) or "absence" in str(skipped).lower() for skipped in reasons)


def test_a_late_answer_is_recorded_with_how_late() -> None:
    """Scenario 17: eight working hours are over on Tuesday at 10:00."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, says(sam, "it is done", "tue 12:30", thread=question))
    assert play.gap.due_at == at("tue 10:00")
    assert play.waited(play.gap) - play.situation.policy.answer_within == timedelta(hours=2, minutes=30)
