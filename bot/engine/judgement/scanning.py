"""One pass over the words of a message with the languages' lists at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.engine.judgement import traits
from bot.engine.judgement.lexicon import DONE, OPENS_YES_NO, TAG, Entry, Lexicon
from bot.engine.judgement.spoken import Spoken
from bot.engine.judgement.wordings import Word
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
BRINGS_NOTHING: Final = POLITE | WITHDRAWS | traits.LAUGHS
BARE_AT_MOST: Final = 10
"""Words up to which politeness may be all there is."""
LEADS_IN: Final = GREETS | AFFIRMS | THANKS | traits.JOINS
"""What may stand before the first word of a question ("hi, can you", "and where")."""
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


def scan(said: Spoken, begins: int, names: frozenset[str], known: Lexicon) -> Scan:
    """Look at the words that tell something, in order, from where the message proper begins."""
    words = said.known
    count, signs, withdrawn_at, light = len(words), 0, -1, 0
    free = _after_groups(said.raw, begins)
    for at in range(begins, count):
        entry = words[at][1]
        if entry is None:
            continue
        starting = at == free or (at > 0 and words[at - 1][5])
        if entry.phrases or starting:
            meaning, upto = _meaning(entry, words, at, starting)
        else:
            meaning, upto = entry[0], at + 1
        if starting:
            if meaning & OPENS_YES_NO and at + 1 < count and words[at + 1][0] in known.subjects:
                meaning |= ASKS | YES_NO
            if meaning & LEADS_IN:
                free = upto
        if meaning & WITHDRAWS:
            withdrawn_at = at
        signs |= meaning
    if signs & POLITE and count - begins <= BARE_AT_MOST:
        light = _light(words, begins, names, known)
    asked_at = _asked_at(said.raw, begins) if said.marked else -1
    return Scan(signs, count - begins, count - begins - light, asked_at, withdrawn_at)


def _asked_at(raw: Sequence[str], begins: int) -> int:
    return next((at for at in range(len(raw) - 1, begins - 1, -1) if "?" in raw[at]), -1)


def _after_groups(raw: Sequence[str], begins: int) -> int:
    """Where the first word stands after groups that are called (`@design is it done`)."""
    while begins < len(raw) and raw[begins][0] == "@":
        begins += 1
    return begins


def _meaning(entry: Entry, words: Sequence[Word], at: int, starting: bool) -> tuple[int, int]:
    """What the word and the phrases that begin here mean, and where the longest of them ends."""
    meaning, upto = entry.anywhere | (entry.starting if starting else 0), at + 1
    if entry.phrases and upto < len(words):
        for phrase in entry.phrases.get(words[upto][0], ()):
            end = at + 1 + len(phrase.rest)
            if [word[0] for word in words[at + 1 : end]] == phrase.rest:
                meaning |= phrase.anywhere | (phrase.starting if starting else 0)
                upto = max(upto, end)
    return meaning, upto


def _light(words: Sequence[Word], begins: int, names: frozenset[str], known: Lexicon) -> int:
    """How many words bring nothing beyond politeness, phrases and names taken as a whole."""
    at, light = begins, 0
    while at < len(words):
        plain, entry = words[at][:2]
        meaning, upto = _meaning(entry, words, at, False) if entry is not None else (0, at + 1)
        if plain in names or plain in known.light or meaning & BRINGS_NOTHING:
            light += upto - at
            at = upto
        else:
            at += 1
    return light
