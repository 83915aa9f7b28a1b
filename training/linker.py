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

from bot.engine.judgement.evidence import Scene
from bot.engine.judgement.features import LAYOUT
from bot.engine.judgement.network import Network
from training.corpus import Chat
from training.examples import Examples, Links, Readings, examples, linked, packed, without_names
from training.nets import Size, fitted, opinion
from training.quieter import quieter

ROUNDS: Final = 2
QUICK: Final = Size(ranks=32, gates=16, epochs=5, dropped=0.25)
TEACHER: Final = Size(ranks=96, gates=32, epochs=6, dropped=0.4)
"""Leaving units out of each step makes many of them worth having: 0.4 of link F1 on held-out files, twice as many."""
TEACHERS: Final = 3
SHIPPED: Final = Size(ranks=40, gates=24, epochs=10, dropped=0.1)
TRUST: Final = 0.8
"""How much of what is learnt from is the teachers' opinion; the rest is the annotation."""


class Place(NamedTuple):
    """How a file is learnt from: with which share of its exchanges, and with which of its names dropped."""

    exchanges: float = 1.0
    nameless: float = 0.0


AS_IT_IS: Final = Place()
PLACES: Final = (
    *(AS_IT_IS, AS_IT_IS, Place(nameless=0.5), Place(nameless=1.0)),
    *(Place(0.4), Place(0.4, 0.5), Place(0.4, 1.0), Place(0.2, 0.5), Place(0.2, 1.0)),
)
"""Where people write no names, it must link too; and in quieter places. A feature tells how common names are in a
place, so that neither costs the other much; the quieter ones cost nothing, and where they were not learnt, of the asks
of a channel without names whose people nobody learnt from, one in seven more was told wrongly."""


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
    seen = _seen(study, links, range(len(study.chats)), PLACES)
    teachers = [_told(study, seen, TEACHER, study.seed + 10 * number) for number in range(1, TEACHERS + 1)]
    study.tell("the network that ships")
    return _told(study, _taught(seen, teachers), SHIPPED, study.seed)


def _crossed(study: Study, links: Sequence[Links]) -> list[Links]:
    every = range(len(study.chats))
    halves = [
        _told(study, _seen(study, links, [at for at in every if at % 2 == half], (AS_IT_IS,)), QUICK, study.seed)
        for half in (0, 1)
    ]
    return [linked(study.chats[at], study.read[at], halves[1 - at % 2]) for at in every]


def _seen(study: Study, links: Sequence[Links], chosen: Sequence[int], places: Sequence[Place]) -> Examples:
    return packed(
        (study.chats[at], _examples(study, at, place, links[at], order))
        for order, place in enumerate(places)
        for at in chosen
    )


def _examples(study: Study, at: int, place: Place, links: Links, order: int) -> list[tuple[int, Scene]]:
    chat, read = study.chats[at], study.read[at]
    if place.exchanges < 1:
        read = quieter(chat, read, links, place.exchanges, len(study.chats) * order + at)
    return examples(chat, without_names(read, place.nameless, at), links)


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
