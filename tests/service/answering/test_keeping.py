"""What is taken along is whole, and harmless in a spreadsheet (S12)."""

from __future__ import annotations

import csv
import io
import json
from typing import get_args, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from bot.service.answering.keeping import CONCERNS, as_csv, as_json, inert, table
from bot.vocabulary.agreements import Agreement, Erased
from bot.vocabulary.model import PersonId
from tests.agreed import Talk, ana, sam


@given(st.sampled_from("=+-@\t\r"), st.text(max_size=20))
def test_a_cell_is_never_a_formula(sign: str, rest: str) -> None:
    (heading, row) = csv.reader(io.StringIO(table([{"words": f"{sign}{rest}"}]), newline=""))
    assert heading == ["words"]
    assert row[0].startswith("'")


@given(st.text(max_size=40))
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert inert(text) in (text, f"'{text}")


def test_a_table_can_be_read_back() -> None:
    (document,) = as_csv({"expectations": Talk().team(sam).expects(f'<@{sam}> a, "b"\nby Friday').all(object)[:1]})
    rows = list(csv.DictReader(io.StringIO(document.text, newline="")))
    assert len(rows) == 1


def test_every_record_can_be_told_as_json() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday").command(ana, "goals sell")
    told = json.loads(as_json({"all": talk.all(object)}).text)
    assert len(told["all"]) == len(talk.records)


def test_every_agreement_that_names_a_person_is_among_what_is_kept_about_them() -> None:
    for kind in set(get_args(Agreement)) - {Erased}:
        people = {name for name, hint in get_type_hints(kind).items() if hint is PersonId}
        told = {name for _, each, names in CONCERNS if each is kind for name in names}
        assert people <= told, f"{kind.__name__} names {people - told} too"
