"""The arithmetic of linking: two small networks over the bits of the candidates' features.

The *ranker* tells which earlier message is answered, if one is; the *gate* tells whether one is at all. They share no
weight, because the ranker carries over to other communities and the gate does not (`calibration` moves it); they are
computed side by side, because that costs no more than one. To the gate, "nobody" is one more candidate, against all.
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

from bot.engine.judgement import weights
from bot.engine.judgement.features import LAYOUT, NOBODY, WIDTH

Floats = NDArray[np.float32]
BITS: Final = WIDTH * 8


_BITS_OF: Final = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(np.float32)
"""The eight bits of each byte as numbers: taking them is one step where unpacking and converting are two."""
_NOUGHT: Final = np.float32(0)
SUREST: Final = 30.0
"""Logits beyond which nothing is told apart."""


class Network(NamedTuple):
    """The ranker's hidden units, then the gate's: weights of the bits for each, and what each adds to a score."""

    first: Floats
    second: Floats
    """Two columns: the ranker's score and the gate's. Each is nought for the other's units."""


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
    packed = b"".join([(row | mine).to_bytes(WIDTH, "little") for row in (NOBODY, *rows)])
    bits = _BITS_OF.take(np.frombuffer(packed, np.uint8), 0).reshape(len(rows) + 1, BITS)
    hidden = bits @ network.first
    np.maximum(hidden, _NOUGHT, out=hidden)
    scores, gates = (hidden @ network.second).T.tolist()
    del scores[0]
    if biases:
        scores = [score + bias for score, bias in zip(scores, biases, strict=True)]
    best = max(scores)
    likely = [math.exp(score - best) for score in scores]
    share = 1 / sum(likely)
    nobody = gates[0] + towards_nobody
    against = sum([math.exp(min(SUREST, gate - nobody)) for gate in gates[1:]])
    return Weighing([each * share for each in likely], 1 / (1 + against))


def made(described: Mapping[str, object]) -> Network:
    """A network from its file, whose numbers are whole thousandths."""
    if described["bits"] != LAYOUT.names:
        raise ValueError("The linker's weights were learnt on other features: run `python -m training linker`.")
    return Network(_wide(described["first"]), _floats(described["second"]))


@cache
def network() -> Network:
    """The networks that ship."""
    return made(json.loads(resources.files(weights).joinpath("linker.json").read_bytes()))


def _wide(value: object) -> Floats:
    """A first layer, with rows for the bits that fill up the last byte."""
    known = _floats(value)
    return np.concatenate([known, np.zeros((BITS - len(known), known.shape[1]), np.float32)])


def _floats(value: object) -> Floats:
    return np.array(value, np.float32) / np.float32(1000)
