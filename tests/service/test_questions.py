"""How long did who wait for whom?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.service.questions import LONGEST, PAIRS, measure
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.records import GapState
from tests.made_up import ANA, END, LEE, MONDAY, SAM, SIDES, TARGET, calendar, gap, made_up, three_weeks


def test_a_wait_is_measured_on_the_calendar_of_who_owes() -> None:
    """New York opens at 13:00 UTC in summer: the morning of Berlin does not count against Sam."""
    measured = measure(gap(ANA, SAM, MONDAY, timedelta(hours=6)), calendar(SAM.id), END)
    assert (measured.waited, measured.working, measured.late_by) == (6 * 3600, 3600, 0)


def test_an_answer_after_the_due_moment_is_late_by_working_time() -> None:
    measured = measure(gap(SAM, ANA, MONDAY, timedelta(days=2)), calendar(ANA.id), END)
    assert measured.late_by == measured.working - TARGET.total_seconds() > 0


def test_both_directions_are_always_told_and_what_goes_on_besides_if_anything_does() -> None:
    sided = [(flow.asked_by, flow.owed_by) for flow in made_up([gap(ANA, SAM)]).flows]
    assert sided == [(Side.OWNER, Side.ASSISTANT), (Side.ASSISTANT, Side.OWNER)]
    besides = made_up([gap(ANA, SAM), gap(SAM, LEE)])
    assert besides.flows[-1].asked_by is None
    assert besides.flows[-1].figures.asked == 1


def test_without_sides_everyone_is_treated_alike_and_pairs_are_told_both_ways() -> None:
    told = made_up(sides={})
    assert [flow.asked_by for flow in told.flows] == [None]
    assert 0 < len(told.pairs) <= PAIRS
    for pair in told.pairs:
        assert (pair.there.asked_by, pair.there.owed_by) == (pair.back.owed_by, pair.back.asked_by)


def test_the_room_is_told_apart_from_people() -> None:
    told = made_up([gap(ANA, None), gap(ANA, SAM)])
    assert (told.room.figures.asked, told.everything.figures.asked) == (1, 2)


def test_a_group_that_was_asked_is_one_ask_for_who_asked_and_one_each_for_who_owes() -> None:
    told = made_up([gap(ANA, SAM, group="side", message="m"), gap(ANA, LEE, group="side", message="m")])
    by_person = {each.person.id: each for each in told.people}
    assert told.everything.figures.asked == by_person[ANA.id].asks.asked == 1
    assert [by_person[who].owes.asked for who in (SAM.id, LEE.id)] == [1, 1]
    assert [len(one.owed_by) for one in told.unanswered] == [2]


def test_what_was_dismissed_is_in_no_figure_but_in_the_list_of_gaps() -> None:
    told = made_up([gap(ANA, SAM, after=timedelta(1), state=GapState.DISMISSED)])
    assert told.everything.figures.asked == 0
    assert len(told.measured) == 1


def test_the_longest_waits_come_first() -> None:
    told = made_up([gap(ANA, SAM, MONDAY + timedelta(days=day)) for day in range(LONGEST + 3)])
    working = [one.working for one in told.unanswered]
    assert working == sorted(working, reverse=True)
    assert len(working) == LONGEST


def test_the_example_is_worth_showing() -> None:
    example = made_up(three_weeks()).example
    assert example is not None
    assert len({skipped.kind for skipped in example.sum.skipped}) > 1


def test_everybody_is_there_even_who_was_never_asked_and_who_is_in_no_list() -> None:
    stranger = PersonId("U99")
    told = made_up([gap(ANA, SAM, after=timedelta(hours=1))], SIDES)
    assert {each.person.id for each in told.people} == {ANA.id, SAM.id, LEE.id}
    other = made_up([replace(gap(ANA, SAM), owed_by=stranger)], {})
    assert stranger in {each.person.id for each in other.people}


def test_nothing_asked_is_an_audit_too() -> None:
    told = made_up([])
    assert told.everything.figures.asked == 0
    assert told.unanswered == ()
    assert told.example is None
