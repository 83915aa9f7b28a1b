"""The pretend chat: what stands where, and who sees it."""

from __future__ import annotations

import pytest

from adapters.playground import cast, workspace
from adapters.playground.cast import ANA, KIM, SAM, SHOP
from adapters.playground.workspace import OPENLINE, OpenForm, Unknown, direct_id
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.model import PersonId
from tests.adapters.playground.playing import CARD, FORM, NOON


def test_a_line_in_a_channel_is_seen_by_all_in_it_and_a_card_for_one_by_that_one() -> None:
    here = cast.workspace()
    said, card = here.put(SHOP, NOON, ANA, "hello"), here.put(SHOP, NOON, view=CARD, only_for=SAM)
    assert here.seen(ANA) == [said]
    assert here.seen(SAM) == [said, card]


def test_direct_messages_are_seen_by_their_person_alone() -> None:
    here = cast.workspace()
    card = here.put(direct_id(SAM), NOON, view=CARD)
    assert here.seen(SAM) == [card]
    assert here.seen(ANA) == []
    with pytest.raises(Unknown, match="cannot be seen"):
        here.line(card.id, ANA)


def test_a_place_is_found_by_its_name_and_direct_is_ones_own() -> None:
    here = cast.workspace()
    assert here.place("#shop-relaunch", ANA).id == SHOP
    assert here.place("direct", SAM).id == direct_id(SAM)
    with pytest.raises(Unknown, match="ana is in no conversation “direct-sam”; there are shop-relaunch, lounge"):
        here.place("direct-sam", ANA)


def test_a_seat_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(Unknown, match="There is no seat “eve”; there are ana, sam, kim, lee"):
        cast.workspace().person("eve")


def test_what_is_taken_away_takes_its_thread_along() -> None:
    here = cast.workspace()
    root = here.put(SHOP, NOON, ANA, "one")
    here.put(SHOP, NOON, SAM, "two", thread=root.id)
    other = here.put(SHOP, NOON, SAM, "three")
    here.take_away(root)
    assert here.seen(ANA) == [other]


def test_whoever_looks_is_told_of_each_change() -> None:
    here, changes = cast.workspace(), []
    here.moved = lambda: changes.append(len(here.lines))
    line = here.put(SHOP, NOON, view=CARD)
    here.redraw(line, CARD, NOON)
    opened = FORM.form
    assert opened is not None
    here.open(ANA, OpenForm("f1", SHOP, opened))
    here.open(ANA, None)
    here.take_away(line)
    assert changes == [1, 1, 1, 1, 0]


def test_the_oldest_lines_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "MOST", 2)
    here = cast.workspace()
    for words in ("one", "two", "three"):
        here.put(SHOP, NOON, ANA, words)
    assert [line.text for line in here.seen(SAM)] == ["two", "three"]


def test_people_are_found_by_id_name_and_first_name() -> None:
    here = cast.workspace()
    assert [here.called(name) for name in ("sam", "Sam Reyes", "KIM", "nobody")] == [SAM, SAM, KIM, None]
    assert here.called("openline") is None
    assert here.people[OPENLINE].is_bot


def test_an_address_is_a_conversation() -> None:
    here = cast.workspace()
    assert here.where(ToPerson(PersonId("sam"))) == direct_id(SAM)
    assert here.where(InConversation(SHOP)) == SHOP
