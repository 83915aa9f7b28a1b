"""The guide names everything one can do: a command without its words is a command nobody finds."""

import re

import pytest

from bot.vocabulary.commands import COMMANDS, NAME, Command
from bot.wording.listings import usage
from tests.house.source import ROOT

GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_the_guide_has_each_command_with_what_one_sees(command: Command) -> None:
    found = re.search(rf"^### `{command.name}`\n(.*?)(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/guide.md has no section on `{command.name}`."
    section = found[1]
    assert command.summary in section
    assert f"/{NAME} {usage(command)}" in section
    assert command.sees in section
    assert all(f"/{NAME} {example}" in section for example in command.examples)


def test_the_guide_has_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"^### `(\w+)`", GUIDE, re.MULTILINE)) == {command.name for command in COMMANDS}
