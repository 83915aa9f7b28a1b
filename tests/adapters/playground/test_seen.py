"""What the page shows of a seat."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.playground import cast, seen
from adapters.playground.cast import ANA, KIM, SAM, SHOP
from adapters.playground.seen import Marks
from adapters.playground.workspace import OPENLINE, direct_id
from bot.vocabulary.view import Field, FieldKind
from tests.adapters.playground.playing import CARD, NOON


def test_what_somebody_writes_together_stands_under_one_name() -> None:
    here = cast.workspace()
    for minutes, who in ((0, ANA), (1, ANA), (2, SAM), (20, SAM)):
        here.put(SHOP, NOON + timedelta(minutes=minutes), who, "x")
    shown = seen.seat(here, SAM, SHOP, Marks()).lines
    assert [line.follows for line in shown] == [False, True, False, False]
    assert [line.mine for line in shown] == [False, False, True, True]


def test_a_new_day_is_said_on_the_readers_own_clock() -> None:
    here = cast.workspace()
    here.put(SHOP, NOON, ANA, "x")
    here.put(SHOP, NOON + timedelta(hours=5), ANA, "y")
    days = [[line.day for line in seen.seat(here, who, SHOP, Marks()).lines] for who in (ANA, SAM)]
    assert days == [["Monday, 1 Jun", ""], ["Monday, 1 Jun", "Tuesday, 2 Jun"]]


def test_replies_stand_below_what_they_reply_to() -> None:
    here = cast.workspace()
    root = here.put(SHOP, NOON, ANA, "root")
    here.put(SHOP, NOON, ANA, "next")
    here.put(SHOP, NOON, SAM, "reply", thread=root.id)
    shown = seen.seat(here, ANA, SHOP, Marks()).lines
    assert [(line.raw, line.is_reply) for line in shown] == [("root", False), ("reply", True), ("next", False)]


def test_what_others_wrote_since_one_looked_is_counted() -> None:
    here, marks = cast.workspace(), Marks()
    seen.seat(here, ANA, SHOP, marks)
    here.put(direct_id(ANA), NOON, view=CARD)
    here.put(direct_id(ANA), NOON, ANA, "my own")
    unread = {place.label: place.unread for place in seen.seat(here, ANA, SHOP, marks).places}
    assert unread == {"#shop-relaunch": 0, "#lounge": 0, "Openline": 1}
    assert seen.seat(here, ANA, direct_id(ANA), marks).place.unread == 0


def test_an_answer_for_oneself_is_marked_in_a_channel_and_needs_no_mark_in_direct_messages() -> None:
    here = cast.workspace()
    here.put(SHOP, NOON, view=CARD, only_for=ANA)
    here.put(direct_id(ANA), NOON, view=CARD, only_for=ANA)
    for place, marked in ((SHOP, True), (direct_id(ANA), False)):
        (line,) = seen.seat(here, ANA, place, Marks()).lines
        assert (line.only_you, line.card) == (marked, CARD)


def test_reactions_say_whose_they_are() -> None:
    here = cast.workspace()
    here.put(SHOP, NOON, ANA, "x").reactions["👍"] = [SAM, KIM]
    (line,) = seen.seat(here, SAM, SHOP, Marks()).lines
    assert line.reactions == (seen.Reaction("👍", 2, True, "Sam Reyes, Kim Duarte"),)


def test_people_are_chosen_by_name() -> None:
    choices = seen.seat(cast.workspace(), ANA, SHOP, Marks()).choices
    people = Field("who", "Who", FieldKind.PERSON)
    assert choices(people)[1] == ("sam", "Sam Reyes")
    assert choices(replace(people, kind=FieldKind.CHOICE)) == []


def test_everybody_has_a_face() -> None:
    here = cast.workspace()
    assert seen.initials("Ana Berger") == "AB"
    assert len({seen.colour(here, who) for who in (*here.seats, OPENLINE)}) == 5
