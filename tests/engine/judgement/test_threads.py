"""The latest threads of a conversation."""

from __future__ import annotations

from bot.engine.judgement.linking import Recent
from bot.engine.judgement.threads import INDEXED, LENGTH, THREADS
from tests.builders import ana, kim, sam, says
from tests.engine.chatter import after, judged

ROOT = says(ana, "who can take the banner?", "mon 9:00")


def test_in_a_crowded_thread_the_likeliest_is_chosen() -> None:
    said = [ROOT, says(sam, "I could", "mon 9:01", thread=ROOT), says(kim, "me too", "mon 9:02", thread=ROOT)]
    link = judged(after(said), says(ana, "sam: great, can you start today?", "mon 9:03", thread=ROOT)).link
    assert (link.answers, link.because.code) == (said[1].message, "crowded-thread")


def test_the_thread_longest_silent_is_forgotten_first() -> None:
    recent = Recent()
    roots = [says(ana, f"topic {number}", f"mon 9:{number % 60:02}") for number in range(THREADS + 1)]
    replies = [says(sam, "hm", f"mon 11:{number % 60:02}", thread=root) for number, root in enumerate(roots)]
    for posted in replies:
        recent.add(judged(recent, posted))
    assert recent.find(replies[0].message) is None
    assert recent.find(replies[-1].message) is not None


def test_of_a_long_thread_the_latest_are_remembered() -> None:
    said = [says(sam, "hm", f"mon 9:{number:02}", thread=ROOT) for number in range(LENGTH + 5)]
    recent = after(said)
    assert recent.find(said[0].message) is None
    assert len(recent.heard()) <= LENGTH


def test_a_message_of_a_thread_can_be_taken_back() -> None:
    said = [ROOT, says(sam, "I could", "mon 9:01", thread=ROOT)]
    recent = after(said)
    recent.forget(said[1].message)
    assert recent.find(said[1].message) is None


def test_a_crowded_thread_that_was_left_for_long_is_judged_as_before() -> None:
    crowd = [ROOT, *(says(each, f"remark of {each}", "mon 9:10", thread=ROOT) for each in (ana, sam, kim))]
    last = says(sam, "ana: yes", "mon 11:00", thread=ROOT)
    others = [
        posted
        for number in range(INDEXED + 2)
        for root in [says(kim, f"subject {number}", f"mon 10:{number:02}")]
        for posted in (root, says(ana, "seen", f"mon 10:{number:02}", thread=root))
    ]
    assert judged(after([*crowd, *others]), last).link == judged(after(crowd), last).link
