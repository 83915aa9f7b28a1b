"""The cards of capacity."""

from __future__ import annotations

from bot.vocabulary.capacity import RoomAsked
from bot.wording.capacity import Piece, Shown, ask, at_home, of_all, of_one, offer
from tests.kept import ACME, BUILD, KIM, NOW, SAM, later

PIECES = (Piece("e1", "Small thing", 1.25), Piece("e2", "New shop", 9, later(48)), Piece("e3", "Who knows", None))
SEEN = Shown(SAM, "Sam", "build/sam", 20, 10.25, PIECES)


def test_it_says_what_is_taken_what_is_free_and_what_does_not_count() -> None:
    card = of_one(SEEN, BUILD, "UTC", is_own=False)
    assert "10.2 of 20 h a week are taken, 9.8 h free" in str(card.headline)
    assert "1 thing has no estimate and does not count" in str(card.facts)
    assert "New shop" in str(card.sections[0].lines[0])
    assert [(each.action, each.about) for each in card.buttons] == [("hand-over", "build/sam"), ("estimate", "e3")]


def test_for_oneself_the_hours_can_be_changed() -> None:
    assert of_one(SEEN, BUILD, "UTC", is_own=True).buttons[0].action == "say-hours"


def test_too_much_and_unknown_hours_are_said() -> None:
    assert "2 h too much" in str(of_one(Shown(SAM, "Sam", "", 8, 10), BUILD, "UTC", is_own=False).headline)
    assert "nobody knows of how many" in str(of_one(Shown(SAM, "Sam", "", None, 3), BUILD, "UTC", is_own=True).headline)


def test_everybody_together_and_each_with_what_can_be_done() -> None:
    card = of_all((SEEN, Shown(KIM, "Kim", "build/kim", 10, 2)), "The site")
    assert "12.2 of 30 h a week are taken" in str(card.headline)
    assert [section.heading for section in card.sections] == ["Sam", "Kim"]
    assert [button.action for button in card.sections[0].buttons] == ["hand-over", "capacity"]
    assert of_all((), "The site").headline == ("Nobody has joined yet.",)


def test_room_is_asked_about_with_a_way_to_say_no_and_offered_after_a_yes() -> None:
    question = ask(8, "The site", BUILD)
    assert [button.action for button in question.buttons] == ["room-yes", "room-no", "room-hours"]
    said = RoomAsked(ACME, BUILD, SAM, NOW, 8, later(1), has_room=True, hours=6)
    card = offer(SAM, said, "build/sam")
    assert "about 6 h a week free" in str(card.headline)
    assert [button.action for button in card.buttons] == ["hand-over", "dismiss"]
    answered = of_one(Shown(SAM, "Sam", "build/sam", 20, 1, (), said), BUILD, "UTC", is_own=True)
    assert "yes, about 6 h" in str(answered.facts)


def test_a_retainer_and_a_check_in_are_told_and_on_ones_page_each_has_a_line() -> None:
    held = Shown(SAM, "Sam", "build/sam", 20, 9.25, held=9.25, said_free=6)
    card = of_one(held, BUILD, "UTC", is_own=False)
    assert "9.2 h a week are held by a retainer" in str(card.facts)
    assert "Said in a check-in: 6 h a week free" in str(card.facts)
    section = at_home((held, SEEN), "The site", BUILD)
    assert len(section.lines) == 2
    assert [button.action for button in section.buttons] == ["capacity"]
