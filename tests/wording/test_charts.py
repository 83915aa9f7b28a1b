"""The two pictures of the audit, and what they say to those who do not see them."""

from __future__ import annotations

from bot.wording.charts import soon, weekly
from tests.made_up import ANA, SAM, gap, made_up


def test_the_finding_says_what_the_picture_shows() -> None:
    chart = soon(made_up())
    assert chart is not None
    assert chart.finding.startswith("After 8 h of working time, ")


def test_a_line_climbs_from_nothing_and_never_falls() -> None:
    chart = soon(made_up())
    assert chart is not None
    assert [line.label for line in chart.lines] == ["assistants answer", "owner answers"]
    for line in chart.lines:
        heights = [point.y or 0 for point in line.points]
        assert heights[0] == 0
        assert heights == sorted(heights)
        assert heights[-1] <= 1


def test_ticks_and_rule_lie_inside_the_picture() -> None:
    for chart in (soon(made_up()), weekly(made_up())):
        assert chart is not None
        assert all(0 <= tick.at <= chart.right for tick in chart.x_ticks)
        assert all(0 <= tick.at <= chart.top for tick in chart.y_ticks)
        assert chart.rule is not None


def test_where_there_is_too_little_to_tell_no_picture_pretends() -> None:
    few = made_up([gap(ANA, SAM)])
    assert soon(few) is None
    assert weekly(few) is None
