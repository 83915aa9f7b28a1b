"""The declaration of commands fits both platforms, and says everything that help needs."""

from __future__ import annotations

import re

import pytest

from bot.vocabulary.commands import BY_NAME, COMMANDS, Command, ParameterKind
from bot.vocabulary.roles import Role


def test_no_two_commands_have_one_name() -> None:
    assert len(BY_NAME) == len(COMMANDS) <= 25, "Discord takes 25 subcommands"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_a_command_can_be_registered_on_both_platforms(command: Command) -> None:
    names = [command.name, *(parameter.name for parameter in command.parameters)]
    assert all(re.fullmatch(r"[a-z][a-z_]{0,31}", name) for name in names), "Discord: lower case, 32 characters"
    assert len(command.parameters) <= 25
    assert 1 <= len(command.summary) <= 100
    assert all(1 <= len(parameter.help) <= 100 for parameter in command.parameters)
    assert all(len(parameter.choices) <= 25 for parameter in command.parameters)
    required = [parameter.is_required for parameter in command.parameters]
    assert required == sorted(required, reverse=True), "Discord wants required options first"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_help_has_what_it_needs(command: Command) -> None:
    assert command.sees
    assert not command.summary.endswith(".")
    assert all(example.split()[0] == command.name for example in command.examples)
    assert command.examples
    assert command.who <= set(Role)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_what_only_some_words_can_be_is_a_choice(command: Command) -> None:
    for parameter in command.parameters:
        assert bool(parameter.choices) == (parameter.kind is ParameterKind.CHOICE)
