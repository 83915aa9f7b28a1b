"""The declaration of buttons, forms and shortcuts."""

from bot.vocabulary.actions import ACTIONS, BY_NAME, SHORTCUTS
from bot.vocabulary.agreements import Move
from bot.vocabulary.commands import COMMANDS

BY_TIME = {Move.INQUIRE, Move.LAPSE, Move.EXPIRE, Move.PROPOSE, Move.PUT}


def test_no_name_means_two_things() -> None:
    names = [each.name for each in (*ACTIONS, *COMMANDS)]
    assert sorted(names) == sorted(set(names)) == sorted(BY_NAME)


def test_every_move_that_people_make_has_its_button() -> None:
    assert {move for move in Move if move not in BY_TIME} <= set(BY_NAME)


def test_a_name_leaves_room_for_what_it_is_about() -> None:
    assert all(len(name) <= 40 for name in BY_NAME), "a Discord button carries 100 characters in all"


def test_a_label_fits_its_button() -> None:
    assert all(1 <= len(action.label) <= 40 for action in ACTIONS)


def test_both_platforms_show_the_shortcuts() -> None:
    assert all(shortcut.action in BY_NAME for shortcut in SHORTCUTS)
    assert all(len(shortcut.label) <= 24 for shortcut in SHORTCUTS)
