"""Every type of record says how long it is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.vocabulary.identity import IDENTITY
from bot.vocabulary.retention import AGES, EVENTS_FOR, FIGURES_FOR, LASTING, PARENTS, Period, before
from tests.kept import every_record

AGEING = {age.kind for age in AGES}


@pytest.mark.parametrize("kind", IDENTITY, ids=lambda kind: kind.__name__)
def test_each_type_of_record_has_its_end(kind: type) -> None:
    of_engagement = kind in PARENTS or "engagement" in getattr(kind, "__annotations__", {})
    assert kind in AGEING or of_engagement or kind in LASTING, "Say in vocabulary.retention how long it is kept"
    assert not (kind in AGEING and kind in LASTING)


def test_ages_are_counted_from_a_moment_of_the_record() -> None:
    for age in AGES:
        value: object = every_record()[age.kind][0]
        for name in age.since.split("."):
            value = getattr(value, name)
        assert hasattr(value, "tzinfo"), age


def test_single_events_are_kept_for_as_long_as_is_set_and_figures_for_13_months() -> None:
    assert before(Period.EVENTS, timedelta(days=7)) == timedelta(days=7)
    assert before(Period.FIGURES, EVENTS_FOR) == FIGURES_FOR == timedelta(days=395)
