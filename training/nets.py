"""The fitting of the two small networks, in numpy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.engine.judgement.features import NOBODY, WIDTH
from bot.engine.judgement.network import BITS, Floats, Network
from training.adam import Adam
from training.examples import Examples

BATCH: Final = 256
RATE: Final = 3e-3
PENALTY: Final = 3e-5
Packed = NDArray[np.uint8]
_NOBODY: Final = np.frombuffer(NOBODY.to_bytes(WIDTH, "little"), np.uint8)


class Size(NamedTuple):
    """Hidden units of the ranker and the gate, passes over the data, the share of units left out of each step."""

    ranks: int
    gates: int
    epochs: int
    dropped: float


class _Batch(NamedTuple):
    """Some messages: bits of nobody and of each candidate, which of these exist, which are right, whether none is."""

    bits: Floats
    exist: NDArray[np.bool_]
    right: Floats
    opens: Floats


def fitted(seen: Examples, size: Size, seed: int) -> tuple[Network, float]:
    """A network, and its mean loss in the last pass."""
    chance = np.random.default_rng(seed)
    network = _begun(size, chance)
    own = network.second != 0
    adam, loss = Adam(network, RATE, size.epochs * -(-len(seen.mine) // BATCH)), 0.0
    for _ in range(size.epochs):
        loss = 0.0
        for some in _batches(len(seen.mine), chance):
            loss += _step(network, adam, own, _batch(seen, some), _kept(chance, (len(some), 1, len(own)), size.dropped))
    return network, loss / len(seen.mine)


def opinion(network: Network, seen: Examples) -> tuple[Floats, Floats]:
    """How likely each candidate of each message is, and how likely there is none."""
    likely, nobody = np.zeros(seen.exist.shape, np.float32), np.zeros(len(seen.mine), np.float32)
    for some in _slices(len(nobody)):
        batch = _batch(seen, some)
        width = batch.exist.shape[1]
        likely[some, :width], nobody[some], _ = _told(np.maximum(batch.bits @ network.first, 0) @ network.second, batch)
    return likely, nobody


def _begun(size: Size, chance: np.random.Generator) -> Network:
    units = size.ranks + size.gates
    second = np.zeros((units, 2), np.float32)
    second[: size.ranks, 0] = _small(chance, (size.ranks,))
    second[size.ranks :, 1] = _small(chance, (size.gates,))
    return Network(_small(chance, (BITS, units)), second)


def _step(network: Network, adam: Adam, own: NDArray[np.bool_], batch: _Batch, kept: Floats) -> float:
    """One step by a listwise softmax loss (which of those that exist?) and a logistic one (any at all?)."""
    hidden = np.maximum(batch.bits @ network.first, 0) * kept
    likely, nobody, against = _told(hidden @ network.second, batch)
    answering = batch.right.any(axis=1, keepdims=True)
    truth = batch.right / np.maximum(1e-9, batch.right.sum(axis=1, keepdims=True))
    error = np.zeros((*hidden.shape[:2], 2), np.float32)
    error[:, 1:, 0] = (likely - truth) * answering / answering.sum()
    amiss = (nobody - batch.opens) / len(nobody)
    error[:, 0, 1], error[:, 1:, 1] = amiss, -amiss[:, None] * against
    back = (error @ network.second.T) * (hidden > 0) * kept
    units, flat = len(own), back.reshape(-1, len(own))
    slopes = (
        batch.bits.reshape(-1, BITS).T @ flat + PENALTY * network.first,
        (hidden.reshape(-1, units).T @ error.reshape(-1, 2) + PENALTY * network.second) * own,
    )
    adam.step(slopes)
    doubt = batch.opens * np.log(nobody + 1e-9) + (1 - batch.opens) * np.log(1 - nobody + 1e-9)
    return float(-(truth * np.log(likely + 1e-9)).sum() - doubt.sum())


def _told(scores: Floats, batch: _Batch) -> tuple[Floats, Floats, Floats]:
    """How likely each is, how likely nobody is, and how much each speaks against nobody."""
    gates = np.where(batch.exist, scores[:, 1:, 1], np.float32(-1e9))
    highest = gates.max(axis=1, keepdims=True)
    against = np.exp(gates - highest)
    total = against.sum(axis=1, keepdims=True)
    nobody = 1 / (1 + np.exp(np.clip(highest + np.log(total) - scores[:, :1, 1], -30, 30)))
    return _softmax(scores[:, 1:, 0], batch.exist), nobody[:, 0], against / total


def _batch(seen: Examples, some: NDArray[np.int64] | slice) -> _Batch:
    exist = seen.exist[some]
    width = int(exist.any(axis=0).sum())
    rows = np.concatenate([np.broadcast_to(_NOBODY, (len(exist), 1, WIDTH)), seen.candidates[some, :width]], axis=1)
    bits = np.unpackbits(rows | seen.mine[some, None], axis=-1, bitorder="little").astype(np.float32)
    return _Batch(bits, exist[:, :width], seen.right[some, :width], seen.opens[some])


def _softmax(scores: Floats, exist: NDArray[np.bool_]) -> Floats:
    existing = np.where(exist, scores, np.float32(-1e9))
    likely = np.exp(existing - existing.max(axis=1, keepdims=True))
    shares: Floats = (likely / likely.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def _small(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return (chance.standard_normal(shape) * 0.15).astype(np.float32)


def _kept(chance: np.random.Generator, shape: tuple[int, ...], dropped: float) -> Floats:
    return ((chance.random(shape) >= dropped) / (1 - dropped)).astype(np.float32)


def _batches(size: int, chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    shuffled = chance.permutation(size)
    return (shuffled[at : at + BATCH] for at in range(0, size, BATCH))


def _slices(size: int) -> Iterator[slice]:
    return (slice(at, at + 8 * BATCH) for at in range(0, size, 8 * BATCH))
