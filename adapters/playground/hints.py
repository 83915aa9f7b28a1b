"""What may be meant by what is being typed, from the one declaration of commands: names, parameters, people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from adapters.playground.workspace import Workspace
from bot.vocabulary.commands import BY_NAME, COMMANDS, NAME, Command, Parameter, ParameterKind
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Choice

MOST: Final = 8
NAMING: Final = re.compile(r"(?:^|(?<=\s))@([\w.-]*)$")
COMMAND: Final = re.compile(rf"/(?:{NAME})?\s*(?P<name>\w*)(?P<rest>\s.*)?", re.DOTALL | re.IGNORECASE)


class Hint(NamedTuple):
    """One thing that may be meant. `fills` is what stands there if it is taken; None where it only tells."""

    label: str
    about: str
    fills: str | None = None


class Part(NamedTuple):
    """The parameter of a command that is being typed, and what of it is there."""

    command: str
    parameter: str
    text: str


def hints(text: str, workspace: Workspace, seat: PersonId, choices: Iterable[Choice] = ()) -> list[Hint]:
    """What may be meant. `choices` are what the reception suggests for the part at hand (`part`)."""
    if people := list(_people(text, workspace, seat)):
        return people[:MOST]
    found = COMMAND.fullmatch(text)
    if found is None:
        return []
    command = BY_NAME.get(found["name"].lower())
    if command is None or found["rest"] is None:
        return [_named(each) for each in _beginning(found["name"].lower())][:MOST]
    typed = part(text)
    head = text[: len(text) - len(typed.text)] if typed else text
    suggested = [Hint(each.label, "", f"{head}{each.value} ") for each in choices]
    return [*suggested, *_told(command, text)][:MOST]


def part(text: str) -> Part | None:
    """Which parameter the end of a line belongs to: the last one whose words have been written, or the first."""
    found = COMMAND.fullmatch(text)
    command = BY_NAME.get(found["name"].lower()) if found and found["rest"] else None
    if command is None or found is None or not command.parameters:
        return None
    rest = (found["rest"] or "").lstrip()
    begun = [(at, each) for each in command.parameters if (at := _begins(each, rest)) is not None]
    if begun:
        at, parameter = max(begun, key=lambda each: each[0])
        return Part(command.name, parameter.name, rest[at:])
    first = next((each for each in command.parameters if each.kind is ParameterKind.CHOICE), None)
    return Part(command.name, first.name, rest) if first else None


def _begins(parameter: Parameter, rest: str) -> int | None:
    """Where the words of a parameter begin, after what introduces it."""
    words = "|".join(map(re.escape, parameter.introduced_by))
    found = list(re.finditer(rf"(?:^|\s)(?:{words})\s+", rest, re.IGNORECASE)) if words else []
    return found[-1].end() if found else None


def _people(text: str, workspace: Workspace, seat: PersonId) -> Iterator[Hint]:
    naming = NAMING.search(text)
    if naming is None:
        return
    for who, each in workspace.seats.items():
        if who != seat and each.person.name.casefold().startswith(naming[1].casefold()):
            yield Hint(each.person.name, each.title, f"{text[: naming.start()]}@{who} ")


def _beginning(name: str) -> Iterator[Command]:
    return (each for each in COMMANDS if each.name.startswith(name))


def _named(command: Command) -> Hint:
    return Hint(f"/{NAME} {command.name}", command.summary, f"/{NAME} {command.name} ")


def _told(command: Command, text: str) -> Iterator[Hint]:
    """What a command takes; and whole examples, as long as nothing of it is there."""
    if text.split()[-1].lower() == command.name:
        yield from (
            Hint(f"/{NAME} {each}", "For example", f"/{NAME} {each}") for each in command.examples if " " in each
        )
    for each in command.parameters:
        introduced = f"{each.introduced_by[0]} …" if each.introduced_by else each.name.replace("_", " ")
        yield Hint(introduced, each.help)
