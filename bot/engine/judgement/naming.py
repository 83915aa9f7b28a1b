"""Whom a message names: mentioned, called at the start, or named inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from bot.engine.judgement.lexicon import Lexicon
from bot.vocabulary import signals
from bot.vocabulary.model import PersonId

Names = Mapping[str, tuple[PersonId, ...]]
"""Lower-case words, and the people in the conversation who may be called so. Of a full name ("ana lopez") the first
word must be there too."""

SHORTEST_INSIDE: Final = 3
"""Letters a name needs to count inside a sentence; shorter ones are too often something else."""


class Address(NamedTuple):
    """Who is named, in order, how many of them outright, where the message proper begins, by which words inside."""

    named: tuple[PersonId, ...]
    called: int
    begins: int
    inside: frozenset[str]


NOBODY: Final = Address((), 0, 0, frozenset())


def address(raw: Sequence[str], words: Sequence[str], author: PersonId, names: Names, lexicon: Lexicon) -> Address:
    """Find the people named among `raw` words (as written) and `words` (without punctuation)."""
    if names.keys().isdisjoint(words) and raw[0][0] != "@":
        return NOBODY
    called, begins = _called(raw, words, names, lexicon)
    inside = _inside(raw, words, begins, names, lexicon)
    outright = tuple(dict.fromkeys([who for who in called if who != author]))
    others = [who for who in inside.values() if who != author and who not in outright]
    return Address((*outright, *dict.fromkeys(others)), len(outright), begins, frozenset(inside))


def _called(raw: Sequence[str], words: Sequence[str], names: Names, lexicon: Lexicon) -> tuple[list[PersonId], int]:
    """The people called at the start: `sam: …`, `sam, …`, `@sam …`, `hey sam …`, `sam and ana: …`."""
    found: list[PersonId] = []
    at, last = 0, len(words)
    if last > 1 and (entry := lexicon.telling.get(words[0])) and entry.anywhere & signals.GREETS:
        at = 1
    begins = 0
    while at < last:
        who, taken = _at(raw, words, at, names)
        if not taken and raw[at][0] == "@" and len(raw[at]) > 1:
            at = begins = at + 1
            continue
        if not taken:
            if found and words[at] in ("and", "&", "y", "e", "et", "und", "at") and at == begins:
                at += 1
                continue
            break
        ends = at + taken
        outright = raw[at][0] == "@" or raw[ends - 1][-1] in ":,;" or (ends < last and raw[ends] in (":", ",", "-"))
        if not outright and (found or words[at] in lexicon.ordinary):
            break
        if len(who) == 1:
            found.append(who[0])
        at = begins = ends + (1 if ends < last and raw[ends] in (":", ",", "-") else 0)
        if not outright:
            break
    return found, begins


def _inside(
    raw: Sequence[str], words: Sequence[str], begins: int, names: Names, lexicon: Lexicon
) -> dict[str, PersonId]:
    """The people named inside the message proper, by the words that name them."""
    found: dict[str, PersonId] = {}
    for at in range(begins, len(words)):
        word = words[at]
        if word in names:
            who, _ = _at(raw, words, at, names)
            if len(who) == 1 and (raw[at][0] == "@" or not (len(word) < SHORTEST_INSIDE or word in lexicon.ordinary)):
                found[word] = who[0]
    return found


def _at(raw: Sequence[str], words: Sequence[str], at: int, names: Names) -> tuple[tuple[PersonId, ...], int]:
    """Who is named by the word at this place, and by how many words; a full name goes before its first word."""
    if at + 1 < len(words):
        who = names.get(words[at] + " " + words[at + 1])
        if who:
            return who, 2
    who = names.get(words[at]) or names.get(raw[at].rstrip(":,;").lstrip("@"))
    return (who, 1) if who else ((), 0)
