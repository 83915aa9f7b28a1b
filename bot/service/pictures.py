"""Pictures of cards, drawn as a card is handed out: words make the chart, whoever can draw makes the SVG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.vocabulary.report import Chart
from bot.vocabulary.view import View

Draw = Callable[[Chart], str]
"""Makes SVG of a chart."""


def drawn(view: View | None, draw: Draw | None) -> View | None:
    """The card with its picture drawn; without one where nobody can draw, or drawing fails: words say the same."""
    picture = view.picture if view is not None else None
    if view is None or picture is None or picture.chart is None or picture.svg:
        return view
    if draw is None:
        return replace(view, picture=None)
    return replace(view, picture=replace(picture, svg=draw(picture.chart), chart=None))
