"""Values into JSON and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.storage.codecs import codec, utc_text
from bot.vocabulary.calendar import DEFAULT_WEEK, Absence, WorkingHours
from bot.vocabulary.effects import Address, Effect, InConversation, Nudge, OutsideHours, StillWaiting, ToPerson
from bot.vocabulary.model import Conversation, ConversationKind, Person, PersonId
from bot.vocabulary.policy import Policy
from bot.vocabulary.signals import Heard, Reading, Reason
from tests.kept import NOW, SAM, SITE, heard

VALUES: list[tuple[Any, Any]] = [
    (Reason, Reason("named", ("Ünïcode ✅", 0.75, 3))),
    (tuple[Reason, ...], ()),
    (Heard, heard(1)),
    (Person, Person(SAM, "Sam", ("sam",), None, True)),
    (Conversation | None, None),
    (Conversation, Conversation(SITE, "site", ConversationKind.GROUP, frozenset({SAM}))),
    (WorkingHours, WorkingHours("UTC", DEFAULT_WEEK)),
    (Absence, Absence(NOW, NOW + timedelta(microseconds=1))),
    (Policy, Policy(burst=timedelta(days=400, microseconds=7))),
    (Address, ToPerson(SAM)),
    (Address, InConversation(SITE)),
    (tuple[date, time, bool], (date(2026, 2, 28), time(23, 59, 1, 5), False)),
    (frozenset[PersonId] | None, frozenset({SAM})),
]


@pytest.mark.parametrize(("hint", "value"), VALUES, ids=lambda each: str(each)[:40])
def test_a_value_comes_back_as_it_was(hint: Any, value: Any) -> None:
    text = codec(hint).dumps(value)
    assert codec(hint).loads(text) == value


def test_effects_of_the_same_shape_are_told_apart_by_name() -> None:
    for effect in (StillWaiting(SAM, SITE), OutsideHours(SAM, SITE, NOW), Nudge(SAM, ())):  # type: ignore[arg-type]
        assert codec(Effect).loads(codec(Effect).dumps(effect)) == effect


@given(st.sets(st.text(max_size=5), max_size=8))
def test_equal_sets_give_equal_texts(names: set[str]) -> None:
    texts = {codec(frozenset[str]).dumps(frozenset(order)) for order in (sorted(names), sorted(names, reverse=True))}
    assert len(texts) == 1


def test_a_field_that_was_added_later_has_its_default() -> None:
    assert codec(Reading).loads("[1]") == Reading(1)
    assert codec(Person).loads('{"id": "sam", "name": "Sam", "gone": 1}') == Person(SAM, "Sam")


@pytest.mark.parametrize("hint", [Callable[[], None], dict[str, int], object, set[str]], ids=str)
def test_what_records_should_not_hold_is_refused(hint: Any) -> None:
    with pytest.raises(TypeError, match="has no form in JSON here"):
        codec(hint)


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=5, minutes=30)))), st.datetimes(timezones=st.just(UTC)))
def test_moments_as_texts_are_ordered_as_moments_are(one: datetime, other: datetime) -> None:
    try:
        assert (utc_text(one) < utc_text(other)) == (one < other)
    except OverflowError:
        assert one.year in (1, 9999)
