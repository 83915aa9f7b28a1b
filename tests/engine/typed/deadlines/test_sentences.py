"""Deadlines inside sentences: found where one is plainly meant, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.typed.deadlines import Ask, find
from bot.vocabulary.calendar import default_calendar
from bot.vocabulary.deadlines import Ambiguous, Deadline

ASK = Ask(datetime(2026, 11, 23, 14, tzinfo=UTC), default_calendar("America/New_York"), "Europe/Berlin")
"""Monday, 23 November 2026, 9:00 in New York."""

RIGHT = {
    "new banner by Friday 5pm done when it is on the site": "27 Nov 17:00",
    "the invoice list in 3 working days": "26 Nov 17:00",
    "send the newsletter tomorrow noon, please": "24 Nov 12:00",
    "please finish the shop page by end of month": "30 Nov 17:00",
    "update the prices EOD": "23 Nov 17:00",
    "the report by 15 Dec at 10:00, in the shared folder": "15 Dec 10:00",
    "translate the FAQ by 2026-12-15": "15 Dec 17:00",
    "book the flights before Thursday": "25 Nov 17:00",
    "Could you have it ready by tomorrow 5pm CET?": "24 Nov 11:00",
    "landing page in two weeks, thanks": "07 Dec 17:00",
    "fix the header no later than Wednesday 3pm": "25 Nov 15:00",
    "due Friday: the slides": "27 Nov 17:00",
    "send me the draft by Thursday, 17:00 Berlin time": "26 Nov 11:00",
    "I need the logo by the 15th": "15 Dec 17:00",
    "reply to Kim today": "23 Nov 17:00",
    "can you get me the numbers by close of business tomorrow so I can send them?": "24 Nov 17:00",
    "three product photos until Dec 1st": "01 Dec 17:00",
    "check the links by EOD tomorrow": "24 Nov 17:00",
    "by Friday noon the texts for the new shop, in German": "27 Nov 12:00",
    "the two videos on 4 Dec": "04 Dec 17:00",
    "call the supplier within 4 working hours": "23 Nov 14:00",
    "the April offer by Thursday": "26 Nov 17:00",
    "rework the page Sam made last Tuesday by Friday": "27 Nov 17:00",
    "BANNER BY FRIDAY 5PM": "27 Nov 17:00",
    "new banner, deadline: Friday 5pm": "27 Nov 17:00",
}
ASKED = ("upload the clips by 12/5", "call the supplier by next Tuesday", "the slides by Tuesday morning")
NONE = (
    "rewrite the March report",
    "add 5 items by hand",
    "the meeting notes since Monday",
    "Friday's menu by Ana",
    "cut the price by 12/5 units",
    "it may work by the way",
    "a banner for Black Friday",
    "summary of last Tuesday",
    "the plan for next week",
    "update the page every Friday",
    "increase it by 5",
    "it grew in 3 days to the top",
    "design it like the one by Monday.com",
    "the talk of today and tomorrow's plan",
    "version 2.5 by Sunil",
    "a list of what happened in 2 weeks of tests",
    "the second draft was better than the first",
    "sit down with Sun and Wed Nesday Ltd",
    "a 5pm reminder for the team",
    "read the book from 12/5 to 12/9",
)


def shown(at: datetime) -> str:
    return at.astimezone(ZoneInfo("America/New_York")).strftime("%d %b %H:%M")


@pytest.mark.parametrize(("text", "moment"), RIGHT.items())
def test_a_deadline_in_a_sentence_is_found(text: str, moment: str) -> None:
    found = find(text, ASK)
    assert found is not None
    assert isinstance(found.reading, Deadline), found
    assert shown(found.reading.at) == moment


@pytest.mark.parametrize("text", ASKED)
def test_one_that_may_mean_two_moments_is_found_and_asked_about(text: str) -> None:
    found = find(text, ASK)
    assert found is not None
    assert isinstance(found.reading, Ambiguous)


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert find(text, ASK) is None


def test_what_is_found_is_cut_out_whole() -> None:
    text = "new banner by Friday 5pm for the fair"
    found = find(text, ASK)
    assert found is not None
    assert text[found.start : found.end] == "by Friday 5pm"


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    found = find(text, ASK)
    assert found is None or 0 <= found.start < found.end <= len(text)
