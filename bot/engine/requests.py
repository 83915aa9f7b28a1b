"""What was given, pressed or sent, as one value: the same request, whichever way it came.

A line of text is read by the command's declaration: people first, then words, each introduced part where its words
stand. `engine.typed.briefs` reads the line of `expect`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final, NamedTuple

from bot.engine.typed import briefs
from bot.engine.typed.deadlines import Ask
from bot.vocabulary import commands
from bot.vocabulary.affairs import Agreements
from bot.vocabulary.calendar import default_calendar
from bot.vocabulary.commands import Command, Parameter, ParameterKind
from bot.vocabulary.events import ButtonPressed, CommandGiven, Given, Value
from bot.vocabulary.model import PersonId

MENTION: Final = re.compile(r"\s*(?:<@!?(?P<id>[^>|\s]+)(?:\|[^>]*)?>|@(?P<name>[\w.-]+))[,:]?\s*(?:and\s+(?=[<@]))?")
HEADING: Final = re.compile(r"\s*(?P<name>\w[\w-]*)?\s*(?P<rest>.*)", re.DOTALL)
WHO: Final = frozenset({ParameterKind.PERSON, ParameterKind.PEOPLE})


@dataclass(frozen=True, slots=True)
class Request:
    """Something somebody asks of Openline. `is_form` says that it was filled in: what is missing was left out."""

    id: str
    at: datetime
    by: PersonId
    action: str
    about: str = ""
    values: tuple[Value, ...] = ()
    is_form: bool = False

    def all(self, name: str) -> tuple[str, ...]:
        """Everything given under a name."""
        return tuple(value.text.strip() for value in self.values if value.name == name and value.text.strip())

    def one(self, name: str) -> str:
        """What was given under a name, or nothing."""
        return next(iter(self.all(name)), "")


def short(id: str) -> str:
    """An id of our own, made from that of the interaction: the same however often it is delivered."""
    return sha256(id.encode()).hexdigest()[:12]


def understood(event: Given, situation: Agreements) -> Request:
    """What was asked. A word that is no command is left as the action: nobody is allowed it, and help says so."""
    if isinstance(event, CommandGiven):
        return _command(event, situation)
    if isinstance(event, ButtonPressed):
        said = (Value("what", event.text),) if event.text else ()
        return Request(event.id, event.at, event.by, event.action, event.about, said)
    return Request(event.id, event.at, event.by, event.action, event.about, event.values, is_form=True)


def _command(event: CommandGiven, situation: Agreements) -> Request:
    name, text = _named(event)
    declared = commands.BY_NAME.get(name)
    if declared is None:
        return Request(event.id, event.at, event.by, name or "home", values=(Value("command", text),) if text else ())
    typed = _typed(declared, text, event, situation) if text.strip() else ()
    values = (*event.values, *typed)
    if name == "expect" and not text.strip():
        values = _apart(values, event, situation)
    return Request(event.id, event.at, event.by, name, values=values)


def _apart(values: tuple[Value, ...], event: CommandGiven, situation: Agreements) -> tuple[Value, ...]:
    """A whole line in the one parameter "what", where a platform has a parameter for each part, is taken apart, too."""
    names = [value.name for value in values]
    if names.count("what") != 1 or not {"by", "done_when", "context", "takes"}.isdisjoint(names):
        return values
    line = next(value.text for value in values if value.name == "what")
    others = tuple(value for value in values if value.name != "what")
    return (*others, *_brief(Line(others, line), event, situation))


def _named(event: CommandGiven) -> tuple[str, str]:
    """The command's name, which Slack leaves at the head of the text."""
    if event.command and event.command != commands.NAME:
        return event.command, event.text
    found = HEADING.fullmatch(event.text)
    return (found["name"] or "").lower() if found else "", found["rest"] if found else event.text


class Line(NamedTuple):
    """What is read of a line so far, and what is left of it."""

    values: tuple[Value, ...]
    rest: str


def _typed(command: Command, text: str, event: CommandGiven, situation: Agreements) -> tuple[Value, ...]:
    line = Line((), text)
    for parameter in command.parameters:
        if parameter.kind in WHO:
            line = _people(parameter, line, situation)
    if command.name == "expect":
        return (*line.values, *_brief(line, event, situation))
    words = next((each for each in command.parameters if each.kind not in WHO), None)
    if words is None or not line.rest.strip():
        return line.values
    return (*line.values, Value(words.name, _chosen(words, line.rest.strip())))


def _chosen(parameter: Parameter, words: str) -> str:
    return words.lower() if parameter.kind is ParameterKind.CHOICE else words


def _brief(line: Line, event: CommandGiven, situation: Agreements) -> tuple[Value, ...]:
    """The parts of what is expected, with the deadline on the calendar of whoever it is asked of."""
    who = next((value.text for value in line.values if value.name == "person"), "")
    calendar = situation.calendar(PersonId(who)) if who else default_calendar(situation.zone(event.by))
    return briefs.parts(line.rest, Ask(event.at, calendar, situation.zone(event.by)))


def _people(parameter: Parameter, line: Line, situation: Agreements) -> Line:
    """The people at the head of a line: mentions, or a name that only one person here has."""
    found, rest = list(line.values), line.rest
    while mention := MENTION.match(rest):
        found.append(
            Value(parameter.name, mention["id"] or _called(mention["name"], situation) or f"@{mention['name']}")
        )
        rest = rest[mention.end() :]
        if parameter.kind is ParameterKind.PERSON:
            break
    if len(found) == len(line.values) and (person := _called(first := rest.split(maxsplit=1)[0], situation)):
        return Line((*found, Value(parameter.name, person)), rest.strip()[len(first) :])
    return Line(tuple(found), rest)


def _called(name: str, situation: Agreements) -> PersonId | None:
    """Who is called so, if that is one person here."""
    key = name.casefold().strip(",:")
    here = situation.conversation.members
    known = (
        person
        for person in situation.people.values()
        if here is None or person.id in here or _is_in(person.id, situation)
    )
    found = [person.id for person in known if key in _names((person.name, *person.names))]
    return found[0] if len(found) == 1 else None


def _names(names: Iterable[str]) -> set[str]:
    fold: Callable[[str], str] = str.casefold
    return {fold(name) for name in names} | {fold(name).split()[0] for name in names if name.strip()}


def _is_in(person: PersonId, situation: Agreements) -> bool:
    return any(each.has_joined(person) for each in situation.affairs)
