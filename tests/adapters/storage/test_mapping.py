"""From a type of record to its table."""

from __future__ import annotations

import pytest
from sqlalchemy import MetaData

from adapters.storage.mapping import field_names, hint_of, kept
from adapters.storage.tables import ALL, MESSAGES, PEOPLE
from bot.vocabulary.model import GapId, PersonId
from bot.vocabulary.records import Gap, MessageKept, PersonKept, Wakeup
from tests.kept import every_record


def test_a_type_of_record_needs_no_more_than_a_name_for_its_table() -> None:
    wakeups = kept(MetaData(), Wakeup, "tried")
    assert wakeups.columns == ("workspace", "kind", "subject", "slot", "at", "person")
    assert [column.name for column in wakeups.key] == ["workspace", "kind", "subject", "slot"]


def test_what_names_a_record_and_stands_deeper_inside_has_a_column_beside_it() -> None:
    assert PEOPLE.columns == ("workspace", "person_id", "person")
    assert MESSAGES.persons == ("heard_author",)


def test_types_are_found_along_a_path() -> None:
    assert hint_of(Gap, "identity") is GapId
    assert hint_of(PersonKept, "person.id") is PersonId
    assert field_names(MessageKept) == ("workspace", "conversation", "heard")


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_record_is_made_again_of_its_row(kind: type) -> None:
    (record, *_) = every_record()[kind]
    (row,) = ALL[kind].rows([record])
    assert kind(*(row[column.name] for column in ALL[kind].fields)) == record
