"""Who may be told what, when, and what is held back; scenarios 21 to 26 stand in tests/acceptance/test_nudges.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.hours import quiet
from bot.engine.reminding.nudging import A_DAY, LOOK_AGAIN, applied, gap_of, look, still_due, turn, written_again
from bot.engine.reminding.standing import ASKER_TOLD
from bot.vocabulary.calendar import Absence, Calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import Matter, Nudge, Say, StillWaiting, ToPerson
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import HeldBack, NudgeKept, Snooze
from bot.vocabulary.signals import Reason
from tests.builders import PEOPLE, SITE, WORKSPACE, ana, at, kim, office_hours, sam
from tests.engine.desks import desk, gap, matter, nudged, snoozed

GAP = gap()
TUESDAY = at("tue 9:00")


def test_what_is_due_is_said_and_kept_and_looked_at_again_on_the_next_working_day() -> None:
    assert look(desk(GAP), TUESDAY) == Decision(
        remember=(NudgeKept(WORKSPACE, sam, matter(GAP), TUESDAY, 1),),
        because=(Reason("due", (1,)),),
        say=(Say(f"nudge/sam/{TUESDAY.isoformat()}", ToPerson(sam), Nudge(sam, (matter(GAP),))),),
        wake=(turn(WORKSPACE, sam, at("wed 9:00")),),
    )


def test_looking_again_says_nothing_twice() -> None:
    first = look(desk(GAP), TUESDAY)
    again = look(applied(desk(GAP), first.remember), TUESDAY)
    assert (again.say, again.remember) == ((), ())


def test_outside_hours_nothing_is_said_and_the_desk_is_looked_at_when_they_open() -> None:
    found = look(desk(GAP), at("mon 20:00"))
    assert (found.say, found.wake) == ((), (turn(WORKSPACE, sam, TUESDAY),))


def test_who_takes_no_part_or_wants_no_nudges_is_left_alone() -> None:
    for quiet_desk in (desk(GAP, takes_part=False), desk(GAP, policy=Policy(nudges=False))):
        assert look(quiet_desk, TUESDAY) == Decision(because=(Reason("not-nudged"),))


def test_a_desk_with_nothing_on_it_is_not_looked_at_again() -> None:
    assert look(desk(), TUESDAY) == Decision(because=(Reason("nothing-due"),))


def test_the_third_time_the_asker_is_told_and_it_is_kept_that_they_were() -> None:
    found = look(desk(GAP, nudges=nudged(GAP, "tue 9:00", "wed 9:00")), at("thu 9:00"))
    (said,) = found.say
    assert (said.to, said.effect) == (ToPerson(ana), StillWaiting(ana, matter(GAP)))
    assert found.remember == (NudgeKept(WORKSPACE, sam, matter(GAP), at("thu 9:00"), ASKER_TOLD),)
    assert found.wake == ()


def test_an_asker_whose_group_is_silent_is_told_under_one_key() -> None:
    mine = gap(group="designers")
    keys = set()
    for who in (sam, kim):
        theirs = replace(mine, owed_by=who)
        told = tuple(replace(each, to=who) for each in nudged(theirs, "tue 9:00", "wed 9:00"))
        keys |= {say.key for say in look(desk(theirs, person=PEOPLE[who], nudges=told), at("thu 9:00")).say}
    assert len(keys) == 1


def test_an_asker_who_never_works_again_is_not_told() -> None:
    told = nudged(GAP, "tue 9:00", "wed 9:00")
    assert look(desk(GAP, nudges=told, asker_calendars={ana: Calendar(())}), at("thu 9:00")).say == ()


def test_what_is_held_back_is_kept_once_a_day_for_each_reason() -> None:
    blind = desk(GAP, unreconciled=frozenset({SITE}))
    first = look(blind, TUESDAY)
    assert first.remember == (HeldBack(WORKSPACE, sam, matter(GAP), TUESDAY, Reason("unreconciled")),)
    assert first.wake == (turn(WORKSPACE, sam, TUESDAY + LOOK_AGAIN),)
    held = replace(blind, held_back=(first.remember[0],))
    assert look(held, TUESDAY + LOOK_AGAIN).remember == ()
    assert len(look(held, at("wed 9:00")).remember) == 1


def test_what_is_due_and_put_off_is_held_back_until_it_comes_back() -> None:
    found = look(desk(GAP, snoozes=(snoozed(GAP, "mon 17:00", "thu 9:00"),)), TUESDAY)
    assert [each.why.code for each in found.remember if isinstance(each, HeldBack)] == ["snoozed"]
    assert (found.say, found.wake) == ((), (turn(WORKSPACE, sam, at("thu 9:00")),))


def test_when_the_asker_writes_again_only_a_snooze_from_before_ends() -> None:
    before = snoozed(GAP, "tue 9:00", "fri 9:00")
    found = written_again(desk(GAP, snoozes=(before,)), matter(GAP), at("wed 10:00"), at("wed 10:00"))
    assert found.remember[0] == replace(before, until=at("wed 10:00"))
    after = snoozed(GAP, "wed 11:00", "fri 9:00")
    late = written_again(desk(GAP, snoozes=(after,)), matter(GAP), at("wed 10:00"), at("wed 12:00"))
    assert not any(isinstance(each, Snooze) for each in late.remember)
    assert late.say == ()


def test_of_a_nudge_only_that_is_left_which_would_be_said_again() -> None:
    other = gap(number=2)
    decided = look(desk(GAP, other), TUESDAY)
    said = decided.say[0].effect
    assert isinstance(said, Nudge)
    later = applied(desk(GAP, other), decided.remember)
    assert still_due(said, TUESDAY, later, TUESDAY) == (matter(GAP), matter(other))
    assert still_due(said, TUESDAY, replace(later, waiting=(other,)), TUESDAY) == (matter(other),)
    assert still_due(said, TUESDAY, later, at("tue 20:00")) == ()
    assert still_due(said, TUESDAY, replace(later, takes_part=False), TUESDAY) == ()


def test_a_nudge_that_a_later_one_overtook_is_not_sent_any_more() -> None:
    said = Nudge(sam, (matter(GAP),))
    overtaken = desk(GAP, nudges=nudged(GAP, "tue 9:00", "wed 9:00"))
    assert still_due(said, TUESDAY, overtaken, at("wed 9:30")) == ()


def test_a_matter_is_found_by_its_name() -> None:
    assert gap_of(matter(GAP), [gap(number=2), GAP]) == GAP
    assert gap_of(Matter("expectation/1"), [GAP]) is None


week = st.integers(0, 7 * 24 * 12 - 1).map(lambda step: at("mon 0:00") + timedelta(minutes=5 * step))
absences = st.lists(
    st.tuples(week, st.integers(1, 48)).map(lambda each: Absence(each[0], each[0] + timedelta(hours=each[1]))),
    max_size=4,
)
zones = st.sampled_from(["UTC", "Asia/Manila", "America/New_York", "Asia/Kolkata"])


@settings(max_examples=100)
@given(zones, absences, st.lists(week, min_size=1, max_size=12), st.lists(week, max_size=40))
def test_on_any_calendar_nobody_is_spoken_to_outside_hours_too_often_or_twice_about_the_same(
    zone: str, away: list[Absence], asked: list[datetime], looks: list[datetime]
) -> None:
    """Bar R26 and scenario 22: whenever the desk is looked at, as often as one likes."""
    calendar = replace(office_hours(zone), absences=tuple(sorted(away)))
    gaps = tuple(replace(gap(number=number), asked_at=when, due_at=when) for number, when in enumerate(asked))
    mine = desk(*gaps, calendar=calendar)
    said: list[tuple[datetime, Matter]] = []
    for now in sorted({*looks, *asked}):
        decision = look(replace(mine, waiting=tuple(each for each in gaps if each.asked_at <= now)), now)
        mine = applied(mine, decision.remember)
        said += [(now, about) for say in decision.say if isinstance(say.effect, Nudge) for about in say.effect.about]
        assert all(wake.at > now for wake in decision.wake)
    _is_considerate(said, calendar, mine)


def _is_considerate(said: list[tuple[datetime, Matter]], calendar: Calendar, mine: Desk) -> None:
    days = [(quiet.local_day(calendar, now), about) for now, about in said]
    assert len(days) == len(set(days)), "the same matter twice in a day"
    assert all(hours.is_open(calendar, now) for now, _ in said)
    messages = {now for now, _ in said}
    for day in {day for day, _ in days}:
        assert sum(quiet.local_day(calendar, now) == day for now in messages) <= A_DAY
    assert all(sum(one == about for _, one in said) <= 2 for _, about in said)
