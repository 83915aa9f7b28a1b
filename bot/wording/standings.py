"""The tables of the audit: directions, pairs, people and weeks, each row named and every figure with its doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from bot.vocabulary.audit import Audit, Figures, Flow, Standing
from bot.vocabulary.model import Person, Side
from bot.vocabulary.report import Column, Table
from bot.wording import figures as said
from bot.wording.names import told_apart

PEOPLE: Final = 24
WEEKS: Final = 12


def directions(audit: Audit) -> Table:
    """Each direction that matters, and what was asked of everybody in the room."""
    flows = [*audit.flows, *([audit.room] if audit.room.figures.asked else [])]
    return _table("", "who asked whom", [(direction(audit, flow), flow.figures) for flow in flows], rare=True)


def pairs(audit: Audit) -> Table:
    """What two people asked each other, one direction above the other."""
    flows = [flow for pair in audit.pairs for flow in (pair.there, pair.back)]
    return _table("", "who asked whom", [(direction(audit, flow), flow.figures) for flow in flows])


def people(audit: Audit) -> tuple[Table, ...]:
    """Everybody twice, as the one who was asked and as the one who asked, in the order of the alphabet."""
    names = told_apart(standing.person for standing in audit.people)
    chosen = sorted(most_involved(audit.people), key=lambda each: names[each.person.id].casefold())
    rows = [(f"{names[each.person.id]}{_side(each.side)}", each) for each in chosen]
    asked = [(name, each.owes) for name, each in rows if each.owes.asked]
    asking = [(name, each.asks) for name, each in rows if each.asks.asked]
    tables = [_table("When asked", "person", asked), _table("When asking", "person", asking)]
    return tuple(table for table in tables if table.rows)


def most_involved(standings: Iterable[Standing]) -> list[Standing]:
    """The people with most to tell; a page of three hundred names tells nothing."""
    involved = [each for each in standings if each.owes.asked or each.asks.asked]
    return sorted(involved, key=lambda each: each.owes.asked + each.asks.asked, reverse=True)[:PEOPLE]


def weeks(audit: Audit, flow: Flow) -> Table:
    """The latest weeks of one direction in which something was asked, the newest last."""
    asked = [week for week in flow.weeks if week.figures.asked]
    rows = [(said.day(week.monday), week.figures) for week in asked[-WEEKS:]]
    return _table(direction(audit, flow), "week of", rows)


def direction(audit: Audit, flow: Flow) -> str:
    """As in "Owner asked assistants", "Ana asked Sam", "The whole room was asked"."""
    if flow is audit.room:
        return "The whole room was asked"
    if flow.asked_by is None:
        return "Others asked one another" if len(audit.flows) > 1 else "Somebody was asked"
    return capital(f"{end(audit, flow.asked_by, '')} asked {end(audit, flow.owed_by, '')}")


def end(audit: Audit, one: Side | Person | None, otherwise: str) -> str:
    """What to call one end of a direction."""
    if one is None:
        return otherwise
    if isinstance(one, Side):
        return one if sum(each.side is one for each in audit.people) == 1 else f"{one}s"
    return told_apart(standing.person for standing in audit.people).get(one.id, one.name)


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def _side(side: Side | None) -> str:
    return f", {side}" if side else ""


def _table(caption: str, first: str, rows: list[tuple[str, Figures]], rare: bool = False) -> Table:
    """With `rare`, what happens seldom has a column, too, where it happened."""
    seldom = [(title, count) for title, count in _RARE if rare and any(count(figures) for _, figures in rows)]
    titles = (first, *_TITLES, *(title for title, _ in seldom))
    return Table(
        caption,
        tuple(Column(title, numeric=at > 0) for at, title in enumerate(titles)),
        tuple((name, *_cells(figures), *(f"{count(figures):,}" for _, count in seldom)) for name, figures in rows),
    )


_TITLES: Final = ("answered", "still waiting", "half within", "9 in 10 within", "in time")


def _cells(figures: Figures) -> tuple[str, ...]:
    if not figures.asked:
        return ("–",) * 5
    return (
        f"{figures.answered:,} of {figures.asked:,}",
        f"{figures.waiting:,}",
        said.estimate(figures.median),
        said.estimate(figures.p90),
        said.share(figures),
    )


_RARE: Final[tuple[tuple[str, Callable[[Figures], int]], ...]] = (
    ("acknowledged", lambda figures: figures.acknowledged),
    ("answered by another", lambda figures: figures.by_another),
    ("taken back", lambda figures: figures.taken_back),
)
