"""How a week of hours is said."""

from datetime import time

import pytest

from bot.vocabulary.calendar import DEFAULT_WEEK, Span
from bot.wording.week import spoken

DAY, MORNING = (Span(time(9), time(17)),), (Span(time(8, 30), time(12)),)


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (DEFAULT_WEEK, "Mon–Fri 9:00–12:00, 13:00–17:00"),
        ((DAY,) * 7, "every day 9:00–17:00"),
        ((DAY, DAY, (), DAY, DAY, DAY, ()), "Mon, Tue, Thu–Sat 9:00–17:00"),
        ((DAY,) * 4 + ((), (), DAY), "Sun–Thu 9:00–17:00"),
        ((DAY, MORNING, DAY, MORNING, DAY, (), ()), "Mon, Wed, Fri 9:00–17:00; Tue, Thu 8:30–12:00"),
        (((Span(time(22), time(6)),),) + ((),) * 5 + ((Span(time(18), time()),),), "Mon 22:00–6:00; Sun 18:00–24:00"),
        (((),) * 7, ""),
    ],
)
def test_a_week_is_said_in_one_line(week: tuple[tuple[Span, ...], ...], said: str) -> None:
    assert spoken(week) == said
