"""Calendars as values: equal, quick keys, in order."""

import pickle
from dataclasses import replace

import pytest

from bot.vocabulary.calendar import Calendar, default_calendar
from tests.builders import at


def test_equal_calendars_are_one_key() -> None:
    assert {default_calendar("UTC"): 1} == {default_calendar("UTC"): 1}
    assert default_calendar("UTC") != default_calendar("Asia/Manila")


def test_a_calendar_survives_being_pickled() -> None:
    calendar = default_calendar("Asia/Manila", "PH")
    copy = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - our own bytes
    assert copy == calendar
    assert hash(copy) == hash(calendar)


def test_versions_stand_in_order() -> None:
    [hours] = default_calendar().versions
    later = replace(hours, since=at("mon 9:00"))
    assert Calendar((hours, later)).versions == (hours, later)
    for versions in ((later, hours), (later, later)):
        with pytest.raises(ValueError, match="oldest first"):
            Calendar(versions)
