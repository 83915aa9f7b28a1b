"""Cards as the worst of people would fill them, made up by lot: a seed gives the same ones again."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from adapters.slack.spans import clean
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.view import (
    Button,
    Channel,
    Choice,
    Code,
    Field,
    FieldKind,
    Form,
    Mention,
    Moment,
    MomentStyle,
    Named,
    Picture,
    Section,
    Span,
    Strong,
    Url,
    View,
    Weight,
)

Made = TypeVar("Made")
CARDS = int(os.environ.get("CARDS", "4000"))
"""`CARDS=20000` looks at as many as the bar asks for."""
SEEDS = range(4)

NASTY = (
    "<!channel>", "<!here|x>", "<@U0SAM>", "<#C0SITE>", "<https://evil.example|https://bank.example>",
    "&lt;!everyone&gt;", "*bold* _it_ ~no~ `code` ```block```", "> quoted", "@channel @here", "\u202egnitirw", "שלום",
    "👩‍👩‍👧‍👦" * 40, "😀" * 1600,
    "a|b>c<d&", "\n\n\n", "", " ", "\x00\x1b[31m", "https://example.org/a_b*c?d=1&e=<x>", "x" * 4000, "\ud800",
    "<!date^1^{date}|never>", "</script>", "=1+1", ":smile:",
)  # fmt: skip

LETTERS = ((0, 0x7F), (0, 0x7F), (0x80, 0x17F), (0x590, 0x6FF), (0x2000, 0x206F), (0xD800, 0xDFFF), (0x1F300, 0x1FAFF))
"""Where letters are taken from: controls, right to left, marks, halves of letters, four bytes."""
PEOPLE, PLACES = ("U0ANA", "U0SAM", "W1", "nobody", "<!here>"), ("C0SITE", "D0SAM", "site", "<!here>")


def many(seed: int, make: Callable[[Random], Made]) -> Iterator[Made]:
    """A quarter of all."""
    lot = Random(seed)  # noqa: S311 - from a seed
    return (make(lot) for _ in range(CARDS // len(SEEDS)))


def some(lot: Random, most: int, make: Callable[[Random], Made]) -> tuple[Made, ...]:
    """A few, and sometimes as many as there may be."""
    number = most if lot.random() < 0.02 else lot.randint(0, min(most, 3))
    return tuple(make(lot) for _ in range(number))


def letters(lot: Random, most: int, least: int = 0) -> str:
    """Letters from everywhere."""
    length = most if lot.random() < 0.02 else lot.randint(least, max(least, min(most, 24)))
    return "".join(chr(lot.randint(*lot.choice(LETTERS))) for _ in range(length))


def text(lot: Random) -> str:
    """What somebody may have typed."""
    match lot.randrange(4):
        case 0:
            return letters(lot, 80)
        case 1:
            return "".join(lot.choice(NASTY) for _ in range(lot.randint(0, 4)))
        case _:
            return lot.choice(NASTY)


def label(lot: Random) -> str:
    """What a button may be called."""
    return letters(lot, 100) if lot.random() < 0.5 else lot.choice(NASTY)


def name(lot: Random) -> str:
    """The name of an action."""
    return "-".join("".join(lot.choices("abcxyz", k=lot.randint(1, 12))) for _ in range(lot.randint(1, 2)))


def about(lot: Random) -> str:
    """What a button concerns."""
    return letters(lot, 300) if lot.random() < 0.5 else "C0SITE/1717400000.000100"


def span(lot: Random) -> Span:
    """A piece of a line."""
    match lot.randrange(8):
        case 0:
            return Strong(text(lot))
        case 1:
            return Code(text(lot))
        case 2:
            return Named(PersonId(lot.choice(PEOPLE)))
        case 3:
            return Mention(PersonId(lot.choice(PEOPLE)))
        case 4:
            return Channel(ConversationId(lot.choice(PLACES)))
        case 5:
            at = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(seconds=lot.randrange(3_400_000_000))
            return Moment(at, lot.choice(list(MomentStyle)), text(lot))
        case 6:
            return Url(lot.choice((text(lot), "https://example.org/x")), text(lot))
        case _:
            return text(lot)


def line(lot: Random) -> tuple[Span, ...]:
    """A line of a card."""
    return some(lot, 6, span)


def button(lot: Random) -> Button:
    """A button."""
    return Button(label(lot), name(lot), about(lot), lot.choice(list(Weight)))


def buttons(lot: Random) -> tuple[Button, ...]:
    """Buttons in a row."""
    return some(lot, 8, button)


def section(lot: Random) -> Section:
    """A section of a card."""
    return Section(text(lot), some(lot, 20, line), buttons(lot))


def row(lot: Random) -> View:
    """A card of buttons."""
    return View(line(lot), buttons=buttons(lot), more=buttons(lot))


def card(lot: Random) -> View:
    """A card."""
    picture = Picture("<svg/>", text(lot)) if lot.random() < 0.5 else None
    return View(line(lot), some(lot, 4, line), some(lot, 30, section), buttons(lot), buttons(lot), line(lot), picture)


def field(lot: Random) -> Field:
    """A field of a form."""
    choices = some(lot, 6, lambda lot: Choice(letters(lot, 200, 1), label(lot)))
    kind, is_required = lot.choice(list(FieldKind)), lot.random() < 0.5
    return Field(
        letters(lot, 30, 1), label(lot), kind, text(lot), text(lot), choices, is_required, text(lot), text(lot)
    )


def form(lot: Random) -> Form:
    """A form, whose fields have names of their own."""
    fields = {clean(each.name).strip(): each for each in (field(lot), *some(lot, 4, field))}
    return Form(label(lot), name(lot), tuple(fields.values()), about(lot), label(lot), line(lot))
