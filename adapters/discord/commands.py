"""The commands as Discord registers them, made from the one declaration, and read back from what somebody gave.

`/openline` holds each command as a subcommand; where there are more than Discord takes, the last ones stand in a group.
Message shortcuts are commands of a message's menu. Nothing is required by Discord: what is missing is asked by a form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from adapters.discord import limits
from adapters.discord.limits import clipped
from bot.vocabulary.actions import SHORTCUTS, Shortcut
from bot.vocabulary.commands import COMMANDS, NAME, Command, Parameter, ParameterKind
from bot.vocabulary.events import Value

SUBCOMMAND, GROUP, STRING, USER = 1, 2, 3, 6
CHAT_INPUT, MESSAGE = 1, 3
IN_GUILD: Final = 0
"""Where commands are given: a workspace belongs to each; a direct message has none."""
MORE: Final = "more"
PEOPLE: Final = 5
"""People that one command names at most; Discord has no parameter for several."""
ADVISED: Final = frozenset({ParameterKind.ZONE, ParameterKind.DEADLINE})
"""Kinds of parameters for which something is suggested while somebody types; elsewhere an empty list is in the way."""
Json = dict[str, Any]


class Given(NamedTuple):
    """A command as somebody gave it, and the parameter they are typing into, if they are."""

    command: str
    values: tuple[Value, ...]
    typing: Value | None = None


def registration(
    summary: str, declared: Sequence[Command] = COMMANDS, shortcuts: Iterable[Shortcut] = SHORTCUTS
) -> list[Json]:
    """Everything that is registered, in the form of Discord's bulk overwrite."""
    direct, rest = list(declared), list[Command]()
    if len(declared) > limits.OPTIONS:
        direct, rest = direct[: limits.OPTIONS - 1], direct[limits.OPTIONS - 1 :]
    options = [_subcommand(each) for each in direct]
    if rest:
        inside = [_subcommand(each) for each in rest]
        options.append({"type": GROUP, "name": MORE, "description": _described(summary), "options": inside})
    slash = {"type": CHAT_INPUT, "name": NAME, "description": _described(summary), "options": options}
    menu = [{"type": MESSAGE, "name": each.label[: limits.NAME]} for each in shortcuts]
    return [{**each, "contexts": [IN_GUILD], "integration_types": [0]} for each in (slash, *menu)]


def size(command: Mapping[str, Any]) -> int:
    """Characters that count towards Discord's limit of one command."""
    own = sum(limits.length(str(command.get(key) or "")) for key in ("name", "description", "value"))
    return own + sum(size(each) for key in ("options", "choices") for each in command.get(key) or ())


def given(data: Mapping[str, Any]) -> Given | None:
    """What was given, from an interaction's data; None where it is no command of ours."""
    options = _options(data)
    if data.get("name") != NAME or not options:
        return None
    chosen = options[0]
    if chosen.get("type") == GROUP:
        chosen = next(iter(_options(chosen)), {})
    name = chosen.get("name")
    if not isinstance(name, str) or not name:
        return None
    told = _options(chosen)
    values = tuple(Value(_parameter(each), str(each["value"])) for each in told if each.get("value") not in (None, ""))
    typing = next((Value(_parameter(each), str(each.get("value") or "")) for each in told if each.get("focused")), None)
    return Given(name, values, typing)


def shortcut(label: object) -> str | None:
    """The action of a message's menu entry."""
    return next((each.action for each in SHORTCUTS if each.label[: limits.NAME] == label), None)


def _subcommand(command: Command) -> Json:
    options = [option for parameter in command.parameters for option in _parameters(parameter)]
    told: Json = {"type": SUBCOMMAND, "name": command.name, "description": _described(command.summary)}
    return told | ({"options": options[: limits.OPTIONS]} if options else {})


def _parameters(parameter: Parameter) -> list[Json]:
    told: Json = {"name": parameter.name, "description": _described(parameter.help)}
    match parameter.kind:
        case ParameterKind.PERSON:
            return [told | {"type": USER}]
        case ParameterKind.PEOPLE:
            names = [parameter.name, *(f"{parameter.name}_{number}" for number in range(2, PEOPLE + 1))]
            return [told | {"type": USER, "name": name} for name in names]
        case _:
            return [told | {"type": STRING} | _choices(parameter)]


def _choices(parameter: Parameter) -> Json:
    if parameter.choices and len(parameter.choices) <= limits.OPTIONS:
        chosen = [{"name": clipped(each.label, 100), "value": each.value[:100]} for each in parameter.choices]
        return {"choices": chosen}
    return {"autocomplete": True} if parameter.choices or parameter.kind in ADVISED else {}


def _parameter(option: Mapping[str, Any]) -> str:
    """The declared name: people beyond the first stand in numbered options."""
    name = str(option.get("name") or "")
    head, _, number = name.rpartition("_")
    return head if option.get("type") == USER and head and number.isdigit() else name


def _described(text: str) -> str:
    return clipped(" ".join(text.split()), limits.HELP) or "…"


def _options(of: Mapping[str, Any]) -> list[Json]:
    options = of.get("options")
    return [each for each in options if isinstance(each, dict)] if isinstance(options, list) else []
