"""What speaks for each message that may be answered."""

from __future__ import annotations

from bot.engine.judgement import features as f
from bot.engine.judgement.evidence import Scene, scene
from bot.engine.judgement.lane import Lane
from bot.engine.judgement.linking import Recent
from bot.engine.judgement.reading import read
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


def test_whom_one_calls_is_marked() -> None:
    assert row_of(seen(says(sam, "ana: it is on the fridge", "mon 10:00")), SAID[0]) & f.CALLS


def test_words_in_common_are_marked() -> None:
    assert row_of(seen(says(sam, "the router password is new", "mon 10:00")), SAID[0]) & f.MOST_SHARED


def test_who_speaks_for_the_first_time_is_new() -> None:
    assert seen(says(sam, "hello", "mon 10:00")).mine & f.I_AM_NEW


def test_what_has_happened_to_a_message_is_seen_although_it_was_looked_at_before() -> None:
    lane, recent = Lane(), Recent()
    asked, answer = SAID[0], says(kim, "ana: it is on the fridge", "mon 9:30")
    for each in (asked, answer):
        heard = judged(recent, each)
        recent.add(heard)
        before = scene(lane, heard.author, False, heard.reading)
        assert all(row & f.UNANSWERED_START for row in before.rows)
        lane.add(heard)
    after = scene(lane, sam, False, read(says(sam, "hello", "mon 10:00"), NAMES))
    assert row_of(after, asked) & f.ANSWERED[1]
    assert not row_of(after, asked) & f.UNANSWERED_START


def test_a_place_where_people_are_called_by_name_is_known_as_such() -> None:
    lane, recent = Lane(), Recent()
    for number in range(3):
        heard = judged(recent, says(sam, f"ana: remark {number}", f"mon 9:{number:02}"))
        recent.add(heard)
        lane.add(heard)
    assert scene(lane, kim, False, read(says(kim, "hello", "mon 10:00"), NAMES)).mine & f.NAMING[3]
