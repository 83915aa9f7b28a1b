"""The same chat in a quieter place: some of its exchanges as if nobody had begun them.

The annotated channels are busier than most places where people work. Where fewer exchanges are woven together, the one
before is likelier meant and "nobody" less likely; a linker that has met such places carries over to them.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from training.corpus import Chat
from training.examples import Links, Readings


def quieter(chat: Chat, read: Readings, links: Links, share: float, seed: int) -> Readings:
    """Only a share of the exchanges, each whole; before the annotated lines they are what a linker took them for."""
    chance, kept = random.Random(seed), dict[int, bool]()
    began = _beginnings(chat, read, links)
    for number in read:
        if began[number] not in kept:
            kept[began[number]] = chance.random() < share
    return {number: reading for number, reading in read.items() if kept[began[number]]}


def _beginnings(chat: Chat, read: Readings, links: Links) -> Mapping[int, int]:
    """For each line the first of its exchange."""
    first: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for number in read:
        earlier = chat.answers.get(number, [links[number]] if number in links else [])
        joined = sorted({first[one] for one in earlier if one in first} | {number})
        together = [line for one in joined for line in members.pop(one, [number])]
        members[joined[0]] = together
        first.update(dict.fromkeys(together, joined[0]))
    return first
