"""How people say that they are off."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.engine.typed.absences import Unclear, is_back, read
from tests.agreed import MONDAY, week

NEW_YORK = week("America/New_York")


def shown(at: datetime) -> str:
    return at.astimezone(ZoneInfo("America/New_York")).strftime("%d %b %H:%M")


@pytest.mark.parametrize(
    ("words", "first", "until"),
    [
        ("until Friday", "23 Nov 09:00", "27 Nov 00:00"),
        ("till tomorrow noon", "23 Nov 09:00", "24 Nov 12:00"),
        ("today", "23 Nov 09:00", "24 Nov 00:00"),
        ("tomorrow", "24 Nov 00:00", "25 Nov 00:00"),
        ("24 Dec to 2 Jan", "24 Dec 00:00", "03 Jan 00:00"),
        ("from 24 Dec until 2 Jan", "24 Dec 00:00", "02 Jan 00:00"),
        ("24 Dec - 2 Jan", "24 Dec 00:00", "03 Jan 00:00"),
        ("Thursday through Friday", "26 Nov 00:00", "28 Nov 00:00"),
    ],
)
def test_days_are_whole_days_of_whoever_is_away(words: str, first: str, until: str) -> None:
    absence = read(words, MONDAY, NEW_YORK)
    assert (shown(absence.first), shown(absence.until)) == (first, until)


def test_today_can_still_be_said_in_the_evening() -> None:
    late = datetime(2026, 11, 24, 2, tzinfo=UTC)
    absence = read("today", late, NEW_YORK)
    assert (absence.first, shown(absence.until)) == (late, "24 Nov 00:00")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("for a while", "absence-unknown"),
        ("until 12/5", "absence-which"),
        ("2027-01-05 to 2026-12-24", "absence-order"),
        ("until 2029-01-01", "absence-long"),
    ],
)
def test_what_is_not_clear_is_asked_about(words: str, code: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(words, MONDAY, NEW_YORK)
    assert unclear.value.reason.code == code


def test_back_is_back() -> None:
    assert is_back(" Back ")
    assert not is_back("until Friday")
