"""A chart as SVG for a page, and as PNG for a chat: one template for both."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from adapters.report import palette
from adapters.report.geometry import lay_out
from bot.vocabulary.report import Chart

if TYPE_CHECKING:
    from jinja2 import Environment

WIDE: Final = (760.0, 320.0)
PHONE: Final = (360.0, 300.0)
FAMILY: Final = "Inter"
"""The bundled typeface (adapters/report/fonts, SIL Open Font License)."""


@cache
def templates() -> Environment:
    """The templates of this folder. Everything put into them is escaped, whatever it is."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("adapters.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def svg(chart: Chart, name: str, size: tuple[float, float] = WIDE, framed: bool = False) -> str:
    """The chart as SVG; `name` is unique on its page, `framed` paints the paper behind it."""
    return _rendered(chart, name, size, framed, "")


def alone(chart: Chart, name: str = "chart", size: tuple[float, float] = WIDE) -> str:
    """The chart as an SVG file of its own: with its paper and its colours, light or dark as its reader has it."""
    return _rendered(chart, name, size, True, palette.style_by_itself(FAMILY))


def _rendered(chart: Chart, name: str, size: tuple[float, float], framed: bool, style: str) -> str:
    drawing = lay_out(chart, *size)
    template = templates().get_template("chart.svg")
    return template.render(chart=chart, drawing=drawing, name=name, framed=framed, style=style)


def png(chart: Chart, colours: palette.Palette = palette.LIGHT, size: tuple[float, float] = WIDE) -> bytes:
    """The chart as PNG, twice as fine as its units, in the bundled typeface."""
    return _rastered(svg(chart, "chart", size, framed=True), palette.style_in(colours))


def png_of(drawing: str) -> bytes:
    """A picture of a card (SVG from `alone`) as PNG, light, for chats that show no SVG."""
    return _rastered(drawing, palette.style_in(palette.LIGHT))


def _rastered(drawing: str, style: str) -> bytes:
    import resvg_py

    fonts = files("adapters.report").joinpath("fonts")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing,
            style_sheet=style,
            zoom=2,
            skip_system_fonts=True,
            font_files=[str(fonts.joinpath(f"Inter-{weight}.ttf")) for weight in ("Regular", "SemiBold")],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
