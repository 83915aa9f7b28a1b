"""What the wording by itself tells: does it ask, does it request, is such a thing answered?

A linear model over words and pairs of words, learnt by `training`. The weights of a word for all judgements are
packed into one integer, so that reading a message is one sum: a field of `FIELD` bits for each judgement.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from bot.engine import traits

ASKING: Final = 0
REQUESTING: Final = 1
JUDGEMENTS: Final = ("asks", "requests", *traits.TENDENCIES)
FIELD: Final = 20
"""Bits for the sum of one judgement, sign included: 800 words of the greatest weight (655) fit."""
_HALF: Final = 1 << FIELD - 1
_MASK: Final = (1 << FIELD) - 1


class Wordings(NamedTuple):
    """A model made ready: packed weights by word or pair, and where the eighths of the tendencies end."""

    weights: Mapping[str, int]
    start: int
    scale: float
    eighths: tuple[tuple[int, ...], ...]


class Impression(NamedTuple):
    """Logits of asking and of requesting from their bars on, and the levels of the tendencies as bits of `signs`."""

    asks: float
    requests: float
    levels: int


def impression(words: Sequence[str], flags: Sequence[str]) -> Impression:
    """What these words suggest; `flags` are findings of the rules that count like words."""
    model = wordings()
    get = model.weights.get
    total = model.start
    for word in words:
        total += get(word, 0)
    for pair in pairs(words):
        total += get(pair, 0)
    for flag in flags:
        total += get(flag, 0)
    asks, requests, *tendencies = _unpacked(total)
    levels = 0
    for place, (value, edges) in enumerate(zip(tendencies, model.eighths, strict=True)):
        levels |= bisect_right(edges, value) << traits.LEVEL_BITS * place
    return Impression(asks * model.scale, requests * model.scale, levels << traits.LEVELS_SHIFT)


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring words, the ends of the message among them."""
    return [f"{first} {second}" for first, second in zip(("^", *words), (*words, "$"), strict=True)]


def packed(values: Sequence[int]) -> int:
    """Signed numbers side by side in one integer; adding two such integers adds all their numbers."""
    return sum(value << FIELD * place for place, value in enumerate(values))


def _unpacked(total: int) -> list[int]:
    values = []
    for _ in JUDGEMENTS:
        value = (total & _MASK) - ((total & _HALF) << 1)
        values.append(value)
        total = (total - value) >> FIELD
    return values


def made(described: Mapping[str, object]) -> Wordings:
    """A model from its file."""
    weights, start, eighths = described["weights"], described["start"], described["eighths"]
    assert isinstance(weights, dict) and isinstance(start, list) and isinstance(eighths, list)
    return Wordings(
        {word: packed(values) for word, values in weights.items()},
        packed(start),
        float(str(described["scale"])),
        tuple(tuple(edges) for edges in eighths),
    )


@cache
def wordings() -> Wordings:
    """The model that ships."""
    return made(json.loads(resources.files("bot.engine.weights").joinpath("wordings.json").read_text(encoding="utf-8")))
