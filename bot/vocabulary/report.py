"""A report in words and points, with nothing of its looks: whoever draws it adds no fact and no sentence.

Everything in it is text to be shown, never markup: it may hold names that people chose for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Column(NamedTuple):
    """One column of a table; `numeric` ones are set to the right."""

    title: str
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under columns; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


class Tick(NamedTuple):
    """A place on an axis and what stands there."""

    at: float
    label: str


class Point(NamedTuple):
    """One value of a line; `y` is None where there is none to show. `at_least` marks a value that is only a bound."""

    x: float
    y: float | None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart, labelled where it ends. `steps` holds its value until the next point."""

    label: str
    points: tuple[Point, ...]
    steps: bool = False


class Rule(NamedTuple):
    """A straight line across a chart at one value, with what it means."""

    at: float
    label: str
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of at most two lines. `finding` says what it shows, to those who do not see it.

    Both axes begin at 0 and end at `right` and `top`; what lies beyond is cut off there.
    """

    title: str
    finding: str
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    right: float
    top: float
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One matter: a headline, its facts in a line, where to look at it."""

    headline: str
    facts: str
    link: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under its own heading. `lead` says what it finds; `notes` how to read it."""

    title: str
    lead: str = ""
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: what it is, what was found in one sentence, then section by section."""

    title: str
    about: str
    headline: str
    sections: tuple[Section, ...]
    small_print: tuple[str, ...] = ()
