"""What everybody says about themselves."""

from __future__ import annotations

import pytest

from bot.engine.engagements.personal import country_of, present, zone_of
from bot.vocabulary.agreements import Erased
from bot.vocabulary.answers import FormAsked, LookUp, Said, Sure
from bot.vocabulary.calendar import ALWAYS, DEFAULT_WEEK
from bot.vocabulary.records import AbsenceKept, HoursKept
from tests.agreed import Talk, ana, joe, sam


def test_new_hours_hold_from_now_on_and_the_past_keeps_its_own() -> None:
    talk = Talk().team(sam).wait(days=3).command(sam, "hours Mon-Thu 10-18")
    calendar = talk.calendar(sam)
    assert calendar is not None
    assert [version.since for version in calendar.versions] == [ALWAYS, talk.at]
    assert calendar.versions[0].week == DEFAULT_WEEK
    assert {version.zone for version in calendar.versions} == {"America/New_York"}


def test_an_owner_who_tells_their_hours_at_last_keeps_the_assumed_ones_for_the_past() -> None:
    talk = Talk().team(sam).wait(days=3).command(ana, "hours Mon-Thu 10-18")
    calendar = talk.calendar(ana)
    assert calendar is not None
    assert [version.since for version in calendar.versions] == [ALWAYS, talk.at]
    assert calendar.versions[0].zone == "Europe/Berlin"


def test_hours_that_are_not_clear_are_kept_in_the_form_with_what_would_be_right() -> None:
    talk = Talk().team(sam).command(sam, "hours 9am-5")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.field for wrong in talk.answer.wrong] == ["hours"]
    assert talk.answer.values[0].text == "9am-5"


def test_hours_alone_show_what_is_kept() -> None:
    talk = Talk().team(sam).command(sam, "hours")
    assert isinstance(talk.answer, FormAsked)
    assert not talk.answer.wrong


def test_one_is_away_and_back() -> None:
    talk = Talk().team(sam).command(sam, "away until Friday")
    assert isinstance(talk.answer, Said)
    calendar = talk.calendar(sam)
    assert calendar is not None
    assert present(calendar, talk.at)
    talk.wait(hours=5).command(sam, "away back")
    (absence,) = [each.absence for each in talk.all(AbsenceKept)]
    assert absence.until == talk.at
    assert talk.command(sam, "away back").decision.remember == ()


def test_away_without_a_word_asks_until_when() -> None:
    assert Talk().team(sam).command(sam, "away").answer == FormAsked("away")


def test_erasing_is_asked_once_more_and_then_leaves_nothing() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday").command(sam, "privacy erase")
    assert isinstance(talk.answer, Sure)
    talk.press(sam, talk.answer.action)
    assert talk.decision.remember == (Erased("T1", sam, talk.at),)  # type: ignore[arg-type]
    assert repr(sam) not in repr([*talk.records.values()])
    assert talk.all(HoursKept) == []


def test_anybody_may_ask_what_is_kept_about_them() -> None:
    for who in (ana, joe):
        talk = Talk().team(sam).command(who, "privacy")
        assert isinstance(talk.answer, LookUp)
        assert talk.answer.person == who


@pytest.mark.parametrize(
    ("words", "zone"),
    [("Berlin", "Europe/Berlin"), ("Asia/Manila", "Asia/Manila"), ("../etc/passwd", None), ("x/y", None)],
)
def test_a_zone_is_named_as_people_do(words: str, zone: str | None) -> None:
    assert zone_of(words) == zone


@pytest.mark.parametrize(
    ("words", "country"), [("Germany", "DE"), ("de-by", "DE-BY"), ("USA", "US"), ("", None), ("Atlantis", None)]
)
def test_a_country_is_named_as_people_do(words: str, country: str | None) -> None:
    assert country_of(words) == country
