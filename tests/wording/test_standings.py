"""The tables of the audit."""

from __future__ import annotations

from dataclasses import replace

from bot.wording.standings import PEOPLE, directions, most_involved, pairs, people, weeks
from tests.made_up import ANA, LEE, SAM, gap, made_up


def test_directions_are_named_by_their_sides() -> None:
    assert [row[0] for row in directions(made_up()).rows] == ["Owner asked assistants", "Assistants asked owner"]


def test_the_room_has_its_row_where_it_was_asked() -> None:
    assert directions(made_up([gap(ANA, None)])).rows[-1][0] == "The whole room was asked"


def test_people_stand_in_the_order_of_the_alphabet_never_of_a_figure() -> None:
    for table in people(made_up()):
        names = [row[0] for row in table.rows]
        assert names == sorted(names, key=str.casefold)


def test_pairs_stand_both_ways() -> None:
    rows = [row[0] for row in pairs(made_up([gap(ANA, SAM)], sides={})).rows]
    assert rows == ["Ana asked Sam", "Sam asked Ana"]


def test_every_row_has_a_cell_for_every_column() -> None:
    audit = made_up()
    for table in (directions(audit), *people(audit), weeks(audit, audit.flows[0])):
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_page_names_so_many_people_at_the_most() -> None:
    audit = made_up([gap(LEE, SAM)])
    many = [replace(audit.people[1], person=replace(SAM, name=str(number))) for number in range(PEOPLE + 9)]
    assert len(most_involved(many)) == PEOPLE
