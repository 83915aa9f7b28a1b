"""Annotated chat read as events."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from training.corpus import EPOCH, Chat, Names, asks, chats, unnamed

TEXT = """[23:58] <Ana> sam: is the header done?
=== Kim [~kim@example.org] has joined #design
[00:01] <sam_2> ana: see https://example.org/?page=2
[00:01]  * Kim waves
[00:03] <ubottu> the header is a header
"""


@pytest.fixture
def chat(tmp_path: Path) -> Chat:
    (tmp_path / "talk.ascii.txt").write_text(TEXT, encoding="ascii")
    (tmp_path / "talk.annotation.txt").write_text("0 2 -\n3 3 -\n0 4 -\n2 4 -\n", encoding="ascii")
    (only,) = chats(tmp_path)
    return only


def test_a_line_is_a_message_of_its_author(chat: Chat) -> None:
    first = chat.lines[0].posted
    assert (first.author, first.text, first.is_bot) == ("ana", "sam: is the header done?", False)
    assert chat.lines[3].posted.text == "waves"


def test_notices_and_programs_are_no_people(chat: Chat) -> None:
    assert [line.is_human for line in chat.lines] == [True, False, True, True, False]
    assert [line.is_notice for line in chat.lines] == [False, True, False, False, False]
    assert chat.lines[1].posted.text == ""


def test_the_clock_goes_on_past_midnight(chat: Chat) -> None:
    assert chat.lines[2].posted.at - chat.lines[0].posted.at == timedelta(minutes=3)
    assert chat.lines[0].posted.at > EPOCH


def test_a_line_may_answer_several_and_itself_means_nothing(chat: Chat) -> None:
    assert chat.answers == {2: [0], 3: [3], 4: [0, 2]}


def test_people_are_known_by_their_nick_and_what_is_left_of_it(chat: Chat) -> None:
    names = Names()
    for line in chat.lines:
        names.learn_all(line.arrives)
    assert names["sam_2"] == names["sam_2"] == ("sam_2",)
    assert names["kim"] == ("kim",)
    names.learn("|trey|")
    assert names["trey"] == ("|trey|",)


def test_a_chat_without_names_says_the_same_to_nobody(chat: Chat) -> None:
    """`sam:` stays: nobody of that name has been seen by then."""
    bare = unnamed(chat)
    said = [line.posted.text for line in bare.lines]
    assert said == [
        "sam: is the header done?",
        "",
        "see https://example.org/?page=2",
        "waves",
        "the header is a header",
    ]
    assert bare.answers == chat.answers


def test_who_is_asked_by_a_mere_name_is_still_asked(chat: Chat) -> None:
    last = chat.lines[-1]
    asked = last._replace(posted=last.posted._replace(text="Ana? kim, (sam_2)?"))
    assert unnamed(Chat(chat.name, [*chat.lines[:-1], asked])).lines[-1].posted.text == "?  ?"


def test_a_question_mark_in_a_link_asks_nothing() -> None:
    assert asks("is it done?")
    assert not asks("see https://example.org/?page=2")
