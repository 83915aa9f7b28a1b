"""How one matter stands: how often it was spoken about, and from when on it may be again."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.reminding.standing import ANEW, ASKER_TOLD, latest_snooze, standing, standings
from bot.vocabulary.records import GapState
from tests.builders import at
from tests.engine.desks import desk, gap, matter, nudged, snoozed

GAP = gap()
NOW = at("thu 12:00")


def test_it_may_be_spoken_about_from_the_moment_it_is_due() -> None:
    found = standing(GAP, desk(GAP), NOW)
    assert (found.nudged, found.from_at, found.snoozed) == (0, at("mon 17:00"), None)


def test_what_never_becomes_due_is_never_spoken_about() -> None:
    assert standing(gap(due=None), desk(), NOW).from_at is None


def test_after_a_nudge_it_is_the_next_working_days_turn() -> None:
    found = standing(GAP, desk(GAP, nudges=nudged(GAP, "tue 9:00")), NOW)
    assert (found.nudged, found.from_at) == (1, at("wed 9:00"))


def test_once_the_asker_was_told_there_is_nothing_more_to_say() -> None:
    told = nudged(GAP, "tue 9:00", "wed 9:00", "thu 9:00")
    assert told[-1].number == ASKER_TOLD
    assert standing(GAP, desk(GAP, nudges=told), NOW).from_at is None


def test_an_acknowledgement_begins_the_count_anew_and_gives_them_the_day() -> None:
    taken_on = replace(GAP, state=GapState.ACKNOWLEDGED, acknowledged_at=at("wed 11:00"))
    found = standing(taken_on, desk(taken_on, nudges=nudged(GAP, "tue 9:00", "wed 9:00")), NOW)
    assert (found.nudged, found.from_at) == (0, at("thu 9:00"))


def test_what_was_not_said_after_all_does_not_count() -> None:
    never = nudged(GAP, "wed 9:00", number=ANEW)
    found = standing(GAP, desk(GAP, nudges=(*nudged(GAP, "tue 9:00"), *never)), NOW)
    assert (found.nudged, found.from_at) == (0, at("wed 9:00"))


def test_while_it_is_put_off_it_waits_for_that_moment() -> None:
    snooze = snoozed(GAP, "tue 10:00", "fri 9:00")
    found = standing(GAP, desk(GAP, snoozes=(snooze,)), NOW)
    assert (found.snoozed, found.from_at) == (snooze, at("fri 9:00"))
    assert standing(GAP, desk(GAP, snoozes=(snooze,)), at("fri 9:00")).snoozed is None


def test_putting_it_off_counts_as_an_answer_to_the_nudges_before() -> None:
    lasting = desk(GAP, nudges=nudged(GAP, "tue 9:00", "wed 9:00"), snoozes=(snoozed(GAP, "wed 9:30", "wed 10:30"),))
    found = standing(GAP, lasting, NOW)
    assert (found.nudged, found.from_at) == (0, at("wed 10:30"))


def test_the_latest_of_several_times_it_was_put_off_counts() -> None:
    first, second = snoozed(GAP, "tue 9:00", "fri 9:00"), snoozed(GAP, "tue 10:00", "wed 9:00", 2)
    assert latest_snooze(matter(GAP), desk(GAP, snoozes=(second, first))) == second


def test_what_was_asked_first_comes_first() -> None:
    later = gap(asked="mon 10:00", number=2)
    assert [each.gap for each in standings(desk(later, GAP), NOW)] == [GAP, later]
