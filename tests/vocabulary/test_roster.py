"""Who takes part where, on which side, on which calendar."""

from __future__ import annotations

from datetime import date

from bot.vocabulary.calendar import ALWAYS, Absence, Holiday, default_calendar
from bot.vocabulary.model import EngagementId, Person, Side
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import AbsenceKept, MemberState
from bot.vocabulary.roster import Roster
from tests.kept import ACME, ANA, KIM, NOW, SAM, SHOP, SITE, engagement, hours, later, member

PAIR = (member(ANA, Side.OWNER), member(SAM, Side.ASSISTANT))
ROSTER = Roster({ANA: Person(ANA, "Ana", zone="Europe/Madrid")}, [engagement()], PAIR)


def legal(country: str, years: range) -> tuple[Holiday, ...]:
    """One day off a year, each country's own."""
    return tuple(Holiday(date(year, 1 if country == "PH" else 12, 1), country) for year in years)


def test_who_has_joined_takes_part_in_the_conversations_of_the_engagement() -> None:
    assert ROSTER.here(SITE).joined == {ANA, SAM}
    assert ROSTER.here(SHOP).joined == frozenset()


def test_invited_is_not_joined() -> None:
    roster = Roster(engagements=[engagement()], members=[member(KIM, Side.ASSISTANT, MemberState.INVITED)])
    assert not roster.joined


def test_an_engagement_that_has_ended_binds_nobody() -> None:
    roster = Roster(engagements=[engagement(ended_at=later(1))], members=PAIR)
    assert (roster.joined, roster.sides, roster.agreed) == (frozenset(), {}, Policy())


def test_of_several_engagements_the_oldest_counts() -> None:
    younger = EngagementId("a")
    other = engagement(id=younger, started_at=later(1), policy=Policy(), zone="Asia/Manila")
    roster = Roster(engagements=[other, engagement()], members=[member(SAM, Side.OWNER, engagement=younger), *PAIR])
    assert (roster.sides[SAM], roster.agreed) == (Side.ASSISTANT, engagement().policy)
    assert roster.calendar == default_calendar("Europe/Berlin")
    assert roster.of(KIM).engagements == []


def test_without_hours_the_usual_ones_count_where_somebody_lives() -> None:
    away = AbsenceKept(ACME, SAM, Absence(NOW, later(1)))
    roster = Roster(ROSTER.people, ROSTER.engagements, PAIR, absences=[away])
    assert roster.calendars()[ANA] == default_calendar("Europe/Madrid")
    assert roster.calendars()[SAM].versions == default_calendar("Europe/Berlin").versions


def test_the_first_hours_count_for_the_time_before_they_were_told() -> None:
    calendar = Roster(hours=[hours(SAM, "Asia/Tokyo", later(1)), hours(SAM, "Asia/Manila", NOW)]).calendars()[SAM]
    assert [(each.zone, each.since) for each in calendar.versions] == [
        ("Asia/Manila", ALWAYS),
        ("Asia/Tokyo", later(1)),
    ]


def test_not_being_disturbed_is_no_absence_but_quiet() -> None:
    quiet = AbsenceKept(ACME, SAM, Absence(NOW, later(1)), do_not_disturb=True)
    roster = Roster(absences=[quiet])
    assert roster.calendars()[SAM].absences == ()
    assert roster.calendars(quiet=True)[SAM].absences == (quiet.absence,)


def test_holidays_follow_somebody_who_moves() -> None:
    moved = [hours(SAM, "Asia/Manila", country="PH"), hours(SAM, "Europe/Berlin", NOW, country="DE")]
    days = Roster(hours=moved, legal=legal).calendars()[SAM].holidays
    assert {(each.name, each.day.year < 2027) for each in days} == {("PH", True), ("DE", True), ("DE", False)}
