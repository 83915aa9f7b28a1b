"""What a work sees of the shelves, before and after its commit. The contracts tell the rest."""

from __future__ import annotations

from adapters.memory.shelves import Desktop, Shelves
from bot.ports import Place
from bot.vocabulary.records import Forgotten, Gap, MessageKept
from tests.kept import ACME, SHOP, SITE, gap, heard

HERE = Place(ACME, SITE)


def test_a_work_sees_what_it_remembered_and_others_do_not() -> None:
    shelves = Shelves()
    mine, other = Desktop(shelves), Desktop(shelves)
    mine.keep(gap())
    assert (mine.there(Gap, HERE), other.there(Gap, HERE)) == ([gap()], [])
    mine.commit()
    assert other.there(Gap, HERE) == [gap()]


def test_what_is_forgotten_is_gone_from_its_conversation() -> None:
    shelves = Shelves()
    desktop = Desktop(shelves)
    desktop.keep(gap())
    desktop.commit()
    desktop.keep(Forgotten(ACME, SITE, gap().identity))
    assert desktop.there(Gap, HERE) == []
    desktop.commit()
    assert shelves.there(Gap, HERE) == {}


def test_a_record_that_moves_is_in_one_conversation_only() -> None:
    shelves = Shelves()
    for where in (SITE, SHOP):
        desktop = Desktop(shelves)
        desktop.keep(gap(conversation=where))
        desktop.commit()
    assert not shelves.there(Gap, HERE)
    assert list(shelves.there(Gap, Place(ACME, SHOP)).values()) == [gap(conversation=SHOP)]


def test_an_archive_keeps_no_messages() -> None:
    desktop = Desktop(Shelves(), leave_out=(MessageKept,))
    desktop.keep(MessageKept(ACME, SITE, heard(1)))
    assert desktop.every(MessageKept) == []
