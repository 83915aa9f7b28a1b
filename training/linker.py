"""Learns who answers whom (`bot.engine.judgement.network`): a ranker and a gate, from annotated chat.

Features speak of earlier links, and those are the linker's own when it works. So it learns in rounds: each half of the
files is linked by networks that learnt from the other half, and the next round learns with those links in view. What
ships is a small network that learns what several larger ones agree on: the average of their opinions is a better
teacher than the annotation alone (0.5 of link F1 on held-out files of `irc/train`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.engine.judgement.features import LAYOUT
from bot.engine.judgement.network import Network
from training.corpus import Chat
from training.examples import Examples, Links, Readings, examples, linked, packed, without_names
from training.nets import Size, fitted, opinion

ROUNDS: Final = 2
QUICK: Final = Size(ranks=32, gates=16, epochs=5, dropped=0.25)
TEACHER: Final = Size(ranks=48, gates=16, epochs=8, dropped=0.25)
"""A quarter of the hidden units left out of each step is worth 0.4 of link F1."""
TEACHERS: Final = 4
SHIPPED: Final = Size(ranks=32, gates=16, epochs=12, dropped=0.1)
TRUST: Final = 0.8
"""How much of what is learnt from is the teachers' opinion; the rest is the annotation."""
NAMELESS: Final = (0.0, 0.0, 0.5, 1.0)
"""Each file is learnt from twice as it is, and with half and all of its names dropped: where people write none, it
must link too. A feature tells how common names are in a place, so that neither costs the other much."""


class Study(NamedTuple):
    """The files, as they read, one seed, and how to tell what goes on."""

    chats: Sequence[Chat]
    read: Sequence[Readings]
    seed: int
    tell: Callable[[str], None]


def learnt(study: Study) -> Network:
    """The network that ships."""
    links: list[Links] = [{} for _ in study.chats]
    for number in range(1, ROUNDS + 1):
        links = _crossed(study, links)
        study.tell(f"round {number}: every file is linked by a network that has not seen it")
    seen = _seen(study, links, range(len(study.chats)), NAMELESS)
    teachers = [_told(study, seen, TEACHER, study.seed + 10 * number) for number in range(1, TEACHERS + 1)]
    study.tell("the network that ships")
    return _told(study, _taught(seen, teachers), SHIPPED, study.seed)


def _crossed(study: Study, links: Sequence[Links]) -> list[Links]:
    every = range(len(study.chats))
    halves = [
        _told(study, _seen(study, links, [at for at in every if at % 2 == half], (0.0,)), QUICK, study.seed)
        for half in (0, 1)
    ]
    return [linked(study.chats[at], study.read[at], halves[1 - at % 2]) for at in every]


def _seen(study: Study, links: Sequence[Links], chosen: Sequence[int], nameless: Sequence[float]) -> Examples:
    return packed(
        (study.chats[at], examples(study.chats[at], without_names(study.read[at], share, at), links[at]))
        for share in nameless
        for at in chosen
    )


def _told(study: Study, seen: Examples, size: Size, seed: int) -> Network:
    network, loss = fitted(seen, size, seed)
    study.tell(f"  {len(seen.mine):,} messages, {size.ranks} and {size.gates} units: loss {loss:.4f}")
    return network


def _taught(seen: Examples, teachers: Sequence[Network]) -> Examples:
    """The same examples, with the teachers' opinion mixed into the truth."""
    opinions = [opinion(teacher, seen) for teacher in teachers]
    likely, nobody = (np.mean([each[at] for each in opinions], axis=0) for at in (0, 1))
    answers = seen.right.any(axis=1, keepdims=True)
    truth = seen.right / np.maximum(1, seen.right.sum(axis=1, keepdims=True))
    return seen._replace(
        right=np.where(answers, (1 - TRUST) * truth + TRUST * likely, 0).astype(np.float32),
        opens=((1 - TRUST) * seen.opens + TRUST * nobody).astype(np.float32),
    )


def described(network: Network) -> dict[str, object]:
    """The network's file: whole thousandths."""
    first = network.first[: len(LAYOUT.names)]
    return {"bits": LAYOUT.names, "first": _thousandths(first), "second": _thousandths(network.second)}


def _thousandths(values: NDArray[np.floating]) -> object:
    return np.round(values * 1000).astype(int).tolist()
