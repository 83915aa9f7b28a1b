"""From what somebody typed to what an archive knows, or a doubt about it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.service.selection import select
from bot.vocabulary.model import Conversation, ConversationId, Person, PersonId, Side
from bot.vocabulary.selection import Doubt, Unclear, Wish

ANA = Person(PersonId("U1"), "Ana Ruiz", ("ana", "Ana"), "Europe/Madrid")
SAM = Person(PersonId("U2"), "Sam", ("sam",), "Asia/Manila")
OTHER_SAM = Person(PersonId("U3"), "Sam Weiss", ("sam", "samw"), "Asia/Manila")
ROBOT = Person(PersonId("B1"), "Robot", ("robot",), is_bot=True)
SITE = Conversation(ConversationId("C1"), "site")
PEOPLE = (ANA, SAM, ROBOT)


def doubt(wish: Wish, people: tuple[Person, ...] = PEOPLE) -> Unclear:
    with pytest.raises(Unclear) as unclear:
        select(wish, people, (SITE,))
    return unclear.value


@pytest.mark.parametrize("name", ["Ana Ruiz", "ana", "@ANA", "U1", " ana "])
def test_a_person_is_meant_by_any_name_or_the_id(name: str) -> None:
    assert select(Wish(owners=(name,)), PEOPLE, ()).sides == {ANA.id: Side.OWNER}


def test_of_two_of_one_name_the_one_whose_whole_name_it_is_is_meant() -> None:
    assert select(Wish(owners=("sam",)), (SAM, OTHER_SAM), ()).sides == {SAM.id: Side.OWNER}


def test_a_name_that_several_share_asks_for_an_id() -> None:
    people = (Person(PersonId("U2"), "Sam A", ("sam",)), Person(PersonId("U3"), "Sam B", ("sam",)))
    unclear = doubt(Wish(owners=("sam",)), people)
    assert (unclear.doubt, unclear.near) == (Doubt.SEVERAL_PEOPLE, ("U2", "U3"))


@pytest.mark.parametrize(
    ("wish", "what"),
    [
        (Wish(owners=("anna",)), Doubt.PERSON),
        (Wish(owners=("robot",)), Doubt.BOT),
        (Wish(owners=("ana",), assistants=("U1",)), Doubt.BOTH_SIDES),
        (Wish(channels=("sites",)), Doubt.CHANNEL),
        (Wish(zone="Berlin"), Doubt.ZONE),
        (Wish(since="3 June"), Doubt.DATE),
        (Wish(until="1066-10-14"), Doubt.DATE),
        (Wish(since="2024-06-04", until="2024-06-03"), Doubt.BACKWARDS),
        (Wish(hours="Mon-Fri 17-9-3"), Doubt.HOURS),
    ],
)
def test_what_means_nothing_here_is_a_doubt(wish: Wish, what: Doubt) -> None:
    assert doubt(wish).doubt is what


def test_a_doubt_comes_with_what_is_near() -> None:
    assert doubt(Wish(owners=("anna",))).near == ("Ana Ruiz",)
    assert doubt(Wish(channels=("sites",))).near == ("site",)
    assert doubt(Wish(zone="Berlin")).near == ("Europe/Berlin",)


def test_days_begin_and_end_at_midnight_of_the_reports_zone() -> None:
    selection = select(Wish(since="2024-06-03", until="2024-06-03", zone="Europe/Berlin"), PEOPLE, ())
    assert selection.since == datetime(2024, 6, 2, 22, tzinfo=UTC)
    assert selection.until == datetime(2024, 6, 3, 22, tzinfo=UTC)


def test_the_report_keeps_the_owners_time_unless_told_otherwise() -> None:
    assert select(Wish(owners=("ana",), assistants=("sam",)), (SAM, ANA), ()).zone == "Europe/Madrid"
    assert select(Wish(), (SAM, OTHER_SAM, ANA), ()).zone == "Asia/Manila"
    assert select(Wish(zone="utc"), PEOPLE, ()).zone == "UTC"


def test_channels_are_meant_with_or_without_a_hash() -> None:
    assert select(Wish(channels=("#Site", "C1")), PEOPLE, (SITE,)).channels == frozenset({SITE.id})
