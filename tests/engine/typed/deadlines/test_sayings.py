"""Each way of saying a day is known in one place, and the longer ways come first."""

import pytest

from bot.engine.typed.deadlines.sayings import SAYINGS


@pytest.mark.parametrize(
    "words",
    [
        "tomorrow",
        "day after tomorrow",
        "friday",
        "thurs",
        "next wednesday",
        "friday next week",
        "15 dec",
        "dec 15th, 2026",
        "12/5/2026",
        "end of the quarter",
        "month-end",
        "in the next 3 working days",
        "in two weeks' time",
    ],
)
def test_the_first_way_that_fits_takes_all_of_it(words: str) -> None:
    found = next(match for pattern, _ in SAYINGS if (match := pattern.match(words)))
    assert found.end() == len(words)


@pytest.mark.parametrize("words", ["may", "march on", "second", "sunny", "mondays-", "12/5/6/7", "1.2.3", "someday"])
def test_what_is_no_day_is_none(words: str) -> None:
    assert not any((match := pattern.match(words)) and match.end() == len(words) for pattern, _ in SAYINGS)
