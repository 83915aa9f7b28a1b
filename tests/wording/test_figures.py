"""Figures with their doubt."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.vocabulary.audit import TOO_FEW, Estimate
from bot.wording import figures as said


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (Estimate(3 * 3600), "3 h"),
        (Estimate(12 * 3600, reached=False), "> a day and a half"),
        (Estimate(5), "< 1 min"),
        (TOO_FEW, "too few"),
    ],
)
def test_an_estimate_says_how_sure_it_is(estimate: Estimate, words: str) -> None:
    assert said.estimate(estimate) == words


@pytest.mark.parametrize(("part", "words"), [(0, "0 %"), (1, "1 %"), (500, "50 %"), (999, "99 %"), (1000, "100 %")])
def test_nothing_and_everything_are_said_only_when_it_is_so(part: int, words: str) -> None:
    assert said.percent(part, 1000) == words


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2024, 6, 3), "3 Jun 2024"),
        (date(2024, 6, 21), "3–21 Jun 2024"),
        (date(2024, 7, 1), "3 Jun – 1 Jul 2024"),
        (date(2025, 1, 1), "3 Jun 2024 – 1 Jan 2025"),
    ],
)
def test_a_period_says_no_more_than_it_must(last: date, words: str) -> None:
    assert said.period(date(2024, 6, 3), last) == words


def test_a_moment_is_told_in_the_zone_of_the_report() -> None:
    assert said.moment(datetime(2024, 6, 4, 14, 40, tzinfo=UTC), UTC) == "Tue 4 Jun 2024 14:40"


def test_lists_and_counts_read_as_sentences() -> None:
    assert said.listed(["Ana", "Sam", "Lee"]) == "Ana, Sam and Lee"
    assert (said.many(1, "person", "people"), said.many(1200, "ask")) == ("1 person", "1,200 asks")
