"""Moments in words, on the reader's clock."""

from datetime import UTC, datetime

from bot.vocabulary.view import MomentStyle
from bot.wording.moments import for_both, moment, said

AT = datetime(2026, 12, 4, 22, 5, tzinfo=UTC)


def test_a_moment_is_said_on_the_readers_clock() -> None:
    assert said(AT, "America/New_York") == "Fri 4 Dec 17:05"
    assert said(AT, "Asia/Manila") == "Sat 5 Dec 6:05"
    assert said(AT, "UTC", MomentStyle.DAY) == "Fri 4 Dec"
    assert said(AT, "UTC", MomentStyle.TIME) == "22:05"


def test_the_others_clock_is_shown_only_where_it_shows_something_else() -> None:
    assert for_both(AT, "UTC", "Etc/UTC", "Sam") == (moment(AT, "UTC"),)
    assert for_both(AT, "UTC", "Europe/Berlin", "Sam")[1:] == (" (", "Sam", ": Fri 4 Dec 23:05)")
