"""Bots that announce, and bots that answer."""

from __future__ import annotations

import pytest

from bot.engine.judgement.linking import NOTICE, Recent
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId
from bot.vocabulary.signals import Link
from tests.builders import ana, bot, kim, sam, says
from tests.engine.chatter import after, judged

QUESTION = says(ana, "does the build work again?", "mon 9:00")
ANNOUNCED = says(bot, "build 12 failed on the main branch", "mon 9:01")


def told(said: list[MessagePosted], posted: MessagePosted) -> Link:
    return judged(after(said), posted).link


def test_what_a_tool_announces_answers_nobody() -> None:
    assert told([QUESTION], ANNOUNCED) == NOTICE


def test_between_the_lines_of_people_an_announcement_changes_nothing() -> None:
    asked_on = says(ana, "anybody?", "mon 9:02")
    with_it, without = after([QUESTION, ANNOUNCED, asked_on]), after([QUESTION, asked_on])
    reply = says(sam, "ana: it does", "mon 9:03")
    assert judged(with_it, reply).link == judged(without, reply).link
    assert with_it.find(ANNOUNCED.message) is None


@pytest.mark.parametrize("command", ["!build", "kim: see !build", "/build", "bot: what does the build do?"])
def test_who_gives_a_bot_a_command_or_calls_it_is_answered(command: str) -> None:
    said = [says(ana, "lunch?", "mon 8:59"), says(kim, command, "mon 9:00")]
    assert told(said, ANNOUNCED).answers == said[1].message


def test_a_bot_that_names_somebody_answers() -> None:
    assert told([QUESTION, says(kim, "lunch?", "mon 9:00")], says(bot, "ana: it works", "mon 9:01")).answers is not None


def test_what_a_bot_says_in_a_thread_stands_there() -> None:
    first = says(bot, "build 12 failed", "mon 9:01", thread=QUESTION)
    assert told([QUESTION], first).answers == QUESTION.message


def test_a_command_is_taken_up_at_once_or_never() -> None:
    chatter = [
        says(person, "lunch is at noon", f"mon 9:0{minute}") for minute, person in enumerate((ana, sam, ana, sam))
    ]
    recent: Recent = after([says(kim, "!build", "mon 8:59"), *chatter])
    late = says(bot, "build 12 failed", "mon 9:30")
    none: MessageId | None = judged(recent, late).link.answers
    assert none is None
