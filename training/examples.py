"""Chat as the linker sees it: for each annotated message the candidates' features and which of them are right."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.engine.judgement import traits
from bot.engine.judgement.evidence import Scene, scene
from bot.engine.judgement.features import WIDTH
from bot.engine.judgement.lane import Lane
from bot.engine.judgement.network import Network, weigh
from bot.engine.judgement.reading import read
from bot.vocabulary.model import MessageId
from bot.vocabulary.signals import Heard, Link, Reading, Reason
from training.corpus import Chat, Line, Names
from training.wordings import CONTEXT

MOST: Final = 24
"""Candidates of one message that are learnt from."""
NOWHERE: Final = Reason("training")
Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Links = Mapping[int, int]
Readings = Mapping[int, Reading]


class Examples(NamedTuple):
    """One row for each message: candidates' bits (packed), its own bits, which are right, which exist, and whether
    it answers nothing.
    """

    candidates: Bytes
    mine: Bytes
    right: Floats
    exist: NDArray[np.bool_]
    opens: Floats


def readings(chat: Chat, levels: Mapping[int, Sequence[float]] | None = None) -> dict[int, Reading]:
    """Every line near the annotated ones as it reads; `levels` stand in for what the wording's own weights say."""
    names, first, heard = Names(), min(chat.answers) - CONTEXT, {}
    for line in chat.lines:
        names.learn_all(line.arrives)
        if line.number >= first and not line.is_notice:
            reading = read(line.posted, names)
            told = levels.get(line.number) if levels is not None else None
            heard[line.number] = reading if told is None else reading._replace(signs=_levelled(reading.signs, told))
    return heard


def _levelled(signs: int, levels: Sequence[float]) -> int:
    bits = sum(int(level) << traits.LEVEL_BITS * place for place, level in enumerate(levels))
    return signs & (1 << traits.LEVELS_SHIFT) - 1 | bits << traits.LEVELS_SHIFT


def without_names(heard: Readings, share: float, seed: int) -> dict[int, Reading]:
    """The same chat among people who name each other less: each message loses its names with this chance."""
    chance = random.Random(seed)
    return {number: _unnamed(each) if chance.random() < share else each for number, each in heard.items()}


def _unnamed(reading: Reading) -> Reading:
    return reading._replace(named=(), signs=reading.signs & ~(traits.CALLED_MOST << traits.CALLED_SHIFT))


def heard(line: Line, reading: Reading, answers: int | None) -> Heard:
    """A line as the lane takes it in."""
    posted, target = line.posted, None if answers is None else MessageId(str(answers))
    link = Link(target, 1.0, NOWHERE)
    return Heard(posted.message, posted.at, posted.author, None, None, posted.is_bot, reading, link)


def examples(chat: Chat, read: Readings, links: Links) -> list[tuple[int, Scene]]:
    """What the linker sees of each annotated message, if it has linked the lines before as in `links`."""
    lane, seen = Lane(), []
    for number, reading in read.items():
        line = chat.lines[number]
        if number in chat.answers:
            seen.append((number, scene(lane, line.posted.author, line.posted.is_bot, reading)))
        lane.add(heard(line, reading, links.get(number)))
    return seen


def linked(chat: Chat, read: Readings, network: Network) -> dict[int, int]:
    """What a network links, living through a chat with its own earlier links."""
    lane, links = Lane(), {}
    for number, reading in read.items():
        line = chat.lines[number]
        seen = scene(lane, line.posted.author, line.posted.is_bot, reading)
        answers = None
        if seen.slots:
            likely, nobody = weigh(network, seen.rows, seen.mine, (), 0.0)
            best = max(likely)
            if (1 - nobody) * best > nobody:
                answers = links[number] = int(seen.slots[likely.index(best)].heard.message)
        lane.add(heard(line, reading, answers))
    return links


def packed(chats: Iterable[tuple[Chat, list[tuple[int, Scene]]]]) -> Examples:
    """All examples in arrays; messages whose truth is not among the candidates teach nothing."""
    kept = [
        (seen, number in chat.answers[number], right)
        for chat, some in chats
        for number, seen in some
        if seen.slots and (any(right := _right(chat, number, seen)) or number in chat.answers[number])
    ]
    size = len(kept)
    candidates, mine = np.zeros((size, MOST, WIDTH), np.uint8), np.zeros((size, WIDTH), np.uint8)
    right_ones, exist = np.zeros((size, MOST), np.float32), np.zeros((size, MOST), np.bool_)
    for at, (seen, _, right) in enumerate(kept):
        rows = seen.rows[:MOST]
        candidates[at, : len(rows)] = _unrolled(rows)
        mine[at] = _unrolled([seen.mine])[0]
        right_ones[at, : len(rows)] = right[:MOST]
        exist[at, : len(rows)] = True
    return Examples(candidates, mine, right_ones, exist, np.array([opens for _, opens, _ in kept], np.float32))


def _right(chat: Chat, number: int, seen: Scene) -> list[bool]:
    return [int(slot.heard.message) in chat.answers[number] for slot in seen.slots]


def _unrolled(rows: Sequence[int]) -> Bytes:
    return np.frombuffer(b"".join(row.to_bytes(WIDTH, "little") for row in rows), np.uint8).reshape(-1, WIDTH)
