"""Scenarios 21 to 26: who is told what, when, and what is held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.engine.reminding.nudging import turn
from bot.engine.reminding.snoozing import Later
from bot.vocabulary.calendar import Absence, Calendar
from bot.vocabulary.effects import Nudge, OutsideHours, StillWaiting
from bot.vocabulary.events import Spoken
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Mark
from tests.builders import WORKSPACE, ana, asks, at, deletes, kim, marks, office_hours, reacts, sam, says
from tests.passing_time import Said
from tests.playbook import Playbook, matter


def away(first: str, until: str, calendar: Calendar | None = None) -> Calendar:
    """Office hours, and an absence in them; not being disturbed counts as one on a desk."""
    return replace(calendar or office_hours(), absences=(Absence(at(first), at(until)),))


def moments(play: Playbook, to: PersonId = sam) -> list[datetime]:
    return [said.at for said in play.nudges if said.effect.to == to]  # type: ignore[union-attr]


def test_a_question_left_alone_is_nudged_once_inside_working_hours() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question).until("tue 18:00")
    assert play.said == [Said(at("tue 10:00"), Nudge(to=sam, about=(matter(question, sam),)))]


def test_what_becomes_due_outside_hours_waits_for_the_next_opening() -> None:
    """Scenario 21. Asked on Monday at 17:30, it is due on Tuesday at 17:00, when nobody is there any more."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 17:30")).until("wed 8:59")
    assert moments(play) == []
    assert moments(play.until("wed 9:00")) == [at("wed 9:00")]


def test_nobody_is_nudged_while_away() -> None:
    """Scenario 21. The absence was told after the question was asked."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"))
    play.time.calendars[sam] = away("tue 9:00", "thu 9:00")
    assert moments(play.until("next mon 0:00")) == [at("thu 9:00"), at("fri 9:00")]


def test_who_does_not_want_to_be_disturbed_gets_it_when_that_ends() -> None:
    """Scenario 21."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"))
    play.time.calendars[sam] = away("tue 9:30", "tue 14:00")
    assert moments(play.until("tue 18:00")) == [at("tue 14:00")]


def test_the_backlog_comes_as_one_message_at_the_next_opening() -> None:
    """Scenario 21."""
    first, second = asks(ana, of=sam, at="mon 11:00"), asks(kim, of=sam, at="mon 12:00")
    play = Playbook().hears(first, second)
    play.time.calendars[sam] = away("tue 0:00", "wed 13:00")
    play.until("wed 18:00")
    assert play.said == [Said(at("wed 13:00"), Nudge(sam, (matter(first, sam), matter(second, sam))))]


def test_the_same_matter_is_never_nudged_twice_in_a_working_day_however_often_it_is_looked_at() -> None:
    """Scenario 22."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00")).until("tue 10:00")
    for minutes in range(0, 7 * 60, 7):
        play.time.ring(turn(WORKSPACE, sam, at("tue 10:00")), at("tue 10:00") + timedelta(minutes=minutes))
    assert moments(play.until("tue 23:59")) == [at("tue 10:00")]


def test_the_second_nudge_comes_at_the_next_working_days_opening() -> None:
    play = Playbook().hears(asks(ana, of=sam, at="thu 10:00")).until("next mon 18:00")
    assert moments(play) == [at("fri 10:00"), at("next mon 9:00")]


def test_after_a_time_without_a_process_there_is_exactly_one_nudge() -> None:
    """Scenario 23. Due at 10:00; the process was down from 9:30 to 12:30."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00")).until("tue 9:30")
    (due,) = play.time.wakeups.values()
    play.time.wakeups.clear()
    play.time.ring(due, at("tue 12:30"))
    play.time.ring(due, at("tue 12:30"))
    assert moments(play.until("tue 18:00")) == [at("tue 12:30")]


def test_a_snooze_without_a_choice_lasts_until_the_next_working_day_of_who_snoozes() -> None:
    """Scenario 24."""
    question = asks(ana, of=sam, at="thu 10:00")
    play = Playbook().hears(question).until("fri 10:00")
    play.snoozes(sam, question, "fri 11:00", reason="waiting for the photos")
    assert moments(play.until("next tue 8:00")) == [at("fri 10:00"), at("next mon 9:00")]
    (snooze,) = play.time.desk(sam).snoozes
    assert (snooze.until, snooze.reason) == (at("next mon 9:00"), "waiting for the photos")


@pytest.mark.parametrize(
    ("choice", "back"),
    [
        (Later.HOUR, "tue 12:00"),
        (Later.TOMORROW, "wed 9:00"),
        (Later.NEXT_WORKING_DAY, "wed 9:00"),
        (date(2026, 6, 5), "fri 9:00"),
    ],
)
def test_a_matter_comes_back_when_it_was_asked_to(choice: Later | date, back: str) -> None:
    """Scenario 24. Even on the day of the last nudge, if that is what they chose."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question).until("tue 10:00").snoozes(sam, question, "tue 11:00", choice)
    assert moments(play.until("fri 18:00"))[:2] == [at("tue 10:00"), at(back)]


def test_a_snooze_ends_early_when_the_other_side_writes() -> None:
    """Scenario 24."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question).until("tue 10:00")
    play.snoozes(sam, question, "tue 10:30", date(2026, 6, 12)).until("wed 11:00")
    play.hears(asks(ana, of=sam, at="wed 11:00")).until("wed 18:00")
    assert moments(play) == [at("tue 10:00"), at("wed 11:00")]


def test_the_third_snooze_is_visible_to_the_asker() -> None:
    """Scenario 24."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question).until("tue 10:00")
    for when in ("tue 11:00", "wed 11:00", "thu 11:00"):
        play.until(when).snoozes(sam, question, when)
    told = [said for said in play.until("thu 12:00").said if said.effect.to == ana]  # type: ignore[union-attr]
    assert told == [Said(at("thu 11:00"), StillWaiting(ana, matter(question, sam)))]


def test_at_most_three_messages_a_day_and_what_was_held_back_is_listed() -> None:
    """Scenario 25."""
    people = [PersonId(f"asker{number}") for number in range(5)]
    questions = [asks(who, sam, f"mon 1{hour}:00") for hour, who in enumerate(people)]
    play = Playbook(members=(*people, sam)).hears(*questions).until("tue 18:00")
    assert moments(play) == [at("tue 10:00"), at("tue 11:00"), at("tue 12:00")]
    held = [(each.about, each.why.code) for each in play.time.held_back]
    assert held == [(matter(question, sam), "cap") for question in questions[3:]]
    assert play.until("wed 9:00").nudges[-1].effect.about == tuple(matter(each, sam) for each in questions)  # type: ignore[union-attr]


def test_the_asker_is_told_once_a_day_that_the_other_is_outside_hours_and_when_they_are_back() -> None:
    """Scenario 26."""
    late = {sam: office_hours("America/New_York")}
    first, again, elsewhere = (asks(ana, of=sam, at=when) for when in ("mon 9:00", "mon 9:30", "mon 10:00"))
    play = Playbook(calendars=late).hears(first, again, elsewhere).until("mon 10:00")
    assert play.said == [Said(at("mon 9:00"), OutsideHours(ana, matter(first, sam), back_at=at("mon 13:00")))]
    answer = says(sam, "the header is done now, have a look", "mon 15:00", reply_to=first)
    play.hears(answer, asks(ana, of=sam, at="tue 9:00")).until("tue 9:00")
    assert [said.at for said in play.said] == [at("mon 9:00"), at("tue 9:00")]


def test_nobody_is_told_that_the_other_is_at_lunch() -> None:
    lunch = {sam: office_hours("UTC", ("09:00", "12:00"), ("13:00", "17:00"))}
    assert Playbook(calendars=lunch).hears(asks(ana, of=sam, at="mon 12:10")).until("mon 12:30").said == []


def test_after_two_nudges_the_asker_is_told_once_and_the_debtor_is_left_alone() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question).until("next fri 18:00")
    assert moments(play) == [at("tue 10:00"), at("wed 9:00")]
    assert play.said[2:] == [Said(at("thu 9:00"), StillWaiting(ana, matter(question, sam)))]


def test_the_asker_is_told_in_their_own_hours() -> None:
    question = asks(ana, of=sam, at="mon 15:00")
    hours = {ana: office_hours("America/New_York")}
    play = Playbook(calendars=hours).hears(question).until("fri 18:00")
    assert play.said[-1] == Said(at("thu 13:00"), StillWaiting(ana, matter(question, sam)))


def test_when_the_asker_writes_again_after_being_told_nudges_begin_anew() -> None:
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00")).until("fri 12:00")
    play.hears(asks(ana, of=sam, at="fri 12:00")).until("next tue 18:00")
    assert moments(play) == [at("tue 10:00"), at("wed 9:00"), at("fri 12:00"), at("next mon 9:00")]


def test_whoever_takes_it_on_is_left_alone_until_the_next_working_day() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question).until("tue 10:00").hears(reacts(sam, "eyes", question, "tue 10:05"))
    assert moments(play.until("wed 18:00")) == [at("tue 10:00"), at("wed 9:00")]
    assert play.until("thu 18:00").said[-1].effect == Nudge(sam, (matter(question, sam),))


@pytest.mark.parametrize("how", ["answered", "deleted", "not a question"])
def test_what_ends_before_it_is_due_is_never_spoken_about(how: str) -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    ends: dict[str, Spoken] = {
        "answered": says(sam, "the header is done, have a look", "mon 16:00", reply_to=question),
        "deleted": deletes(question, "mon 16:00"),
        "not a question": marks(sam, question, Mark.NOT_A_QUESTION, "mon 16:00"),
    }
    assert Playbook().hears(question, ends[how]).until("fri 18:00").said == []


def test_nothing_is_said_about_a_conversation_in_which_something_may_have_been_missed() -> None:
    """Bar R9."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"))
    play.time.unreconciled.add(play.gap.conversation)
    assert play.until("wed 12:00").said == []
    assert [each.why.code for each in play.time.held_back] == ["unreconciled", "unreconciled"], "once a day"
    play.time.unreconciled.clear()
    assert moments(play.until("wed 18:00")) == [at("wed 13:00")]


def test_a_question_to_the_room_is_nobodys_turn_alone() -> None:
    play = Playbook().hears(says(ana, "does anyone know which header is right?", "mon 10:00")).until("fri 18:00")
    assert play.waiting == [(ana, None)]
    assert play.said == []
