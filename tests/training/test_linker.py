"""A linker learnt from a made-up chat."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.engine.judgement.features import LAYOUT
from bot.engine.judgement.network import made
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId
from training.corpus import EPOCH, Chat, Line
from training.examples import examples, linked, packed, readings, without_names
from training.linker import described
from training.nets import Size, fitted, opinion

SIZE = Size(ranks=4, gates=2, epochs=200, dropped=0.0)


def chat(lines: int = 240) -> Chat:
    """Two pairs that call each other by name, their lines woven together."""
    said, answers = [], {}
    for number in range(lines):
        author, other = (("ana", "sam"), ("kim", "lou"), ("sam", "ana"), ("lou", "kim"))[number % 4]
        posted = MessagePosted(
            WorkspaceId("w"),
            ConversationId("c"),
            MessageId(str(number)),
            EPOCH + timedelta(minutes=number),
            PersonId(author),
            f"{other}: and remark number {number}",
        )
        said.append(Line(number, posted, (author,)))
        answers[number] = [number - 2 if number > 1 else number]
    return Chat("made up", said, answers)


CHAT = chat()
READ = readings(CHAT)
TRUTH = {number: number - 2 for number in range(2, len(CHAT.lines))}
SEEN = packed([(CHAT, examples(CHAT, READ, TRUTH))])
KNOWN = len(LAYOUT.names)


def test_what_is_learnt_links_what_it_has_learnt_from_and_is_the_same_again() -> None:
    network, _ = fitted(SEEN, SIZE, seed=1)
    again, _ = fitted(SEEN, SIZE, seed=1)
    assert (network.first == again.first).all()
    links = linked(CHAT, READ, network)
    assert sum(links.get(number) == number - 2 for number in range(2, 240)) > 230


def test_the_file_of_a_network_is_the_network() -> None:
    network, _ = fitted(SEEN, SIZE, seed=1)
    read_back = made(json.loads(json.dumps(described(network))))
    assert read_back.second == pytest.approx(network.second, abs=0.001)
    assert read_back.first[:KNOWN] == pytest.approx(network.first[:KNOWN], abs=0.001)


def test_an_opinion_is_a_share_for_each_candidate() -> None:
    likely, nobody = opinion(fitted(SEEN, SIZE, seed=1)[0], SEEN)
    assert likely.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert ((nobody >= 0) & (nobody <= 1)).all()


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_names_are_dropped_from_none_or_all(share: float) -> None:
    named = [bool(reading.named) for reading in without_names(READ, share, seed=1).values()]
    assert sum(named) == (0 if share else sum(bool(reading.named) for reading in READ.values()))
