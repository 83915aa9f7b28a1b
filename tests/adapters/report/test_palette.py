"""Colours that can be read, and told apart."""

from __future__ import annotations

import pytest

from adapters.report.palette import DARK, LIGHT, Palette, style_by_itself, style_in, variables


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "first", "second"])
def test_every_text_has_enough_contrast_on_its_paper(palette: Palette, ink: str) -> None:
    assert contrast(getattr(palette, ink), palette.paper) >= 4.5


def test_styles_name_every_colour_they_use() -> None:
    assert "--ink:#1c2430;" in variables(LIGHT)
    assert "<" not in style_in(DARK)
    assert DARK.first in style_in(DARK)


def test_a_picture_by_itself_is_light_unless_the_dark_is_preferred() -> None:
    light, _, dark = style_by_itself("Inter").partition("@media (prefers-color-scheme: dark)")
    assert LIGHT.first in light
    assert DARK.first in dark
