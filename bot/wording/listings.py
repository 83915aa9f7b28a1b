"""Lists and looks: my turn, waiting for others, how an engagement stands, help, what is kept about me."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.vocabulary import commands
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.checkins import Blocker
from bot.vocabulary.commands import NAME, Command, Parameter, ParameterKind
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap
from bot.vocabulary.roles import Role
from bot.vocabulary.view import Button, Channel, Code, Document, Named, Section, Span, Strong, Text, View
from bot.wording import checkins
from bot.wording.durations import spoken
from bot.wording.moments import moment

SHOWN: Final = 10


class Item(NamedTuple):
    """One thing that waits: a question or an expectation, the other person, since when, working time so far."""

    matter: Gap | Expectation
    other: PersonId | None
    since: datetime
    waited: timedelta
    blocker: Blocker | None = None
    """What it is about, where it was told in a check-in."""


def mine(items: Sequence[Item], others: int, zone: str) -> View:
    """What is one's turn, oldest first."""
    see = (Button("See them", "waiting"),) if others else ()
    if not items:
        count = f"{others} {'thing waits' if others == 1 else 'things wait'} for others." if others else ""
        return View(("Nothing waits for you.",), ((count,),) if count else (), buttons=see)
    headline = "One thing is your turn" if len(items) == 1 else f"{len(items)} things are your turn"
    return View((Strong(headline),), sections=sections(items, zone, mine=True), buttons=see)


def waiting(items: Sequence[Item], others: int, zone: str) -> View:
    """What others owe, oldest first."""
    see = (Button("See my turn", "mine"),) if others else ()
    if not items:
        return View(("You wait for nobody.",), ((f"{others} things are your turn.",),) if others else (), buttons=see)
    headline = "You wait for one thing" if len(items) == 1 else f"You wait for {len(items)} things"
    return View((Strong(headline),), sections=sections(items, zone, mine=False), buttons=see)


def sections(items: Sequence[Item], zone: str, mine: bool) -> tuple[Section, ...]:
    """Things that wait, in the order given: a section each, with its action."""
    found = tuple(_section(item, zone, mine) for item in items[:SHOWN])
    left = len(items) - SHOWN
    return (*found, Section(f"And {left} more", ())) if left > 0 else found


def _section(item: Item, zone: str, mine: bool) -> Section:
    """One thing in two lines; its text where there is one, else where it was said."""
    waited = f"{spoken(item.waited)} of {'your' if mine else 'their'} working time"
    who: Text = (Named(item.other),) if item.other else ("anybody here",)
    if isinstance(item.matter, Expectation):
        due: Text = (" · by ", moment(item.matter.due_at, zone)) if item.matter.due_at else ()
        lines: tuple[Text, ...] = ((*who, f" · {item.matter.state}", *due), (waited,))
        return Section(item.matter.what[:200], lines, (Button("Show", "show", item.matter.id),))
    if item.blocker is not None:
        answer = (Button("Answer", "answer-blocker", item.blocker.id),) if mine else ()
        told: Text = checkins.headline(item.blocker, PersonId(""))
        return Section("Told in a check-in", (told, (waited,)), answer)
    asked: tuple[Span, ...] = (" asked" if mine else " was asked", " on ", moment(item.since, zone), " in ")
    return Section("A question", ((*who, *asked, Channel(item.matter.conversation)), (waited,)))


def help_all(role: Role) -> View:
    """Every command one may give, with a line on each."""
    allowed = [command for command in commands.COMMANDS if role in command.who]
    lines: tuple[Text, ...] = tuple((Code(usage(command)), f" {command.summary}") for command in allowed)
    return View(
        (Strong("What you can do"),),
        sections=(Section("Commands", lines),),
        small_print=("More on one: ", Code(f"/{NAME} help expect")),
    )


def help_one(command: Command) -> View:
    """One command with its parameters and examples."""
    examples: tuple[Text, ...] = tuple((Code(f"/{NAME} {each}"),) for each in command.examples)
    takes: tuple[Text, ...] = tuple((Code(each.name), f" {each.help}") for each in command.parameters)
    sections = (Section("What it takes", takes), Section("Examples", examples))
    return View(
        (Strong(f"/{NAME} {command.name}"), f": {command.summary}"),
        ((command.sees,),) if command.sees else (),
        sections=tuple(section for section in sections if section.lines),
    )


def usage(command: Command) -> str:
    """How a command is typed: "expect @person what [by …] [done when …]".

    A zone that stands behind other words is no part of the line: only a platform that takes parameters apart has it.
    """
    typed = [
        each for each in command.parameters if each.kind is not ParameterKind.ZONE or command.parameters[0] == each
    ]
    return " ".join((command.name, *(_shown(parameter) for parameter in typed)))


def _shown(parameter: Parameter) -> str:
    people = {ParameterKind.PERSON: "@person", ParameterKind.PEOPLE: "@person…"}
    words = people.get(parameter.kind) or "|".join(choice.value for choice in parameter.choices) or parameter.name
    if parameter.introduced_by:
        words = f"{parameter.introduced_by[0].removesuffix(':')} …"
    return words if parameter.is_required else f"[{words}]"


def privacy(kept: Mapping[str, int], names: Sequence[str]) -> View:
    """What is kept about one, for how long, who sees it, and the way out."""
    if not any(kept.values()):
        return View(("Nothing is kept about you.",), (("Nothing will be before you join an engagement.",),))
    counted = tuple((f"{count} {kind}",) for kind, count in kept.items() if count)
    seen = f"Seen by those in {' and '.join(names)}, and by you." if names else "Seen by you alone."
    return View(
        (Strong("What is kept about you"),),
        ((seen,), ("Who, when and where; never what was said in messages.",)),
        sections=(Section("Entries", counted),),
        buttons=(Button("Export", "export"), Button("Erase it", "erase")),
        small_print=("What you typed into Openline itself is kept as you typed it, until you erase it.",),
    )


def exported(documents: tuple[Document, ...]) -> View:
    """The files, or that there is nothing to take along."""
    if not documents:
        return privacy({}, ())
    return View((Strong("Everything that is kept about you"),), (("For you alone.",),), documents=documents)
