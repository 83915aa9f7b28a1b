"""The registration is made from the declaration, and fits into Discord's limits."""

from __future__ import annotations

import re
from typing import Any

import pytest

from adapters.discord import limits
from adapters.discord.commands import PEOPLE, given, registration, shortcut, size
from bot.vocabulary.actions import SHORTCUTS
from bot.vocabulary.commands import COMMANDS, Command, Parameter, ParameterKind
from bot.vocabulary.events import Value
from bot.vocabulary.roles import ANYBODY

WANTED = registration("Who waits on whom")
SLASH = WANTED[0]


def test_every_command_and_shortcut_is_registered() -> None:
    names = [each["name"] for each in _subcommands(SLASH)]
    assert names == [command.name for command in COMMANDS]
    assert [each["name"] for each in WANTED[1:]] == [each.label for each in SHORTCUTS]


def test_all_of_it_is_inside_the_limits() -> None:
    assert size(SLASH) <= limits.COMMAND
    assert len(SLASH["options"]) <= limits.OPTIONS
    for command in _subcommands(SLASH):
        options = command.get("options", [])
        assert len(options) <= limits.OPTIONS
        for each in [command, *options]:
            assert re.fullmatch(r"[-_a-z0-9]{1,32}", each["name"])
            assert 1 <= limits.length(each["description"]) <= limits.HELP
            assert not ("choices" in each and each.get("autocomplete"))
    assert len(WANTED[1:]) <= 15


def test_more_commands_than_discord_takes_stand_in_a_group() -> None:
    many = [Command(f"do{number}", "Do it", ANYBODY) for number in range(30)]
    (slash, *_) = registration("Many", many)
    assert len(slash["options"]) == limits.OPTIONS
    assert [each["name"] for each in _subcommands(slash)] == [each.name for each in many]
    data = {"name": "openline", "options": [{"type": 2, "name": "more", "options": [{"type": 1, "name": "do29"}]}]}
    found = given(data)
    assert found is not None
    assert found.command == "do29"


def test_people_take_several_options_of_one_name() -> None:
    start = next(each for each in _subcommands(SLASH) if each["name"] == "start")
    people = [each for each in start["options"] if each["type"] == 6]
    assert len(people) == PEOPLE
    options = [{"type": 6, "name": each["name"], "value": str(number)} for number, each in enumerate(people, 1)]
    found = given({"name": "openline", "options": [{"type": 1, "name": "start", "options": options}]})
    assert found is not None
    assert found.values == tuple(Value("people", str(number)) for number in range(1, PEOPLE + 1))


def test_what_is_being_typed_is_told_apart() -> None:
    options = [{"type": 3, "name": "by", "value": "fri", "focused": True}, {"type": 3, "name": "what", "value": "x"}]
    found = given({"name": "openline", "options": [{"type": 1, "name": "expect", "options": options}]})
    assert found is not None
    assert found.typing == Value("by", "fri")


@pytest.mark.parametrize("data", [{}, {"name": "other"}, {"name": "openline"}, {"name": "openline", "options": [{}]}])
def test_what_is_no_command_of_ours_is_nothing(data: dict[str, Any]) -> None:
    assert given(data) is None


def test_a_shortcut_is_known_by_its_label() -> None:
    assert {shortcut(each.label) for each in SHORTCUTS} == {each.action for each in SHORTCUTS}
    assert shortcut("Another") is None


def test_zones_are_suggested_while_somebody_types() -> None:
    words = Parameter("zone", ParameterKind.ZONE, "Your time zone")
    (slash, *_) = registration("One", [Command("join", "Join", ANYBODY, (words,))])
    assert slash["options"][0]["options"] == [
        {"type": 3, "name": "zone", "description": "Your time zone", "autocomplete": True}
    ]


def _subcommands(command: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for option in command["options"]:
        found += option["options"] if option["type"] == 2 else [option]
    return found
