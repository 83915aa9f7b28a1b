"""Which earlier messages a new one may answer, and what speaks for each."""

from __future__ import annotations

from bot.engine import features as f
from bot.engine.candidates import Scene, scene
from bot.engine.lane import Lane
from bot.engine.linking import Recent
from bot.engine.reading import read
from bot.vocabulary.events import MessagePosted
from tests.builders import ana, kim, sam, says
from tests.engine.chatter import NAMES, judged

SAID = [
    says(ana, "does anyone know the router password?", "mon 9:00"),
    *(says(kim, f"remark number {number}", f"mon 9:{number + 1:02}") for number in range(20)),
]


def seen(posted: MessagePosted) -> Scene:
    lane, recent = Lane(), Recent()
    for each in SAID:
        heard = judged(recent, each)
        recent.add(heard)
        lane.add(heard)
    return scene(lane, posted.author, False, read(posted, NAMES))


def row_of(found: Scene, message: MessagePosted) -> int:
    return next(row for slot, row in zip(found.slots, found.rows, strict=True) if slot.heard.message == message.message)


def test_an_unanswered_question_is_a_candidate_however_far_back() -> None:
    assert row_of(seen(says(sam, "it is on the fridge", "mon 10:00")), SAID[0])


def test_the_latest_messages_are_candidates_latest_first() -> None:
    slots = seen(says(sam, "it is on the fridge", "mon 10:00")).slots
    assert slots[0].heard.message == SAID[-1].message
    assert [slot.at for slot in slots] == sorted((slot.at for slot in slots), reverse=True)


def test_whom_one_calls_is_marked() -> None:
    assert row_of(seen(says(sam, "ana: it is on the fridge", "mon 10:00")), SAID[0]) & f.CALLS


def test_words_in_common_are_marked() -> None:
    assert row_of(seen(says(sam, "the router password is new", "mon 10:00")), SAID[0]) & f.MOST_SHARED


def test_who_speaks_for_the_first_time_is_new() -> None:
    assert seen(says(sam, "hello", "mon 10:00")).mine & f.I_AM_NEW
