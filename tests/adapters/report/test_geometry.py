"""Where everything of a chart goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.report.geometry import lay_out, spread
from adapters.report.picture import PHONE, WIDE
from bot.wording.charts import soon, weekly
from tests.made_up import made_up


@given(st.lists(st.floats(0, 300), max_size=2))
def test_labels_keep_their_distance_and_stay_inside(heights: list[float]) -> None:
    placed = spread(heights, 0, 300)
    assert len(placed) == len(heights)
    assert all(0 <= height <= 300 for height in placed)
    if len(placed) == 2:
        assert abs(placed[0] - placed[1]) >= 10


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_everything_lies_inside_the_picture(size: tuple[float, float]) -> None:
    for chart in (soon(made_up()), weekly(made_up())):
        assert chart is not None
        drawing = lay_out(chart, *size)
        assert (drawing.width, drawing.height) == size
        assert len(drawing.lines) == len(chart.lines)
