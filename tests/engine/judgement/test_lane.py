"""The latest messages of one place."""

from __future__ import annotations

from bot.engine.judgement.lane import KEPT, Lane
from bot.vocabulary.signals import Heard, Link, Reading, Reason
from tests.builders import ana, kim, sam, says


def heard(author: object, when: str, answers: Heard | None = None, **reading: object) -> Heard:
    posted = says(author, "hello", when)  # type: ignore[arg-type]
    link = Link(answers.message if answers else None, 1.0, Reason("told"))
    return Heard(posted.message, posted.at, posted.author, None, None, False, Reading(**reading), link)  # type: ignore[arg-type]


def test_an_answer_hangs_below_what_it_answers_in_one_topic() -> None:
    lane, first = Lane(), heard(ana, "mon 9:00")
    second = heard(sam, "mon 9:01", first)
    for each in (first, second):
        lane.add(each)
    slot = lane.find(second.message)
    assert slot is not None
    assert lane.slots[slot.parent] is lane.find(first.message)
    assert slot.topic.people == (ana, sam)
    assert slot.topic.size == 2


def test_whoever_is_named_has_been_spoken_to() -> None:
    lane = Lane()
    lane.add(heard(ana, "mon 9:00", named=(kim,)))
    assert lane.people[kim].addressed == 1
    assert lane.people[kim].last is None


def test_words_are_found_where_they_stand_and_forgotten_with_their_message() -> None:
    lane = Lane()
    lane.add(heard(ana, "mon 9:00", words=("header",)))
    assert lane.words["header"] == [0]
    for minute in range(KEPT):
        lane.add(heard(sam, f"mon {9 + minute // 60}:{minute % 60:02}"))
    assert "header" not in lane.words


def test_without_a_message_it_is_as_if_it_had_never_been_said() -> None:
    first, second = heard(ana, "mon 9:00"), heard(sam, "mon 9:01")
    lane = Lane()
    lane.add(first)
    lane.add(second)
    assert list(lane.without(first.message)) == [second]
