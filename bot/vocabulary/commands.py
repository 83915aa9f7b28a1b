"""The one declaration of commands: their names, parameters, who may give them, and what help says about them.

Slack's and Discord's registration, `help`, the docs page and the playground's autocomplete are made from it; so are
the gate in `engine.access` and the reading of what people type. Buttons and forms are declared in `actions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.vocabulary.roles import ANYBODY, HERE, OWNERS, Role
from bot.vocabulary.view import Choice

NAME: Final = "openline"
"""What the commands are called together: `/openline expect …`."""


class ParameterKind(StrEnum):
    """What a parameter takes, and so how a platform asks for it."""

    PERSON = "person"
    PEOPLE = "people"
    WORDS = "words"
    DEADLINE = "deadline"
    """A moment in plain English, as `engine.deadlines` reads it."""
    CHOICE = "choice"
    ZONE = "zone"
    """A time zone, or a city in it; suggested with the time it is there now."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a command takes. What is required and missing is asked for by a form.

    `introduced_by` are the words that stand before it in a line of text ("done when"); a parameter of words without
    any takes what is left.
    """

    name: str
    kind: ParameterKind
    help: str
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    introduced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `who` may give it; nobody else can. `changes` is False where it only looks."""

    name: str
    summary: str
    who: frozenset[Role]
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()
    changes: bool = True
    sees: str = ""
    """What one sees, for help and the guide."""


ZONE: Final = Parameter("zone", ParameterKind.ZONE, "Your time zone, or a city in it")
WHO: Final = Parameter("person", ParameterKind.PERSON, "Who it is for", is_required=True)
FORMATS: Final = (Choice("json", "JSON, everything"), Choice("csv", "CSV, a table for each kind"))
SCHEDULE: Final = Choice("schedule", "Choose days and time")
CHECK_INS: Final = (Choice("now", "Answer now"), SCHEDULE, Choice("skip", "Skip the next one"))

COMMANDS: Final = (
    Command(
        "home",
        "See everything of yours on one page",
        ANYBODY,
        examples=("home",),
        changes=False,
        sees="Your turn, what others owe you, your engagements in a line each, and what you can set, "
        "each with its action beside it. `/openline` alone shows it, too.",
    ),
    Command(
        "start",
        "Begin an engagement in this channel and invite the people you hand work to",
        frozenset({Role.OWNER, Role.STRANGER, Role.ADMIN}),
        (
            Parameter("people", ParameterKind.PEOPLE, "Whom you work with; the first one leads", is_required=True),
            Parameter("name", ParameterKind.WORDS, "What to call the engagement"),
            ZONE,
        ),
        ("start @sam", "start @sam @lee the new shop"),
        sees="An invitation in the channel. Nothing is recorded about anybody before they have joined.",
    ),
    Command(
        "join",
        "Accept the invitation and say when you work",
        frozenset({Role.STRANGER, Role.VISITOR, Role.REMOVED, Role.ADMIN}),
        (ZONE,),
        ("join", "join Europe/Berlin"),
        sees="A short form: time zone, working hours, holidays, hours a week, what you do and how to reach you.",
    ),
    Command(
        "leave",
        "Leave the engagement of this channel",
        HERE,
        examples=("leave",),
        sees="One question to make sure, then a line in the channel. Nothing more is recorded about you.",
    ),
    Command(
        "end",
        "Close the engagement of this channel",
        frozenset({Role.OWNER, Role.ASSISTANT}),
        examples=("end",),
        sees="One question to make sure. What is still open is withdrawn; both sides can still export.",
    ),
    Command(
        "goals",
        "See what the owner is after, or add a goal",
        HERE,
        (Parameter("goal", ParameterKind.WORDS, "A goal to add (owners)"),),
        ("goals", "goals open the shop before Christmas"),
        sees="Each goal with what moves towards it. Owners add, reach and drop goals here.",
    ),
    Command(
        "expect",
        "Ask somebody for something, with a deadline and when it is done",
        HERE,
        (
            WHO,
            Parameter("what", ParameterKind.WORDS, "What you expect, in one line", is_required=True),
            Parameter("by", ParameterKind.DEADLINE, "When it is due, on their calendar", introduced_by=("by",)),
            Parameter(
                "done_when",
                ParameterKind.WORDS,
                "How both of you can tell that it is done",
                introduced_by=("done when", "done once", "done-when", "definition of done"),
            ),
            Parameter("takes", ParameterKind.WORDS, "Hours of work it takes", introduced_by=("takes", "estimate")),
            Parameter(
                "context",
                ParameterKind.WORDS,
                "Why, for whom, where to look",
                introduced_by=("context:", "because", "so that"),
            ),
        ),
        (
            "expect @sam new banner by Friday 5pm done when it is on the site",
            "expect @sam the invoice list in 3 working days takes 2 h",
        ),
        sees="A card in the channel that changes as it goes on. A missing deadline or definition of done is asked for.",
    ),
    Command(
        "mine",
        "See what is your turn, oldest first",
        ANYBODY,
        examples=("mine",),
        changes=False,
        sees="Questions that wait for you and expectations that are your move, with the time they have waited.",
    ),
    Command(
        "waiting",
        "See what others owe you",
        ANYBODY,
        examples=("waiting",),
        changes=False,
        sees="The same from the other side: what you asked and what has not come back yet.",
    ),
    Command(
        "checkin",
        "Answer, plan or skip check-ins",
        HERE,
        (Parameter("what", ParameterKind.CHOICE, "What to do", choices=CHECK_INS),),
        ("checkin", "checkin schedule", "checkin skip"),
        sees="The questions as a form, with your last answers beside them.",
    ),
    Command(
        "away",
        "Say that you are off, or back again",
        HERE,
        (Parameter("until", ParameterKind.WORDS, "Until when, or from when to when"),),
        ("away until Friday", "away 24 Dec to 2 Jan", "away today", "away back"),
        sees="Nothing is sent to you meanwhile and no time counts; whoever waits for you sees when you are back.",
    ),
    Command(
        "feedback",
        "Give feedback",
        HERE,
        (WHO,),
        ("feedback @sam",),
        sees="Three short fields: a rating, what went well, what to change.",
    ),
    Command(
        "digest",
        "See this week so far",
        HERE,
        examples=("digest",),
        changes=False,
        sees="Who waited how long in both directions, what is open, and at most three suggestions.",
    ),
    Command(
        "health",
        "See how the engagement stands, with reasons",
        HERE,
        examples=("health",),
        changes=False,
        sees="Five headings, each with its state, its numbers, what changed and the next step. Never one score.",
    ),
    Command(
        "capacity",
        "See how many hours a week are taken, or say how many you have",
        HERE,
        (Parameter("hours", ParameterKind.WORDS, "Hours a week you have for this"),),
        ("capacity", "capacity 20"),
        sees="What is taken by what was asked for, what is free, and what has no estimate yet.",
    ),
    Command(
        "vet",
        "Get to know somebody before they are given work",
        HERE | {Role.STRANGER, Role.ADMIN},
        (Parameter("people", ParameterKind.PEOPLE, "Who; people who have not joined are invited as candidates"),),
        ("vet", "vet @sam", "vet @sam @lee"),
        sees="What is settled, by whom and when, and how working together went so far. Several people side by side.",
    ),
    Command(
        "terms",
        "See or set how work is paid, and what can be afforded",
        HERE,
        (Parameter("terms", ParameterKind.WORDS, "A duty and how it is paid (owners)"),),
        (
            "terms",
            "terms design: 30 EUR/h, at most 20 h a week",
            "terms support: retainer 40 h a month for 1600 EUR, rolls over",
            "terms sales: commission 10 %, 12 % above 10000 EUR",
        ),
        sees="Each duty with its way of paying, caps and dates, for both sides. New terms leave the past as it was.",
    ),
    Command(
        "log",
        "Write down time, a cost, a sale or a payment",
        HERE,
        (Parameter("entry", ParameterKind.WORDS, "What, how much, when"),),
        (
            "log 2h30 landing page yesterday",
            "log cost 40 EUR stock photos",
            "log sale 1200 USD order 88",
            "log paid 500 EUR",
        ),
        sees="The entry, and what is left of the budget. The other side confirms or disputes it.",
    ),
    Command(
        "budget",
        "See what is used and what is left, or a statement",
        HERE,
        (Parameter("period", ParameterKind.WORDS, "For a statement: last month, October, Q3 2026"),),
        ("budget", "budget last month", "budget 2026-10"),
        changes=False,
        sees="Each cap with what is used and left, and what is open. A statement comes as CSV and as a page to print.",
    ),
    Command(
        "hours",
        "Say when you work",
        HERE,
        (Parameter("hours", ParameterKind.WORDS, "Your week"),),
        ("hours", "hours Mon-Fri 9-12, 13-17", "hours Mon-Thu 10am-6pm"),
        sees="Your hours as they are, and a form to change them. The past keeps the hours it had.",
    ),
    Command(
        "settings",
        "Choose the targets of the engagement",
        OWNERS,
        examples=("settings",),
        sees="A form: how soon to answer and to acknowledge, when to warn, whether to nudge.",
    ),
    Command(
        "privacy",
        "See what is kept about you, or have it erased",
        ANYBODY,
        (Parameter("what", ParameterKind.CHOICE, "What to do", choices=(Choice("erase", "Erase it"),)),),
        ("privacy", "privacy erase"),
        sees="How many entries of which kind are kept, for how long, who sees them, and a way to erase them.",
    ),
    Command(
        "export",
        "Get everything that is kept about you",
        ANYBODY,
        (Parameter("format", ParameterKind.CHOICE, "The form of the file", choices=FORMATS),),
        ("export json", "export csv"),
        changes=False,
        sees="A file, for you alone.",
    ),
    Command(
        "help",
        "See what Openline can do",
        ANYBODY,
        (Parameter("command", ParameterKind.WORDS, "A command to explain"),),
        ("help", "help expect"),
        changes=False,
        sees="This list, or one command with its examples.",
    ),
)

BY_NAME: Final = {command.name: command for command in COMMANDS}
