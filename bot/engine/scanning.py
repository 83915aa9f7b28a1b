"""One pass over the words of a message with the languages' lists at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.engine import traits
from bot.engine.lexicon import DONE, FUNCTION_WORD, LIGHT, OPENS_YES_NO, SUBJECT, TAG, Entry, Lexicon
from bot.vocabulary.signals import (
    ACKNOWLEDGES,
    AFFIRMS,
    ASKS,
    GREETS,
    REQUESTS,
    RHETORICAL,
    THANKS,
    TO_ANYONE,
    WITHDRAWS,
    YES_NO,
)

POLITE: Final = THANKS | GREETS | ACKNOWLEDGES | AFFIRMS
"""What opens nothing by itself."""
BRINGS_NOTHING: Final = POLITE | WITHDRAWS | traits.LAUGHS | LIGHT
ENDS: Final = ".!?:;"
LEADS_IN: Final = GREETS | AFFIRMS | THANKS
"""What may stand before the first word of a question ("hi, can you")."""
FLAGS: Final = (
    (ASKS, "<asks>"),
    (REQUESTS, "<requests>"),
    (YES_NO, "<yes-no>"),
    (TO_ANYONE, "<anyone>"),
    (traits.OPENS_WITH_QUESTION, "<opens>"),
)
"""Findings that the wording's weights count like words, so that languages without weights of their own ask too."""


class Scan(NamedTuple):
    """What was found: meanings, how many words add something, and where it asks (`?`) and withdraws."""

    signs: int
    length: int
    adding: int
    asked_at: int
    withdrawn_at: int

    @property
    def marked(self) -> bool:
        """Whether there is a question mark."""
        return self.asked_at >= 0

    @property
    def is_bare(self) -> bool:
        """Nothing but thanks, greetings, acknowledgement or affirmation; "done" is more than that."""
        return not self.adding and bool(self.signs & POLITE) and not self.signs & DONE

    @property
    def is_rhetorical(self) -> bool:
        """A known turn of phrase, or a tag standing alone ("right?")."""
        alone = self.marked and self.length == 1 and self.signs & TAG
        return bool(self.signs & RHETORICAL or alone)

    def flags(self) -> list[str]:
        """The findings as words for the wording's weights."""
        return [flag for sign, flag in FLAGS if self.signs & sign]


def content(words: Sequence[str], names: frozenset[str], known: Lexicon) -> frozenset[str]:
    """The words that carry what is spoken about."""
    return frozenset(
        [
            word
            for word in words
            if len(word) > 1 and word not in names and (word not in known or not known[word].anywhere & FUNCTION_WORD)
        ]
    )


def scan(raw: Sequence[str], words: Sequence[str], begins: int, names: frozenset[str], known: Lexicon) -> Scan:
    """Look every word up once."""
    signs = adding = covered = 0
    asked_at = withdrawn_at = -1
    starting = True
    for at in range(begins, len(words)):
        word, last = words[at], raw[at][-1]
        if "?" in raw[at]:
            asked_at = at
        entry = known.get(word)
        if entry is None:
            if at >= covered and word not in names:
                adding += 1
            starting = last in ENDS or (starting and raw[at][0] == "@")
            continue
        meaning, upto = _meaning(entry, words, at, starting, known)
        covered = max(covered, upto)
        if meaning & WITHDRAWS:
            withdrawn_at = at
        if at >= covered and not meaning & BRINGS_NOTHING:
            adding += 1
        signs |= meaning
        starting = last in ENDS or starting and bool(meaning & (LEADS_IN | traits.JOINS))
    return Scan(signs, len(words) - begins, adding, asked_at, withdrawn_at)


def _meaning(entry: Entry, words: Sequence[str], at: int, starting: bool, known: Lexicon) -> tuple[int, int]:
    """What the word, or the phrase that begins here, means, and up to where a polite phrase reaches."""
    meaning = entry.anywhere | (entry.starting if starting else 0)
    upto = at
    for phrase in entry.phrases:
        if words[at + 1 : at + 1 + len(phrase.rest)] == phrase.rest:
            more = phrase.anywhere | (phrase.starting if starting else 0)
            meaning |= more
            if more & (POLITE | WITHDRAWS):
                upto = at + 1 + len(phrase.rest)
            break
    if meaning & OPENS_YES_NO and starting and at + 1 < len(words):
        after = known.get(words[at + 1])
        if after is not None and after.anywhere & SUBJECT:
            meaning |= ASKS | YES_NO
    return meaning, upto
