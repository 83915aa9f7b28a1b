"""A room remembers in the order of moments, and can take back what came too early."""

from __future__ import annotations

from bot.engine.gaps.room import JOURNAL, Entry, Room
from bot.vocabulary.signals import Heard, Link, Reading, Reason
from tests.builders import ana, asks, deletes, edits, kim, sam, says
from tests.playbook import Playbook


def heard(when: str) -> Heard:
    posted = says(ana, "hello", when)
    return Heard(posted.message, posted.at, ana, None, None, False, Reading(), Link(None, 1.0, Reason("opens")))


def test_a_fact_is_late_when_something_later_has_been_judged() -> None:
    room = Room()
    early, late = heard("mon 10:00"), heard("mon 11:00")
    assert not room.is_late(early)
    room.advance(Entry(late))
    assert room.is_late(early)
    assert not room.is_late(heard("mon 12:00"))


def test_rewinding_takes_back_in_order_all_that_comes_after() -> None:
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"), asks(ana, of=kim, at="mon 10:30"))
    room = play.situation.room.copy()
    taken_back = room.rewind(heard("mon 9:00"))
    assert [entry.fact.at.hour for entry in taken_back] == [10, 10]
    assert list(room.gaps.waiting()) == []
    assert room.last_word(ana) is None


def test_trying_something_out_on_a_copy_leaves_the_room_as_it_was() -> None:
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"))
    play.situation.room.copy().rewind(heard("mon 9:00"))
    assert len(list(play.situation.room.gaps.waiting())) == 1


def test_what_has_ended_long_ago_is_let_go_and_what_waits_is_not() -> None:
    question, other = asks(ana, of=sam, at="mon 10:00"), asks(ana, of=kim, at="mon 10:01")
    play = Playbook().hears(question, other, says(sam, "it is done", "mon 10:02", thread=question))
    play.hears(*(says(ana, "the weather is nice", f"mon 11:{minute:02}") for minute in range(JOURNAL // 2)))
    play.hears(*(says(ana, "the weather is nice", f"mon 12:{minute:02}") for minute in range(JOURNAL // 2 + 1)))
    gaps = play.situation.room.gaps
    assert gaps.about(question.message) == []
    assert [gap.owed_by for gap in gaps.about(other.message)] == [kim]


def test_a_room_begins_with_what_storage_remembers() -> None:
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"))
    room = Room()
    room.restore(play.situation.room.recent.heard(), list(play.situation.room.gaps.waiting()))
    assert room.gaps.owed(sam, None) == [play.gap]
    word = room.last_word(ana)
    assert word is not None
    assert word.spoken_to == (sam,)


def test_rewinding_brings_back_what_was_deleted_or_read_differently_before() -> None:
    question, other = asks(ana, of=sam, at="mon 10:00"), asks(ana, of=kim, at="mon 10:30")
    play = Playbook().hears(question, other)
    before = play.situation.room.recent.heard()
    play.hears(edits(question, "@sam the header is fine.", "mon 11:00"), deletes(other, "mon 11:30"))
    room = play.situation.room.copy()
    assert room.recent.heard() != before
    room.rewind(heard("mon 10:45"))
    assert room.recent.heard() == before
    assert room.recent.latest_at == other.at
