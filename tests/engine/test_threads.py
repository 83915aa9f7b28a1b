"""The latest threads of a conversation."""

from __future__ import annotations

from bot.engine.linking import Recent
from bot.engine.threads import LENGTH, THREADS
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
