"""The colours of every picture and page, once.

Blue and orange are told apart by all common kinds of colour blindness (after Okabe and Ito's set, darkened and
lightened until each has a contrast of at least 4.5 to 1 as text on its paper).
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours."""

    ground: str
    paper: str
    ink: str
    quiet: str
    hair: str
    first: str
    second: str


LIGHT = Palette("#f6f4ef", "#ffffff", "#1c2430", "#5a6371", "#e4e0d8", "#1a5fa8", "#a8500a")
DARK = Palette("#13161b", "#1b2027", "#e9e6df", "#a5adb9", "#303741", "#79b4f2", "#f0a45c")


def variables(palette: Palette) -> str:
    """The palette as CSS custom properties."""
    return "".join(f"--{field.name}:{getattr(palette, field.name)};" for field in fields(palette))


def style_of_charts(colour: str = "var(--{})") -> str:
    """How the parts of a chart look; `colour` makes a CSS colour of a name of the palette."""
    paper, ink, quiet, hair = (colour.format(name) for name in ("paper", "ink", "quiet", "hair"))
    first, second = colour.format("first"), colour.format("second")
    return f"""
.chart text{{font-size:13px;fill:{quiet}}}
.chart .paper{{fill:{paper}}}
.chart .grid path{{stroke:{hair};stroke-width:1}}
.chart .rule{{stroke:{quiet};stroke-width:1;stroke-dasharray:2 4}}
.chart .rule-label{{font-size:12px;fill:{quiet};paint-order:stroke;stroke:{paper};stroke-width:4px}}
.chart .line{{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}}
.chart .line-1 .line{{stroke:{first}}}
.chart .line-2 .line{{stroke:{second}}}
.chart .line-1 circle{{stroke:{first};fill:{first}}}
.chart .line-2 circle{{stroke:{second};fill:{second}}}
.chart circle{{stroke-width:2}}
.chart .line-1 .bound,.chart .line-2 .bound{{fill:{paper}}}
.chart .label{{font-weight:600;fill:{ink};paint-order:stroke;stroke:{paper};stroke-width:4px}}
.chart .label-1{{fill:{first}}}
.chart .label-2{{fill:{second}}}
"""


def style_in(palette: Palette) -> str:
    """The same in plain colours, for drawing where there are no custom properties."""
    style = style_of_charts("<{}>")
    for field in fields(palette):
        style = style.replace(f"<{field.name}>", getattr(palette, field.name))
    return style


def style_by_itself(family: str) -> str:
    """For a picture that stands alone, in a chat or on a page: light, and dark where that is preferred."""
    face = f".chart{{font-family:{family},system-ui,sans-serif}}"
    return f"{face}{style_in(LIGHT)}@media (prefers-color-scheme: dark){{{style_in(DARK)}}}"
