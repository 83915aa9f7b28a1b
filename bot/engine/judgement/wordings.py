"""What the wording by itself tells: does it ask, does it request, is such a thing answered?

A linear model over words and pairs of words, learnt by `training`. The weights of a word for all judgements are
packed into one integer, so that reading a message is one sum: a field of 32 bits for each judgement.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple, TypedDict

from bot.engine.judgement import traits, weights
from bot.engine.judgement.lexicon import Entry

ASKING: Final = 0
REQUESTING: Final = 1
JUDGEMENTS: Final = ("asks", "requests", *traits.TENDENCIES)
_FIELD: Final = struct.Struct(f"<{len(JUDGEMENTS)}I")
_BITS: Final = 32
_MIDDLE: Final = 1 << _BITS - 1
"""Every field starts in its middle, so that no sum borrows from the next."""
WORDS_AT_MOST: Final = 150
"""Words that make the impression: what asks does so by then, and pasted logs cost no more."""
FIRST: Final = "^"
LAST: Final = "$"
"""What stands before the first word and after the last one."""


class Word(NamedTuple):
    """A word: how it reads without its punctuation, what it means and weighs, whether a sentence ends with it."""

    plain: str
    entry: Entry | None
    weight: int
    pairs: Mapping[str, int]
    """What it weighs with the word that follows."""
    tells: bool
    """Whether it says anything of what is spoken about."""
    ends: bool


class Wordings(NamedTuple):
    """A model made ready: packed weights by word, by a word and the next one, by the first and the last word and by
    finding; and where the eighths of the tendencies end.
    """

    single: Mapping[str, int]
    pairs: Mapping[str, Mapping[str, int]]
    start: int
    scale: float
    eighths: tuple[tuple[int, ...], ...]
    """Last tendency first."""


class Impression(NamedTuple):
    """Logits of asking and of requesting from their bars on, and the levels of the tendencies as bits of `signs`."""

    asks: float
    requests: float
    levels: int


def impression(words: Sequence[Word], flags: Sequence[str]) -> Impression:
    """What these words suggest; `flags` are findings of the rules that count like words."""
    model, words = wordings(), words[:WORDS_AT_MOST]
    total, follows = model.start + sum([word[2] for word in words]), model.pairs[FIRST]
    for plain, following in [(word[0], word[3]) for word in words]:
        if plain in follows:
            total += follows[plain]
        follows = following
    if LAST in follows:
        total += follows[LAST]
    if flags:
        total += sum([model.single.get(flag, 0) for flag in flags])
    asks, requests, *tendencies = _FIELD.unpack(total.to_bytes(_FIELD.size, "little"))
    levels, upwards = 0, reversed(tendencies)
    for edges, value in zip(model.eighths, upwards, strict=True):
        levels = levels << traits.LEVEL_BITS | bisect_right(edges, value)
    return Impression((asks - _MIDDLE) * model.scale, (requests - _MIDDLE) * model.scale, levels << traits.LEVELS_SHIFT)


def pairs(words: Sequence[str]) -> Iterator[str]:
    """Neighbouring words, the ends of the message among them."""
    return map(" ".join, zip((FIRST, *words), (*words, LAST), strict=True))


def packed(values: Sequence[int]) -> int:
    """Signed numbers side by side in one integer; adding two such integers adds all their numbers."""
    return sum(value << _BITS * place for place, value in enumerate(values))


class Described(TypedDict):
    """The model's file: whole units of `scale`, and what it was learnt from."""

    provenance: str
    judgements: list[str]
    scale: float
    start: list[int]
    eighths: list[list[int]]
    weights: dict[str, list[int]]


def made(described: Described) -> Wordings:
    """A model from its file."""
    single: dict[str, int] = {}
    by_first: dict[str, dict[str, int]] = {FIRST: {}}
    for words, values in described["weights"].items():
        first, _, second = words.partition(" ")
        if second:
            by_first.setdefault(first, {})[second] = packed(values)
        else:
            single[first] = packed(values)
    return Wordings(
        single,
        by_first,
        packed([_MIDDLE + value for value in described["start"]]),
        described["scale"],
        tuple(tuple(_MIDDLE + edge for edge in edges) for edges in reversed(described["eighths"])),
    )


@cache
def wordings() -> Wordings:
    """The model that ships."""
    return made(json.loads(resources.files(weights).joinpath("wordings.json").read_bytes()))
