"""The measures of accuracy, on a chat of eight lines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from benchmarks.measures import Share, accuracy, answers, asked, interval, link_share, share_of, waiting
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId
from training.corpus import EPOCH, Chat, Line

SAID = (
    ("ana", "is the header done?"),
    ("ana", "the blue one"),
    ("kim", "who has the key?"),
    ("sam", "it is"),
    ("lou", "nice weather"),
    ("ubottu", "a key is a key"),
    ("sam", "I have"),
    ("lou", "done?"),
)
TRUE = {0: [0], 1: [0], 2: [2], 3: [1], 4: [4], 5: [2], 6: [2], 7: [7]}


def chat() -> Chat:
    lines = [
        Line(
            at,
            MessagePosted(
                WorkspaceId("w"),
                ConversationId("c"),
                MessageId(str(at)),
                EPOCH + timedelta(minutes=5 * at),
                PersonId(author),
                text,
                is_bot=author == "ubottu",
            ),
            (author,),
        )
        for at, (author, text) in enumerate(SAID)
    ]
    return Chat("made up", lines, TRUE)


def asks_told(told: dict[int, list[int]]) -> list[bool]:
    return [ask.right for ask in asked(chat(), told, 1, lambda number: False)]


def test_the_truth_is_all_right() -> None:
    assert link_share(chat(), TRUE) == Share(8, 8, 8)
    assert asks_told(TRUE) == [True, True]


def test_an_answer_to_what_the_asker_added_answers_the_ask() -> None:
    assert asks_told(TRUE | {1: [1]}) == [False, True]


def test_a_program_answers_nobody() -> None:
    assert asks_told(TRUE | {6: [6]}) == [True, False]


def test_another_person_and_a_gap_that_is_off_are_wrong() -> None:
    assert asks_told(TRUE | {3: [3], 4: [1]}) == [False, True]
    assert asks_told(TRUE | {3: [3], 6: [0]}) == [False, False]


def test_the_last_lines_of_a_block_ask_nothing_yet() -> None:
    assert len(asked(chat(), TRUE, 1, lambda number: False)) == 2
    assert len(asked(chat(), TRUE, 6, lambda number: False)) == 1


def test_waiting_counts_what_was_told_to_wait_and_what_waits() -> None:
    told = asked(chat(), TRUE | {6: [6]}, 1, lambda number: False)
    assert waiting(told) == Share(0, 1, 0)
    assert accuracy(told) == 50


def test_reply_events_ask_for_the_person_and_the_gap() -> None:
    told = answers(chat(), TRUE | {3: [0]})
    assert share_of(told, lambda one: one.who) == Share(2, 2, 2)
    assert share_of(told, lambda one: one.gap) == Share(1, 2, 2)


def test_precision_recall_and_their_mean() -> None:
    share = Share(1, 2, 4)
    assert [share.precision, share.recall, share.f1] == pytest.approx([50, 25, 100 / 3])


def test_an_interval_holds_the_measure_itself() -> None:
    low, high = interval([Share(1, 2, 2), Share(2, 2, 2), Share(2, 2, 3)], lambda some: sum(some, Share()).f1, 200)
    assert low <= sum([Share(1, 2, 2), Share(2, 2, 2), Share(2, 2, 3)], Share()).f1 <= high
