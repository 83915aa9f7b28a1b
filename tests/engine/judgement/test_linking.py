"""Which earlier message does this one answer, if any?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.judgement.linking import Recent
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId
from bot.vocabulary.policy import Calibration
from tests.builders import ana, bot, kim, sam, says
from tests.engine.chatter import after, judged

QUESTION = says(ana, "does anyone know the wifi password?", "mon 9:00")
LINES = (
    "is the header done?",
    "sam: yes",
    "ana: which one?",
    "the blue one",
    "thanks kim",
    "lunch at noon",
    "kim can you look?",
)


def answers(said: list[MessagePosted], posted: MessagePosted, two_alone: bool = False) -> MessageId | None:
    return judged(after(said, two_alone), posted, two_alone).link.answers


def test_what_the_platform_tells_is_not_judged() -> None:
    reply = says(sam, "it is on the fridge", "mon 9:05", reply_to=QUESTION)
    link = judged(after([says(kim, "hello", "mon 9:01")]), reply).link
    assert (link.answers, link.confidence, link.because.code) == (QUESTION.message, 1.0, "reply")


def test_in_a_thread_the_latest_of_somebody_else_is_answered_and_the_root_even_when_it_is_forgotten() -> None:
    first = says(sam, "it is on the fridge", "mon 9:05", thread=QUESTION)
    assert answers([QUESTION], first) == QUESTION.message
    assert answers([], first) == QUESTION.message
    assert answers([QUESTION, first], says(ana, "which fridge?", "mon 9:06", thread=QUESTION)) == first.message


def test_two_alone_answer_each_other_once() -> None:
    said = [says(ana, "when will it be ready?", "mon 9:00")]
    first = says(sam, "at noon", "mon 9:05")
    assert answers(said, first, two_alone=True) == said[0].message
    assert answers([*said, first], says(sam, "or at one", "mon 9:06"), two_alone=True) is None


def test_who_is_called_by_name_is_answered() -> None:
    said = [QUESTION, says(kim, "lunch is at noon", "mon 9:01")]
    assert answers(said, says(sam, "ana: it is on the fridge", "mon 9:02")) == QUESTION.message


def test_the_first_message_answers_nobody_and_a_bot_asks_nothing() -> None:
    assert answers([], QUESTION) is None
    assert judged(after([QUESTION]), says(bot, "", "mon 9:01")).link.answers is None


def chat(script: list[tuple[int, int]]) -> list[MessagePosted]:
    people = (ana, sam, kim)
    base = says(ana, "", "mon 9:00")
    return [
        base._replace(
            message=MessageId(f"site/{at:04}"),
            at=base.at + timedelta(minutes=at),
            author=people[who],
            text=LINES[line],
        )
        for at, (who, line) in enumerate(script)
    ]


SCRIPTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, len(LINES) - 1)), min_size=2, max_size=25)


@given(SCRIPTS)
def test_a_message_never_answers_a_later_one(script: list[tuple[int, int]]) -> None:
    said = chat(script)
    at = {posted.message: posted.at for posted in said}
    for heard in after(said).heard():
        assert heard.link.answers is None or at[heard.link.answers] < heard.at


@given(SCRIPTS, st.integers(2, 5000), st.integers(0, 10_000))
def test_nothing_depends_on_the_clock(script: list[tuple[int, int]], stretch: int, shift: int) -> None:
    said = chat(script)
    begin = said[0].at
    later = [posted._replace(at=begin + timedelta(hours=shift) + (posted.at - begin) * stretch) for posted in said]
    assert [heard.link for heard in after(said).heard()] == [heard.link for heard in after(later).heard()]


def test_a_message_restored_without_its_words_can_still_be_answered() -> None:
    recent = Recent()
    (known,) = after([QUESTION]).heard()
    recent.add(known._replace(reading=known.reading._replace(words=())))
    assert judged(recent, says(sam, "ana: it is on the fridge", "mon 9:02")).link.answers == QUESTION.message


def test_what_is_forgotten_is_answered_no_more() -> None:
    recent = after([QUESTION])
    recent.forget(QUESTION.message)
    assert recent.find(QUESTION.message) is None
    assert recent.heard() == []


def test_memory_is_bounded_however_much_is_said() -> None:
    recent = after(chat([(at % 3, at % len(LINES)) for at in range(600)]))
    assert len(recent.heard()) < 200


@pytest.mark.parametrize("bias", [3.0, 50.0])
def test_a_bias_towards_nobody_is_bounded(bias: float) -> None:
    posted = says(sam, "ana: it is on the fridge", "mon 9:02")
    reading = judged(Recent(), posted).reading
    links = [after([QUESTION]).judge(posted, reading, False, Calibration(towards_nobody=each)) for each in (bias, 3.0)]
    assert links[0] == links[1]
