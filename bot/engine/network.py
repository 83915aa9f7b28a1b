"""The arithmetic of linking: two small networks over the bits of the candidates' features.

The *ranker* tells which earlier message is answered, if one is; the *gate* tells whether one is at all. They are
kept apart because the ranker carries over to other communities and the gate does not (`calibration` moves it).
Their first layers stand side by side in one matrix, so that a judgement is one multiplication.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.engine.features import LAYOUT, WIDTH

Floats = NDArray[np.float32]
BITS: Final = WIDTH * 8


class Network(NamedTuple):
    """Weights. The first `ranks` hidden units are the ranker's, the others the gate's."""

    first: Floats
    start: Floats
    ranks: int
    rank: Floats
    gate: Floats
    gate_start: float
    sure: Floats
    """What the ranker's certainty adds to each of the gate's hidden units."""


class Weighing(NamedTuple):
    """How likely each candidate is the answered one if there is one, and how likely there is none."""

    likely: list[float]
    nobody: float


def weigh(network: Network, rows: Sequence[int], mine: int, biases: Sequence[float], towards_nobody: float) -> Weighing:
    """Judge candidates by their features; `biases` are added to the ranker's scores."""
    packed = b"".join([(row | mine).to_bytes(WIDTH, "little") for row in rows])
    bits = np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little").reshape(len(rows), BITS)
    hidden = bits.astype(np.float32) @ network.first
    hidden += network.start
    ranks = network.ranks
    scores: list[float] = (np.maximum(hidden[:, :ranks], 0.0) @ network.rank).tolist()
    if biases:
        scores = [score + bias for score, bias in zip(scores, biases, strict=True)]
    best = max(scores)
    likely = [math.exp(score - best) for score in scores]
    total = sum(likely)
    gate = hidden[scores.index(best), ranks:] + network.sure * (1 / total)
    nobody = float(np.maximum(gate, 0.0) @ network.gate) + network.gate_start + towards_nobody
    return Weighing([each / total for each in likely], 1 / (1 + math.exp(-max(-30.0, min(30.0, nobody)))))


def made(described: Mapping[str, object]) -> Network:
    """A network from its file, whose numbers are whole thousandths."""
    if described["bits"] != LAYOUT.names:
        raise ValueError("The linker's weights were learnt on other features: run `python -m training linker`.")
    first = np.zeros((BITS, len(_listed(described["start"]))), np.float32)
    first[: len(LAYOUT.names)] = _floats(described["first"])
    rank = _floats(described["rank"])
    (gate_start,) = _floats(described["gate_start"]).tolist()
    return Network(
        first,
        _floats(described["start"]),
        len(rank),
        rank,
        _floats(described["gate"]),
        gate_start,
        _floats(described["sure"]),
    )


@cache
def network() -> Network:
    """The networks that ship."""
    return made(json.loads(resources.files("bot.engine.weights").joinpath("linker.json").read_text(encoding="utf-8")))


def _listed(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _floats(value: object) -> Floats:
    return np.array(value, np.float32) / np.float32(1000)
