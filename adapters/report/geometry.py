"""Where the parts of a chart stand, in units of its own drawing; nothing here knows SVG.

The numbers follow the eye: a label needs 17 units to the next one, a character of 13 units' height is up to 7.8 wide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from bot.vocabulary.report import Chart, Line, Point

LETTER: Final = 7.8
APART: Final = 17.0
NARROW: Final = 480.0
TOP, BOTTOM, LEFT = 22.0, 34.0, 52.0


class Text(NamedTuple):
    """Words at a place; `anchor` is the end of them that stands there."""

    x: float
    y: float
    words: str
    anchor: str = "middle"


class Stroke(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


class Dot(NamedTuple):
    """A mark on a line, hollow where the value is only a bound."""

    x: float
    y: float
    hollow: bool


class Drawn(NamedTuple):
    """One line: its path in SVG's path language, its marks, its label."""

    path: str
    dots: tuple[Dot, ...]
    label: Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything of a chart in its place."""

    width: float
    height: float
    grid: tuple[Stroke, ...]
    ticks: tuple[Text, ...]
    rule: Stroke | None
    rule_label: Text | None
    lines: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of the values, and how values become places in it."""

    chart: Chart
    width: float
    height: float

    @property
    def is_narrow(self) -> bool:
        """Whether labels have to stand inside, above their lines."""
        return self.width < NARROW

    @property
    def right(self) -> float:
        """Where the values end: labels stand to the right of it, where there is room."""
        longest = max((len(line.label) for line in self.chart.lines), default=0)
        return self.width - (14 if self.is_narrow else 22 + longest * LETTER)

    def seen(self, line: Line) -> Line:
        """The part of a line that lies on the drawing."""
        return replace(line, points=tuple(point for point in line.points if point.x <= self.chart.right))

    def x(self, value: float) -> float:
        """The place of a value on the level axis."""
        return LEFT + (self.right - LEFT) * min(value / (self.chart.right or 1), 1)

    def y(self, value: float) -> float:
        """The place of a value on the upright axis."""
        return self.height - BOTTOM - (self.height - BOTTOM - TOP) * min(value / (self.chart.top or 1), 1)


def lay_out(chart: Chart, width: float, height: float) -> Drawing:
    """Every part of `chart` in a drawing of this size."""
    frame = Frame(chart, width, height)
    return Drawing(
        width,
        height,
        grid=tuple(Stroke(LEFT, frame.y(tick.at), frame.right, frame.y(tick.at)) for tick in chart.y_ticks),
        ticks=(*_level_ticks(frame), *_upright_ticks(frame)),
        rule=_rule(frame),
        rule_label=_rule_label(frame),
        lines=tuple(_lines(frame)),
    )


def _level_ticks(frame: Frame) -> Iterator[Text]:
    """As many labels as fit side by side, the first one always."""
    free_from = 0.0
    for tick in frame.chart.x_ticks:
        half = len(tick.label) * LETTER / 2
        if frame.x(tick.at) - half >= free_from:
            yield Text(frame.x(tick.at), frame.height - BOTTOM + 20, tick.label)
            free_from = frame.x(tick.at) + half + 8


def _upright_ticks(frame: Frame) -> Iterator[Text]:
    for tick in frame.chart.y_ticks:
        yield Text(LEFT - 8, frame.y(tick.at) + 4, tick.label, "end")


def _rule(frame: Frame) -> Stroke | None:
    rule = frame.chart.rule
    if rule is None:
        return None
    if rule.upright:
        return Stroke(frame.x(rule.at), TOP - 8, frame.x(rule.at), frame.height - BOTTOM)
    return Stroke(LEFT, frame.y(rule.at), frame.right, frame.y(rule.at))


def _rule_label(frame: Frame) -> Text | None:
    rule = frame.chart.rule
    if rule is None:
        return None
    if rule.upright:
        return Text(
            frame.x(rule.at) + 5, TOP - 4 if frame.is_narrow else frame.height - BOTTOM - 7, rule.label, "start"
        )
    return Text(LEFT + 5, frame.y(rule.at) - 5, rule.label, "start")


def _lines(frame: Frame) -> Iterator[Drawn]:
    lines = [line for line in map(frame.seen, frame.chart.lines) if any(point.y is not None for point in line.points)]
    heights = spread([_end(frame, line)[1] for line in lines], TOP - 6, frame.height - BOTTOM - 4)
    for line, height in zip(lines, heights, strict=True):
        label = _label(frame, line, height, is_lowest=len(lines) > 1 and height == max(heights))
        yield Drawn(_path(frame, line), () if line.steps else tuple(_dots(frame, line)), label)


def _label(frame: Frame, line: Line, height: float, *, is_lowest: bool) -> Text:
    """Beside the end of the line; on a phone above it, and below the lowest one."""
    x, _ = _end(frame, line)
    if not frame.is_narrow:
        return Text(x + 10, height + 4, line.label, "start")
    return Text(x, height + 18 if is_lowest else height - 9, line.label, "end")


def _end(frame: Frame, line: Line) -> tuple[float, float]:
    x, y = [(point.x, point.y) for point in line.points if point.y is not None][-1]
    return (frame.right if line.steps else frame.x(x)), frame.y(y)


def spread(heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The same heights in the same order, moved until no two labels touch and none leaves the drawing."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    moved = list(heights)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + APART)
    if order and (over := moved[order[-1]] - bottom) > 0:
        moved = [max(top, height - over) for height in moved]
    return moved


def _path(frame: Frame, line: Line) -> str:
    parts, pen_is_down = [], False
    for point in line.points:
        parts.append(_move(frame, line, point, pen_is_down))
        pen_is_down = point.y is not None
    if line.steps and parts:
        parts.append(f"H{frame.right:.1f}")
    return " ".join(part for part in parts if part)


def _move(frame: Frame, line: Line, point: Point, pen_is_down: bool) -> str:
    if point.y is None:
        return ""
    x, y = frame.x(point.x), frame.y(point.y)
    if not pen_is_down:
        return f"M{x:.1f} {y:.1f}"
    return f"H{x:.1f} V{y:.1f}" if line.steps else f"L{x:.1f} {y:.1f}"


def _dots(frame: Frame, line: Line) -> Iterator[Dot]:
    for point in line.points:
        if point.y is not None:
            yield Dot(frame.x(point.x), frame.y(point.y), point.at_least)
