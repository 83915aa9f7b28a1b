from datetime import time

import pytest

from bot.engine.talk.checkin_schedules import clock_of, is_asked, schedule_of, weekdays_of
from bot.vocabulary.answers import FormAsked, Said
from bot.vocabulary.checkins import CheckInSchedule, Shown
from tests.agreed import Talk, ana, lee, new_york, sam


def schedule(talk: Talk, person: str = sam) -> CheckInSchedule:
    return schedule_of(talk.situation(sam).affairs[0], sam if person == sam else lee)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Mon, Wed, Fri", (0, 2, 4)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("Tue-Thu", (1, 2, 3)),
        ("off", ()),
        ("never", ()),
        ("", None),
        ("someday", None),
        ("Mon 9-17", None),
    ],
)
def test_days_as_people_type_them(words: str, days: tuple[int, ...] | None) -> None:
    assert weekdays_of(words) == days


@pytest.mark.parametrize(
    ("words", "at"),
    [("10:00", time(10)), ("9am", time(9)), ("2:30 pm", time(14, 30)), ("", None), ("soon", None), ("9-10, 11", None)],
)
def test_a_time_of_day_as_people_type_it(words: str, at: time | None) -> None:
    assert clock_of(words) == at


def test_until_somebody_chooses_it_is_monday_wednesday_friday_at_ten() -> None:
    found = schedule(Talk().team(sam))
    assert (found.weekdays, found.time, found.is_on, found.questions) == ((0, 2, 4), time(10), True, ())


def test_the_form_shows_what_is_chosen_and_keeps_what_is_wrong() -> None:
    talk = Talk().team(sam).command(sam, "checkin schedule")
    assert isinstance(talk.answer, FormAsked)
    assert {value.name: value.text for value in talk.answer.values}["days"] == "Mon, Wed, Fri"
    talk.submit(sam, "checkin-schedule", talk.engagement.id, days="someday", time="10", questions="Mood?")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.field for wrong in talk.answer.wrong] == ["days"]
    assert {value.name: value.text for value in talk.answer.values}["questions"] == "Mood?"


def test_what_an_owner_plans_counts_for_who_chose_nothing() -> None:
    talk = Talk().team(sam, lee)
    talk.submit(lee, "checkin-schedule", talk.engagement.id, days="Fri", time="9am", questions="")
    talk.command(ana, "checkin schedule")
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.action == "checkin-plan"
    talk.submit(ana, "checkin-plan", talk.engagement.id, days="Tue", time="11:00", questions="Mood?", shown="here")
    assert schedule(talk).weekdays == (1,)
    assert schedule(talk).shown is Shown.HERE
    assert schedule(talk, lee).weekdays == (4,)
    assert schedule(talk, lee).questions == ("Mood?",), "own questions of the owner are asked of everybody"


def test_the_new_plan_rings_at_its_next_moment() -> None:
    talk = Talk().team(sam)
    talk.submit(ana, "checkin-plan", talk.engagement.id, days="Tue", time="11:00", questions="", shown="private")
    assert new_york(24, 11) in [each.at for each in talk.decision.wake]


def test_off_asks_no_more() -> None:
    talk = Talk().team(sam)
    talk.submit(sam, "checkin-schedule", talk.engagement.id, days="off", time="10:00", questions="")
    assert isinstance(talk.answer, Said)
    assert not is_asked(talk.situation(sam).affairs[0], sam)


def test_there_are_at_most_two_own_questions() -> None:
    talk = Talk().team(sam)
    talk.submit(sam, "checkin-schedule", talk.engagement.id, days="Mon", time="10:00", questions="a?\nb?\nc?")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.field for wrong in talk.answer.wrong] == ["questions"]


def test_an_assistant_cannot_plan_for_others() -> None:
    talk = Talk().team(sam, lee)
    talk.submit(sam, "checkin-plan", talk.engagement.id, days="Tue", time="11:00", questions="", shown="here")
    assert schedule(talk, lee).weekdays == (0, 2, 4)
