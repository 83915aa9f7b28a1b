"""A week as people type it: what is understood, and what is said when it is not."""

import re
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.typed.weekly_hours import parse
from bot.vocabulary.calendar import DEFAULT_WEEK, Week
from bot.wording.week import spoken
from tests.engine.hours.calendars import weeks

NINE_TO_FIVE = "Mon–Fri 9:00–17:00"

UNDERSTOOD = {
    "Mon-Fri 9-12,13-17": "Mon–Fri 9:00–12:00, 13:00–17:00",
    "Mon,Wed 8:30-12, 13-16; Fri 9-12": "Mon, Wed 8:30–12:00, 13:00–16:00; Fri 9:00–12:00",
    "Mon-Thu 9-17, Fri 9-12": "Mon–Thu 9:00–17:00; Fri 9:00–12:00",
    "Sun-Thu 10-18": "Sun–Thu 10:00–18:00",
    "Sat-Mon 9-12": "Sat–Mon 9:00–12:00",
    "22-6": "Mon–Fri 22:00–6:00",
    "daily 0-24": "every day 0:00–24:00",
    "every day 10-18": "every day 10:00–18:00",
    "weekdays 9 to 17": NINE_TO_FIVE,
    "weekends noon-midnight": "Sat, Sun 12:00–24:00",
    "9am-5pm": NINE_TO_FIVE,
    "9-5pm": NINE_TO_FIVE,
    "1-5pm": "Mon–Fri 13:00–17:00",
    "10-12pm": "Mon–Fri 10:00–12:00",
    "12-1pm": "Mon–Fri 12:00–13:00",
    "12am-8am": "Mon–Fri 0:00–8:00",
    "Monday to Friday 9:00 AM – 5:00 PM and 6pm-8pm": "Mon–Fri 9:00–17:00, 18:00–20:00",
    "mon–fri 9–12 & 13–17": "Mon–Fri 9:00–12:00, 13:00–17:00",
    "Mon-Fri 0900-1730": "Mon–Fri 9:00–17:30",
    "Mon-Fri 9.00-17.30": "Mon–Fri 9:00–17:30",
    "Mo-Fr 9h-17h30": "Mon–Fri 9:00–17:30",
    "Tues, Thurs 9-noon": "Tue, Thu 9:00–12:00",
    "Mon/Tue 9-17": "Mon, Tue 9:00–17:00",
    "from 9 until 17": NINE_TO_FIVE,
    "Mon-Fri 9-17; Wed off": "Mon, Tue, Thu, Fri 9:00–17:00",
    "Mon-Fri 9-12, 12-17": NINE_TO_FIVE,
}

REFUSED = {
    "": "No hours are given for any day. For example: Mon-Fri 9-12, 13-17.",
    "Mon-Fri": "No hours are given for Mon-Fri.",
    "whenever": "I do not understand “whenever”.",
    "Mon-Fri 9-17 mostly": "I do not understand “mostly”.",
    "Mon-Fri 9-17:5": "I do not understand “9-17:5”.",
    "Mon 25-26": "There is no such time as 25 in 25-26.",
    "Mon 9:75-10": "There is no such time as 9:75",
    "Mon 13am-2pm": "There is no such time as 13am",
    "9-5": "9-5 would run through the night. Write hours up to 24, like 9-17.",
    "9-12, 1-5": "1-5 after 9-12 would be at night. If you mean the afternoon, write 13-17.",
    "Mon-Fri 9-13, 12-17": "9-13 and 12-17 overlap.",
    "Mon-Fri 14-14": "14-14 would run through the night and most of the day.",
    "9am-5": "Is the end of 9am-5 in the morning or in the afternoon?",
    "Mon 22-6, Tue 5-9": "Mon 22-6 runs into Tue 5-9.",
    "Sun 22-6:30; Mon 6-9": "Sun 22-6:30 runs into Mon 6-9.",
    "Mon-Fri 9-17; Fri 9-12": "Fri is named twice. Say each day once, like Mon-Thu 9-17; Fri 9-12.",
    "off": "Say which days are off, like Mon-Fri 9-17; Wed off.",
    "Mon-Fri off": "That leaves no working time at all.",
    "Mon off 9-12": "Hours and “off” are both given for Mon.",
    "9-17 " * 200: "These hours are too long to read.",
}


@pytest.mark.parametrize(("typed", "said"), UNDERSTOOD.items())
def test_a_week_is_understood(typed: str, said: str) -> None:
    assert spoken(parse(typed)) == said


@pytest.mark.parametrize(("typed", "said"), REFUSED.items())
def test_what_is_not_clear_is_refused_with_what_would_be(typed: str, said: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the sentence is the claim
        parse(typed)
    assert str(refused.value).startswith(said)


def test_the_default_week_can_be_typed() -> None:
    assert parse("Mon-Fri 9-12, 13-17") == DEFAULT_WEEK


def test_a_night_belongs_to_the_day_on_which_it_starts() -> None:
    assert parse("Fri 22-6")[4] == ((time(22), time(6)),)


def refusal(typed: str) -> str:
    """What is said about something that cannot be read; empty where it can be, and then it can be said back."""
    try:
        week = parse(typed)
    except ValueError as refused:
        return str(refused)
    assert parse(spoken(week)) == week
    return ""


@given(st.text(max_size=60) | st.text("monfri 0123456789-:,;apoft", max_size=40))
def test_any_text_is_a_week_or_a_refusal(typed: str) -> None:
    assert refusal(typed)[-1:] in ("", ".", "?")


@given(weeks())
def test_a_week_that_can_be_kept_can_be_typed(week: Week) -> None:
    assert re.search("^$|runs into|through the night|No hours are given", refusal(spoken(week)))
