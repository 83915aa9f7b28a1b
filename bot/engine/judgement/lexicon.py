"""What the language files say, compiled once into one dictionary from first words.

A language is a file of word lists in `languages/`; adding one needs no code. Languages share one
dictionary, because people mix them inside a sentence.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from bot.engine.judgement import traits
from bot.vocabulary import signals

OPENS_YES_NO: Final = 1 << 40
"""Asks for a yes or no when one of `SUBJECT`s follows ("is it", "kannst du")."""
SUBJECT: Final = 1 << 41
TAG: Final = 1 << 42
"""Stands alone before a question mark without asking ("right?")."""
LIGHT: Final = 1 << 43
"""Adds nothing to thanks, greetings, acknowledgement and affirmation."""
FUNCTION_WORD: Final = 1 << 44
DONE: Final = 1 << 46
"""Says that what was asked for is done ("sent it", "erledigt"): short, but an answer."""
ORDINARY: Final = 1 << 45
"""A word of the language before it is anybody's name."""
TELLING: Final = ~(SUBJECT | FUNCTION_WORD | ORDINARY | LIGHT)
"""Everything that bears on what a message does."""

ANYWHERE: Final[Mapping[str, int]] = {
    "asks": signals.ASKS,
    "requests": signals.REQUESTS,
    "acknowledges": signals.ACKNOWLEDGES,
    "affirms": signals.AFFIRMS,
    "done": signals.AFFIRMS | DONE,
    "thanks": signals.THANKS,
    "greets": signals.GREETS,
    "withdraws": signals.WITHDRAWS,
    "anyone": 0,
    "anyone_sure": signals.TO_ANYONE,
    "you": signals.SAYS_YOU,
    "laughs": traits.LAUGHS,
    "question_subjects": SUBJECT,
    "tags": TAG,
    "light": LIGHT,
    "function_words": FUNCTION_WORD,
    "ordinary_words": ORDINARY,
}
"""What a phrase of each list means wherever it stands."""
AT_THE_START: Final[Mapping[str, int]] = {
    "question_words": traits.OPENS_WITH_QUESTION,
    "question_openers": OPENS_YES_NO,
    "rhetorical": signals.RHETORICAL,
    "joins": traits.JOINS,
}
"""What a phrase of each list means at the start of a sentence only."""


class Phrase(NamedTuple):
    """The words after the first one, and what the whole means anywhere or at the start of a sentence."""

    rest: list[str]
    anywhere: int
    starting: int


class Entry(NamedTuple):
    """Everything that begins with a word: the word by itself, and longer phrases by their second word."""

    anywhere: int
    starting: int
    phrases: Mapping[str, tuple[Phrase, ...]]


class Lexicon(NamedTuple):
    """All languages in one.

    `telling` has an entry for each word that means something or begins a phrase; `subjects` may follow a word that
    opens a question; `silent` words say nothing of what is spoken about; `light` ones add nothing to politeness;
    `ordinary` ones are words of a language before they are anybody's name.
    """

    telling: Mapping[str, Entry]
    subjects: frozenset[str]
    silent: frozenset[str]
    light: frozenset[str]
    ordinary: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """All languages together."""
    files = sorted(resources.files("bot.engine.judgement.languages").iterdir(), key=lambda each: each.name)
    return compiled(json.loads(each.read_text(encoding="utf-8")) for each in files if each.name.endswith(".json"))


def compiled(languages: Iterable[Mapping[str, list[str]]]) -> Lexicon:
    """One dictionary out of several languages' lists; a phrase in several lists means all of them."""
    entries = _entries(languages)
    telling = {
        word: entry for word, entry in entries.items() if entry.phrases or entry.starting or entry.anywhere & TELLING
    }
    marked = {
        bit: [word for word, entry in entries.items() if entry.anywhere & bit]
        for bit in (SUBJECT, FUNCTION_WORD, LIGHT)
    }
    single = string.ascii_lowercase + string.digits + string.punctuation
    return Lexicon(
        telling,
        frozenset(marked[SUBJECT]),
        frozenset([*marked[FUNCTION_WORD], *single]),
        frozenset(marked[LIGHT]),
        frozenset(entries),
    )


def _entries(languages: Iterable[Mapping[str, list[str]]]) -> dict[str, Entry]:
    meanings: dict[tuple[str, ...], list[int]] = {}
    for language in languages:
        for place, lists in enumerate((ANYWHERE, AT_THE_START)):
            for name, bits in lists.items():
                for phrase in language.get(name, ()):
                    meanings.setdefault(tuple(phrase.lower().split()), [0, 0])[place] |= bits
    return _by_first_word(meanings)


def _pair(meanings: Mapping[tuple[str, ...], list[int]], word: str) -> tuple[int, int]:
    anywhere, starting = meanings.get((word,), (0, 0))
    return anywhere, starting


def _by_first_word(meanings: Mapping[tuple[str, ...], list[int]]) -> dict[str, Entry]:
    longer: dict[str, dict[str, tuple[Phrase, ...]]] = {}
    for words, (anywhere, starting) in meanings.items():
        phrases = longer.setdefault(words[0], {})
        if len(words) > 1:
            phrases[words[1]] = (*phrases.get(words[1], ()), Phrase(list(words[1:]), anywhere, starting))
    return {word: Entry(*_pair(meanings, word), phrases) for word, phrases in longer.items()}
