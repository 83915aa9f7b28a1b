"""What keeps coming back, and what two people do that one could."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.engine.reviews.repeating import alike, repeated, signs, split, words
from bot.vocabulary.books import books
from tests.agreed import PEOPLE, Talk, ana, lee, sam
from tests.engine.ledgers import euros, terms, time
from tests.weeks import week


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Newsletter for October", "newsletter for November", True),
        ("Instagram post, 3 pictures", "Instagram post: 5 pictures", True),
        ("New banner", "New logo", False),
        ("Invoice list of last week", "Invoice list", True),
        ("", "", False),
    ],
)
def test_the_same_thing_in_other_words(one: str, other: str, same: bool) -> None:
    assert alike(words(one), words(other)) == same


def asked(*what: str, each: timedelta = timedelta(days=14)) -> Talk:
    talk = Talk().team(sam)
    for one in what:
        talk.expects(f"@sam {one} takes 2 h")
        talk.submit(sam, "deliver", talk.expectation.id)
        talk.press(ana, "accept", talk.expectation.id)
        talk.at += each
    return talk


def test_asked_for_three_times_it_is_suggested_as_recurring_with_what_it_took_so_far() -> None:
    talk = asked("newsletter for October", "newsletter for November", "newsletter for December")
    (found,) = repeated(week(talk=talk, until=talk.at))
    assert (found.person, len(found.times), found.hours) == (sam, 3, 6.0)
    (sign,) = signs(week(talk=talk, until=talk.at))
    assert sign.what.facts == (sam, "newsletter for December", 3, 6.0, "")


def test_twice_is_not_often_and_long_ago_is_not_now() -> None:
    talk = asked("newsletter for October", "newsletter for November", "a new logo")
    assert repeated(week(talk=talk, until=talk.at)) == []
    talk = asked("newsletter for October", "newsletter for November", "newsletter for December")
    assert repeated(week(talk=talk, until=talk.at + timedelta(days=60))) == []


def two(sams: str, lees: str, hours: str = "20") -> Talk:
    talk = Talk().command(ana, f"start <@{sam}> <@{lee}>")
    for person, does in ((sam, sams), (lee, lees)):
        zone = PEOPLE[person].zone or ""
        talk.submit(person, "join", zone=zone, hours="Mon-Fri 9-17", hours_a_week=hours, does=does)
    return talk


def test_two_people_with_the_same_duty_and_room_for_both_are_pointed_out() -> None:
    talk = two("Bookkeeping, invoices. Chat first", "Invoices and photos. Phone")
    ((one, other, duty),) = split(week(talk=talk, until=talk.at))
    assert ({one.person, other.person}, duty) == ({sam, lee}, "invoices")
    assert [sign.what.code for sign in signs(week(talk=talk, until=talk.at))] == ["split"]


def test_not_when_they_do_different_things_or_both_have_enough_to_do() -> None:
    assert split(week(talk=two("Bookkeeping", "Photos"))) == []
    busy = two("Invoices", "Invoices", "10")
    for person in (sam, lee):
        busy.expects(f"<@{person}> invoices of {person} by Friday takes 8 h")
    assert split(week(talk=busy, until=busy.at)) == []


def test_what_was_logged_for_it_tells_what_it_took_and_cost() -> None:
    talk = asked("newsletter for October", "newsletter for November", "newsletter for December")
    one = week(talk=talk, until=talk.at)
    day, hourly = talk.at.date(), replace(terms("30 EUR an hour"), engagement=one.affairs.engagement.id)
    logged = [replace(time(minutes, day), engagement=hourly.engagement, words=words) for minutes, words in LOGGED]
    kept = books([replace(hourly, since=date(2026, 1, 1)), *logged], hourly.engagement)
    (found,) = repeated(replace(one, affairs=replace(one.affairs, books=kept)))
    assert (found.hours, found.cost) == (4.0, (euros(120),))


LOGGED = ((90, "newsletter October"), (150, "the newsletter"), (600, "new logo"))
