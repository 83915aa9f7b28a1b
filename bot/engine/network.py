"""The arithmetic of linking: two small networks over the bits of the candidates' features.

The *ranker* tells which earlier message is answered, if one is; the *gate* tells whether one is at all. They are
kept apart because the ranker carries over to other communities and the gate does not (`calibration` moves it).
The gate looks at the ranker's best only.
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


_BITS_OF: Final = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(np.float32)
"""The eight bits of each byte as numbers: taking them is one step where unpacking and converting are two."""
_NOUGHT: Final = np.float32(0)


class Network(NamedTuple):
    """Weights of one hidden layer for each of the two."""

    first: Floats
    start: Floats
    rank: Floats
    gate_first: Floats
    gate_start: Floats
    gate: Floats
    sure: Floats
    """What the ranker's certainty adds to each of the gate's hidden units."""
    gate_bias: float


class Weighing(NamedTuple):
    """How likely each candidate is the answered one if there is one, and how likely there is none."""

    likely: list[float]
    nobody: float


def weigh(
    network: Network,
    rows: Sequence[int],
    mine: int,
    biases: Sequence[float],
    towards_nobody: float,
) -> Weighing:
    """Judge candidates by their features; `biases` are added to the ranker's scores."""
    packed = b"".join([(row | mine).to_bytes(WIDTH, "little") for row in rows])
    bits = _BITS_OF.take(np.frombuffer(packed, np.uint8), 0).reshape(len(rows), BITS)
    hidden = bits @ network.first
    hidden += network.start
    np.maximum(hidden, _NOUGHT, out=hidden)
    scores: list[float] = (hidden @ network.rank).tolist()
    if biases:
        scores = [score + bias for score, bias in zip(scores, biases, strict=True)]
    best = max(scores)
    likely = [math.exp(score - best) for score in scores]
    certainty = 1 / sum(likely)
    gate = bits[scores.index(best)] @ network.gate_first
    gate += network.gate_start + network.sure * certainty
    np.maximum(gate, _NOUGHT, out=gate)
    nobody = float(gate @ network.gate) + network.gate_bias + towards_nobody
    return Weighing(
        [each * certainty for each in likely],
        1 / (1 + math.exp(-max(-30.0, min(30.0, nobody)))),
    )


def made(described: Mapping[str, object]) -> Network:
    """A network from its file, whose numbers are whole thousandths."""
    if described["bits"] != LAYOUT.names:
        raise ValueError("The linker's weights were learnt on other features: run `python -m training linker`.")
    (gate_bias,) = _floats(described["gate_bias"]).tolist()
    return Network(
        _wide(described["first"]),
        _floats(described["start"]),
        _floats(described["rank"]),
        _wide(described["gate_first"]),
        _floats(described["gate_start"]),
        _floats(described["gate"]),
        _floats(described["sure"]),
        gate_bias,
    )


@cache
def network() -> Network:
    """The networks that ship."""
    return made(json.loads(resources.files("bot.engine.weights").joinpath("linker.json").read_text(encoding="utf-8")))


def _wide(value: object) -> Floats:
    """A first layer, with rows for the bits that fill up the last byte."""
    known = _floats(value)
    return np.concatenate([known, np.zeros((BITS - len(known), known.shape[1]), np.float32)])


def _floats(value: object) -> Floats:
    return np.array(value, np.float32) / np.float32(1000)
