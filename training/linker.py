"""Learns who answers whom (`bot.engine.network`): a ranker and a gate, from annotated chat.

Features speak of earlier links, and those are the linker's own when it works. So it learns in rounds: each half of the
files is linked by networks that learnt from the other half, and the next round learns with those links in view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.engine.features import LAYOUT
from bot.engine.network import BITS, Floats, Network
from training.adam import Adam
from training.corpus import Chat
from training.examples import (
    Examples,
    Links,
    Readings,
    examples,
    linked,
    packed,
    without_names,
)

RANKS: Final = 32
GATES: Final = 16
ROUNDS: Final = 2
EPOCHS: Final = 10
BATCH: Final = 256
RATE: Final = 3e-3
PENALTY: Final = 3e-5
DROPPED: Final = 0.25
"""Hidden units left out of each step: worth 0.4 of link F1 on held-out files of `irc/train`."""
NAMELESS: Final = (0.0, 0.5, 1.0)
"""Each file is learnt from with none, half and all of its names dropped: where people write none, it must link too."""


class Study(NamedTuple):
    """The files, as they read, one seed, and how to tell what goes on."""

    chats: Sequence[Chat]
    read: Sequence[Readings]
    seed: int
    tell: Callable[[str], None]


def learnt(study: Study) -> Network:
    """The network that ships."""
    links: list[Links] = [{} for _ in study.chats]
    for round_ in range(ROUNDS):
        study.tell(f"round {round_ + 1}: links by networks that have not seen the file")
        halves = [_fit(study, links, half, (0.0,), EPOCHS // 2) for half in (0, 1)]
        links = [
            linked(chat, read, halves[1 - at % 2])
            for at, (chat, read) in enumerate(zip(study.chats, study.read, strict=True))
        ]
    study.tell("the network that ships")
    return _fit(study, links, None, NAMELESS, EPOCHS)


def _fit(
    study: Study,
    links: Sequence[Links],
    half: int | None,
    nameless: Sequence[float],
    epochs: int,
) -> Network:
    """A network from every second file (0, 1) or all of them (None)."""
    chosen = [at for at in range(len(study.chats)) if half is None or at % 2 == half]
    seen = packed(
        (
            study.chats[at],
            examples(study.chats[at], without_names(study.read[at], share, at), links[at]),
        )
        for share in nameless
        for at in chosen
    )
    ranker = _ranker(seen, epochs, study)
    return _with_gate(ranker, seen, epochs, study)


class Ranker(NamedTuple):
    """One hidden layer over the bits of a candidate and of the message."""

    first: Floats
    start: Floats
    rank: Floats


def _ranker(seen: Examples, epochs: int, study: Study) -> Ranker:
    """By a listwise softmax loss, over the messages that answer something."""
    chance = np.random.default_rng(study.seed)
    ranker = Ranker(
        _small(chance, (BITS, RANKS)),
        np.zeros(RANKS, np.float32),
        _small(chance, (RANKS,)),
    )
    answering = np.flatnonzero(seen.right.any(axis=1))
    adam = Adam(ranker, RATE, epochs * -(-len(answering) // BATCH))
    for epoch in range(epochs):
        loss = sum(_rank_step(ranker, adam, seen, some, chance) for some in _batches(answering, chance))
        study.tell(f"  ranker {epoch + 1}/{epochs}: loss {loss / len(answering):.4f}")
    return ranker


def _rank_step(
    ranker: Ranker,
    adam: Adam,
    seen: Examples,
    some: NDArray[np.int64],
    chance: np.random.Generator,
) -> float:
    exist = seen.exist[some]
    width = int(exist.any(axis=0).sum())
    bits = _bits(seen.candidates[some, :width], seen.mine[some, None])
    hidden = np.maximum(bits @ ranker.first + ranker.start, 0)
    kept = _kept(chance, (len(some), 1, RANKS))
    hidden *= kept
    likely = _softmax(hidden @ ranker.rank, exist[:, :width])
    truth = seen.right[some, :width]
    truth = truth / truth.sum(axis=1, keepdims=True)
    error = ((likely - truth) / len(some)).astype(np.float32)
    back = error[..., None] * ranker.rank * (hidden > 0) * kept
    flat = back.reshape(-1, RANKS)
    adam.step(
        (
            bits.reshape(-1, BITS).T @ flat + PENALTY * ranker.first,
            flat.sum(axis=0),
            np.einsum("ijk,ij->k", hidden, error) + PENALTY * ranker.rank,
        )
    )
    return float(-(truth * np.log(likely + 1e-9)).sum())


def _with_gate(ranker: Ranker, seen: Examples, epochs: int, study: Study) -> Network:
    """By a logistic loss, from the best candidate's bits and how sure the ranker is of it."""
    chance = np.random.default_rng(study.seed + 1)
    best, certainty = _best(ranker, seen)
    first, start = _small(chance, (BITS, GATES)), np.zeros(GATES, np.float32)
    gate, gate_start = _small(chance, (GATES,)), np.zeros(1, np.float32)
    sure = np.zeros(GATES, np.float32)
    adam = Adam((first, start, gate, gate_start, sure), RATE, epochs * -(-len(best) // BATCH))
    loss = 0.0
    for _ in range(epochs):
        loss = 0.0
        for some in _batches(np.arange(len(best)), chance):
            bits, certain, truth = (
                _bits(best[some], seen.mine[some]),
                certainty[some],
                seen.opens[some],
            )
            kept = _kept(chance, (len(some), GATES))
            hidden = np.maximum(bits @ first + start + certain[:, None] * sure, 0) * kept
            nobody = 1 / (1 + np.exp(-(hidden @ gate + gate_start)))
            error = ((nobody - truth) / len(some)).astype(np.float32)
            back = np.outer(error, gate) * (hidden > 0) * kept
            adam.step(
                (
                    bits.T @ back + PENALTY * first,
                    back.sum(axis=0),
                    hidden.T @ error + PENALTY * gate,
                    error.sum(keepdims=True),
                    certain @ back,
                )
            )
            loss -= float(np.log(np.where(truth, nobody, 1 - nobody) + 1e-9).sum())
    study.tell(f"  gate: loss {loss / len(best):.4f}")
    return Network(*ranker, first, start, gate, sure, float(gate_start[0]))


def _best(ranker: Ranker, seen: Examples) -> tuple[NDArray[np.uint8], Floats]:
    """The likeliest candidate of each message, and how likely it is."""
    likely = np.zeros(seen.exist.shape, np.float32)
    for at in range(0, len(likely), 4 * BATCH):
        some = slice(at, at + 4 * BATCH)
        bits = _bits(seen.candidates[some], seen.mine[some, None])
        likely[some] = _softmax(
            np.maximum(bits @ ranker.first + ranker.start, 0) @ ranker.rank,
            seen.exist[some],
        )
    top = likely.argmax(axis=1)
    return seen.candidates[np.arange(len(top)), top], likely[np.arange(len(top)), top]


def described(network: Network) -> dict[str, object]:
    """The network's file: whole thousandths."""
    known = len(LAYOUT.names)
    values = network._asdict() | {
        "first": network.first[:known],
        "gate_first": network.gate_first[:known],
        "gate_bias": np.array([network.gate_bias]),
    }
    return {"bits": LAYOUT.names} | {name: _thousandths(value) for name, value in values.items()}


def _thousandths(values: NDArray[np.floating]) -> object:
    return np.round(values * 1000).astype(int).tolist()


def _bits(rows: NDArray[np.uint8], mine: NDArray[np.uint8]) -> Floats:
    return np.unpackbits(rows | mine, axis=-1, bitorder="little").astype(np.float32)


def _softmax(scores: Floats, exist: NDArray[np.bool_]) -> Floats:
    scores = np.where(exist, scores, np.float32(-1e9))
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = likely / likely.sum(axis=1, keepdims=True)
    return shares


def _small(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return (chance.standard_normal(shape) * 0.15).astype(np.float32)


def _kept(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return ((chance.random(shape) >= DROPPED) / (1 - DROPPED)).astype(np.float32)


def _batches(numbers: NDArray[np.int64], chance: np.random.Generator) -> list[NDArray[np.int64]]:
    shuffled = chance.permutation(numbers)
    return [shuffled[at : at + BATCH] for at in range(0, len(shuffled), BATCH)]
