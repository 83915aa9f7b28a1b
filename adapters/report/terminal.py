"""A report in a terminal, wide or narrow, coloured or plain. Nothing in it is markup: names are only ever text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from bot.vocabulary.report import Chart, Item, Line, Report, Section, Table

WIDEST: Final = 112
GUTTER: Final = 2
BLOCKS: Final = "▁▂▃▄▅▆▇█"
LATEST: Final = 52
"""Weeks of a line that are shown."""
NO_BREAK: Final = "\u00a0"
COLOURS: Final = ("blue", "yellow")


def show(report: Report, console: Console) -> None:
    """Print the report."""
    width = min(console.width, WIDEST)
    parts: list[RenderableType] = [
        Text(""),
        Text(report.title, style="bold"),
        Text(report.about, style="dim"),
        Text(""),
        Text(report.headline),
    ]
    parts += [part for section in report.sections for part in _section(section, width)]
    parts += [Text(""), *(Text(line, style="dim") for line in report.small_print)]
    console.print(Group(*parts), width=width)


def say(sentence: str, console: Console) -> None:
    """Print one sentence as it is, on one line however narrow the terminal."""
    console.print(Text(sentence), soft_wrap=True)


def _section(section: Section, width: int) -> Iterator[RenderableType]:
    yield Text("")
    yield Rule(Text(section.title, style="bold"), align="left", style="dim", characters="─")
    if section.lead:
        yield Text(section.lead)
    yield from (_sparks(chart) for chart in section.charts if any(not line.steps for line in chart.lines))
    for table in section.tables:
        yield Text("")
        yield _fitted(table, width)
    yield from (_item(item) for item in section.items)
    if section.notes:
        yield Text("")
    yield from (Text(note, style="dim") for note in section.notes)


def _fitted(table: Table, width: int) -> RenderableType:
    """In columns where they fit, their titles wrapped; else row by row."""
    widths = [_width(table, index) for index in range(len(table.columns))]
    return _grid(table, widths) if sum(widths) + GUTTER * len(widths) <= width else _stacked(table)


def _width(table: Table, index: int) -> int:
    """As wide as the widest cell, and as the longest word of the title."""
    cells = (row[index] for row in table.rows)
    return max(cell_len(text) for text in (*table.columns[index].title.split(), *cells))


def _grid(table: Table, widths: Sequence[int]) -> RenderableType:
    grid = Grid(box=None, pad_edge=False, padding=(0, GUTTER, 0, 0), header_style="dim")
    for column, width in zip(table.columns, widths, strict=True):
        grid.add_column(
            Text(column.title), justify="right" if column.numeric else "left", vertical="bottom", width=width
        )
    for first, *others in table.rows:
        grid.add_row(Text(first), *map(Text, others))
    return Group(Text(table.caption, style="bold"), grid) if table.caption else grid


def _stacked(table: Table) -> RenderableType:
    """One block a row, for terminals too narrow for columns."""
    lines = [Text(table.caption, style="bold")] if table.caption else []
    for first, *others in table.rows:
        lines.append(Text(first, style="bold"))
        pairs = zip(table.columns[1:], others, strict=True)
        told = (f"{column.title} {cell}".replace(" ", NO_BREAK) for column, cell in pairs)
        lines.append(Text("  " + " · ".join(told)))
    return Group(*lines)


def _item(item: Item) -> RenderableType:
    lines = [Text(""), Text(item.headline), Text(item.facts, style="dim")]
    if item.quote:
        lines.append(Text(f"“{item.quote}”", style="italic"))
    if item.link:
        lines.append(Text(item.link, style="dim", overflow="fold"))
    return Group(*lines)


def _sparks(chart: Chart) -> RenderableType:
    """A line of blocks for each line of the chart, as tall as its values."""
    longest = max(len(line.label) for line in chart.lines)
    shown = [Text(""), Text(chart.title, style="bold")]
    for line, colour in zip(chart.lines, COLOURS, strict=False):
        shown.append(Text.assemble(f"{line.label:<{longest}}  ", (_blocks(line, chart), colour)))
    shown.append(Text(chart.finding, style="dim"))
    return Group(*shown)


def _blocks(line: Line, chart: Chart) -> str:
    heights = {round(point.x): point.y / (chart.top or 1) for point in line.points if point.y is not None}
    latest = range(round(chart.right) + 1)[-LATEST:]
    return "".join(BLOCKS[round(min(1.0, heights[at]) * 7)] if at in heights else "·" for at in latest)
