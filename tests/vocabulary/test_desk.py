"""Setting up somebody's desk."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.vocabulary.calendar import default_calendar
from bot.vocabulary.desk import day_began, equipped, set_up
from bot.vocabulary.model import Person
from bot.vocabulary.records import HeldBack
from bot.vocabulary.roster import Roster
from tests.kept import ACME, ANA, FACTS, NOW, SAM, SITE, engagement, gap
from tests.vocabulary.test_roster import PAIR, ROSTER


def test_a_desk_has_the_hours_of_its_person_and_of_who_asked() -> None:
    desk = set_up(ROSTER, ACME, SAM, (gap(),))
    assert (desk.person, desk.takes_part, desk.policy) == (Person(SAM, SAM), True, engagement().policy)
    assert desk.calendar == default_calendar("Europe/Berlin")
    assert desk.asker_calendars == {ANA: default_calendar("Europe/Madrid")}


def test_somebody_without_an_engagement_takes_no_part() -> None:
    assert not set_up(Roster(members=PAIR), ACME, SAM, ()).takes_part


def test_what_was_said_and_what_was_not_is_laid_on_it() -> None:
    held = HeldBack(ACME, SAM, gap().identity, NOW, FACTS)  # type: ignore[arg-type]
    desk = equipped(set_up(ROSTER, ACME, SAM, ()), (), (), (held,), frozenset({SITE}))
    assert (desk.held_back, desk.unreconciled) == ((held,), frozenset({SITE}))


def test_a_day_begins_at_midnight_where_somebody_is() -> None:
    assert day_began(default_calendar("Asia/Manila"), NOW) == datetime(2026, 5, 31, 16, tzinfo=UTC)
    assert day_began(default_calendar("America/New_York"), NOW) == datetime(2026, 6, 1, 4, tzinfo=UTC)
