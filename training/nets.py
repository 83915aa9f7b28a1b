"""The fitting of the two small networks, in numpy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.engine.network import BITS, Floats, Network
from training.adam import Adam
from training.examples import Examples

GATES: Final = 16
BATCH: Final = 256
RATE: Final = 3e-3
PENALTY: Final = 3e-5
Packed = NDArray[np.uint8]


class Size(NamedTuple):
    """Hidden units of the ranker, passes over the data, and the share of hidden units left out of each step."""

    ranks: int
    epochs: int
    dropped: float


class Ranker(NamedTuple):
    """One hidden layer over the bits of a candidate and of the message."""

    first: Floats
    start: Floats
    rank: Floats


def fitted(seen: Examples, size: Size, seed: int) -> tuple[Network, float, float]:
    """A network, and the mean losses of its ranker and its gate in the last pass."""
    ranker, rank_loss = _ranker(seen, size, np.random.default_rng(seed))
    network, gate_loss = _with_gate(ranker, seen, size, np.random.default_rng(seed + 1))
    return network, rank_loss, gate_loss


def opinion(network: Network, seen: Examples) -> tuple[Floats, Floats]:
    """How likely each candidate of each message is, and how likely there is none."""
    ranker = Ranker(network.first, network.start, network.rank)
    likely = _likely(ranker, seen)
    best, certainty = _best(seen, likely)
    nobody = np.zeros(len(best), np.float32)
    for some in _slices(len(best)):
        hidden = _bits(best[some], seen.mine[some]) @ network.gate_first + network.gate_start
        hidden = np.maximum(hidden + certainty[some, None] * network.sure, 0)
        nobody[some] = _chance(hidden @ network.gate + network.gate_bias)
    return likely, nobody


def _ranker(seen: Examples, size: Size, chance: np.random.Generator) -> tuple[Ranker, float]:
    """By a listwise softmax loss, over the messages that answer something."""
    ranker = Ranker(_small(chance, (BITS, size.ranks)), np.zeros(size.ranks, np.float32), _small(chance, (size.ranks,)))
    answering = np.flatnonzero(seen.right.any(axis=1))
    adam, loss = Adam(ranker, RATE, size.epochs * -(-len(answering) // BATCH)), 0.0
    for _ in range(size.epochs):
        loss = sum(_rank_step(ranker, adam, seen, some, size, chance) for some in _batches(answering, chance))
    return ranker, loss / len(answering)


def _rank_step(
    ranker: Ranker, adam: Adam, seen: Examples, some: NDArray[np.int64], size: Size, chance: np.random.Generator
) -> float:
    exist = seen.exist[some]
    width = int(exist.any(axis=0).sum())
    bits = _bits(seen.candidates[some, :width], seen.mine[some, None])
    hidden = np.maximum(bits @ ranker.first + ranker.start, 0)
    kept = _kept(chance, (len(some), 1, size.ranks), size.dropped)
    hidden *= kept
    likely = _softmax(hidden @ ranker.rank, exist[:, :width])
    truth = seen.right[some, :width]
    truth = truth / truth.sum(axis=1, keepdims=True)
    error = ((likely - truth) / len(some)).astype(np.float32)
    back = error[..., None] * ranker.rank * (hidden > 0) * kept
    flat = back.reshape(-1, size.ranks)
    adam.step(
        (
            bits.reshape(-1, BITS).T @ flat + PENALTY * ranker.first,
            flat.sum(axis=0),
            np.einsum("ijk,ij->k", hidden, error) + PENALTY * ranker.rank,
        )
    )
    return float(-(truth * np.log(likely + 1e-9)).sum())


def _with_gate(ranker: Ranker, seen: Examples, size: Size, chance: np.random.Generator) -> tuple[Network, float]:
    """By a logistic loss, from the best candidate's bits and how sure the ranker is of it."""
    best, certainty = _best(seen, _likely(ranker, seen))
    first, start, gate = _small(chance, (BITS, GATES)), np.zeros(GATES, np.float32), _small(chance, (GATES,))
    sure, bias = np.zeros(GATES, np.float32), np.zeros(1, np.float32)
    adam, loss = Adam((first, start, gate, sure, bias), RATE, size.epochs * -(-len(best) // BATCH)), 0.0
    for _ in range(size.epochs):
        loss = 0.0
        for some in _batches(np.arange(len(best)), chance):
            bits, certain, truth = _bits(best[some], seen.mine[some]), certainty[some], seen.opens[some]
            kept = _kept(chance, (len(some), GATES), size.dropped)
            hidden = np.maximum(bits @ first + start + certain[:, None] * sure, 0) * kept
            nobody = _chance(hidden @ gate + bias)
            error = ((nobody - truth) / len(some)).astype(np.float32)
            back = np.outer(error, gate) * (hidden > 0) * kept
            slopes = (bits.T @ back + PENALTY * first, back.sum(axis=0), hidden.T @ error + PENALTY * gate)
            adam.step((*slopes, certain @ back, error.sum(keepdims=True)))
            loss -= float((truth * np.log(nobody + 1e-9) + (1 - truth) * np.log(1 - nobody + 1e-9)).sum())
    return Network(*ranker, first, start, gate, sure, float(bias[0])), loss / len(best)


def _likely(ranker: Ranker, seen: Examples) -> Floats:
    likely = np.zeros(seen.exist.shape, np.float32)
    for some in _slices(len(likely)):
        bits = _bits(seen.candidates[some], seen.mine[some, None])
        likely[some] = _softmax(np.maximum(bits @ ranker.first + ranker.start, 0) @ ranker.rank, seen.exist[some])
    return likely


def _best(seen: Examples, likely: Floats) -> tuple[Packed, Floats]:
    """The likeliest candidate of each message, and how likely it is."""
    each, top = np.arange(len(likely)), likely.argmax(axis=1)
    return seen.candidates[each, top], likely[each, top]


def _bits(rows: Packed, mine: Packed) -> Floats:
    return np.unpackbits(rows | mine, axis=-1, bitorder="little").astype(np.float32)


def _softmax(scores: Floats, exist: NDArray[np.bool_]) -> Floats:
    existing = np.where(exist, scores, np.float32(-1e9))
    likely = np.exp(existing - existing.max(axis=1, keepdims=True))
    shares: Floats = (likely / likely.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def _chance(logits: NDArray[np.floating]) -> Floats:
    chances: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return chances


def _small(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return (chance.standard_normal(shape) * 0.15).astype(np.float32)


def _kept(chance: np.random.Generator, shape: tuple[int, ...], dropped: float) -> Floats:
    return ((chance.random(shape) >= dropped) / (1 - dropped)).astype(np.float32)


def _batches(numbers: NDArray[np.int64], chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    shuffled = chance.permutation(numbers)
    return (shuffled[at : at + BATCH] for at in range(0, len(shuffled), BATCH))


def _slices(size: int) -> Iterator[slice]:
    return (slice(at, at + 8 * BATCH) for at in range(0, size, 8 * BATCH))
