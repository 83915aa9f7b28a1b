"""A report as one page that needs nothing else: no script, no fetch; light and dark, wide and narrow, on paper too."""

from __future__ import annotations

from markupsafe import Markup

from adapters.report import palette, picture
from bot.vocabulary.report import Chart, Report


def page(report: Report) -> str:
    """The whole page. What people wrote is escaped on its way in; links other than to the web are left out."""
    return (
        picture.templates()
        .get_template("page.html")
        .render(
            report=report,
            picture=_picture,
            light=Markup(palette.variables(palette.LIGHT)),  # noqa: S704 -- our own constants
            dark=Markup(palette.variables(palette.DARK)),  # noqa: S704
            charts_style=Markup(palette.style_of_charts()),  # noqa: S704
        )
    )


def _picture(chart: Chart, name: str, on_phone: bool = False) -> Markup:
    size = picture.PHONE if on_phone else picture.WIDE
    return Markup(picture.svg(chart, name, size))  # noqa: S704 -- escaped by its own template
