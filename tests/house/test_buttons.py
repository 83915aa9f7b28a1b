"""Every button that any card shows can be pressed: its action is declared, and has its rule."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.engine.commands import RULES
from bot.vocabulary.actions import ACTIONS, BY_NAME
from bot.wording.forms import BLANKS
from tests.house.source import ROOT, python_files, text_of

CARRIES = {"action": 1, "Button": 1, "FormAsked": 0, "Sure": 0}
"""Where the action stands in what makes a button or asks for a form."""


def rooms(*names: str) -> list[Path]:
    """The files of some rooms of the core."""
    return [path for path in python_files("bot") if path.relative_to(ROOT).parts[1] in names]


def actions_in(path: Path) -> Iterator[tuple[str, str]]:
    """Each action a file names outright, and where: in a button, in what makes one, in a form or a table of offers."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Call):
            yield from ((found, f"{path.relative_to(ROOT)}:{node.lineno}") for found in _named(node))


def _named(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = 0 if name.endswith("_button") else CARRIES.get(name)
    arguments = [each.value for each in call.keywords if each.arg == "action"]
    if place is not None and len(call.args) > place:
        arguments.append(call.args[place])
    for each in arguments:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


FOUND = [found for path in rooms("wording", "engine") for found in actions_in(path)]


def test_there_are_buttons_to_look_at() -> None:
    assert {"mine", "later", "join", "help"} <= {action for action, _ in FOUND}


def test_every_button_is_declared_and_has_its_rule() -> None:
    dead = [f"{where} {action}" for action, where in FOUND if action not in BY_NAME or action not in RULES]
    assert not dead, f"These buttons do nothing: {dead}"


def test_every_declared_action_has_its_rule() -> None:
    assert [action.name for action in ACTIONS if action.name not in RULES] == []


def test_every_form_that_is_asked_for_is_there() -> None:
    asked = {action for path in rooms("engine") for action in _forms(path)}
    assert asked <= set(BLANKS)


def _forms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FormAsked":
            yield from _named(node)
