"""Lists and looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.vocabulary.commands import BY_NAME, COMMANDS
from bot.vocabulary.roles import Role
from bot.vocabulary.view import Document, View
from bot.wording import listings
from bot.wording.listings import Item
from tests.agreed import Talk, ana, sam


def items(count: int) -> list[Item]:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday")
    it = talk.expectation
    return [Item(it, ana, it.since, timedelta(hours=5))] * count


def test_nothing_to_do_is_friendly_and_says_what_waits_for_others() -> None:
    assert listings.mine([], 0, "UTC") == View(("Nothing waits for you.",))
    assert listings.mine([], 2, "UTC").facts == (("2 things wait for others.",),)
    assert listings.waiting([], 0, "UTC") == View(("You wait for nobody.",))


def test_each_thing_has_its_text_whose_it_is_and_how_long_it_waited() -> None:
    view = listings.mine(items(1), 0, "UTC")
    assert view.sections[0].heading == "new banner"
    assert view.sections[0].lines[1] == ("5 h of your working time",)
    assert view.sections[0].buttons[0].action == "show"


def test_a_long_list_says_how_many_more_there_are() -> None:
    view = listings.waiting(items(14), 3, "UTC")
    assert len(view.sections) == listings.SHOWN + 1
    assert view.sections[-1].heading == "And 4 more"


@pytest.mark.parametrize("role", Role)
def test_help_shows_what_one_may_do_and_nothing_else(role: Role) -> None:
    shown = str(listings.help_all(role).sections)
    for command in COMMANDS:
        assert (command.summary in shown) == (role in command.who)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_help_on_one_command_has_its_examples(command: object) -> None:
    view = listings.help_one(BY_NAME[str(getattr(command, "name", ""))])
    assert view.sections[-1].heading == "Examples"


def test_how_a_command_is_typed() -> None:
    assert listings.usage(BY_NAME["expect"]) == "expect @person what [by …] [done when …] [takes …] [context …]"
    assert listings.usage(BY_NAME["start"]) == "start @person… [name]"
    assert listings.usage(BY_NAME["export"]) == "export [json|csv]"


def test_what_is_kept_is_counted_and_can_be_erased() -> None:
    view = listings.privacy({"questions": 3, "drafts": 0}, ["site"])
    assert view.sections[0].lines == (("3 questions",),)
    assert [button.action for button in view.buttons] == ["export", "erase"]
    assert "Nothing is kept" in str(listings.privacy({"questions": 0}, []).headline)


def test_an_export_is_a_file() -> None:
    one = Document("openline.json", "application/json", "{}")
    assert listings.exported((one,)).documents == (one,)
    assert "Nothing is kept" in str(listings.exported(()).headline)
