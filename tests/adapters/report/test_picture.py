"""A chart as SVG and as PNG."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from adapters.report import picture
from adapters.report.palette import DARK, LIGHT
from bot.vocabulary.report import Chart
from bot.wording.charts import soon
from tests.made_up import made_up


def chart() -> Chart:
    told = soon(made_up())
    assert told is not None
    return told


def test_the_svg_is_well_formed_and_says_its_finding() -> None:
    tree = ElementTree.fromstring(picture.svg(chart(), "one"))  # noqa: S314 -- our own drawing
    words = {element.tag.rpartition("}")[2]: element.text for element in tree.iter()}
    assert words["title"] == chart().title
    assert words["desc"] == chart().finding


def test_the_png_is_twice_as_fine_as_its_units_and_not_the_same_in_the_dark() -> None:
    light, dark = picture.png(chart(), LIGHT), picture.png(chart(), DARK)
    width, height = int.from_bytes(light[16:20], "big"), int.from_bytes(light[20:24], "big")
    assert light.startswith(b"\x89PNG")
    assert (width, height) == tuple(round(2 * side) for side in picture.WIDE)
    assert light != dark


def test_text_is_drawn_in_the_bundled_typeface() -> None:
    """Without a typeface there would be no labels, and the picture would be another one."""
    silent = replace(chart(), x_ticks=(), y_ticks=())
    assert picture.png(silent) != picture.png(chart())


def test_a_picture_that_stands_alone_brings_its_colours_light_and_dark() -> None:
    drawing = picture.alone(chart())
    ElementTree.fromstring(drawing)  # noqa: S314 -- our own drawing
    assert LIGHT.first in drawing
    assert DARK.first in drawing
    assert "prefers-color-scheme: dark" in drawing


def test_a_picture_of_a_card_becomes_the_same_png_as_its_chart() -> None:
    assert picture.png_of(picture.alone(chart())) == picture.png(chart(), LIGHT)
