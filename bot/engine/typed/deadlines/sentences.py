"""A deadline inside a sentence: "new banner by Friday 5pm, please".

A word like "by" brings one in anywhere; without it only what is plainly a moment, and only where a clause ends:
"the March report", "since Monday", "Friday's menu" and "a third by volume" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.engine.typed.deadlines.clocks import NoSuchTime
from bot.engine.typed.deadlines.phrases import Ask, Phrase, meaning, scan
from bot.vocabulary.deadlines import Found

INTRODUCED: Final = re.compile(
    r"(?<![\w'-])(?P<word>no later than|not later than|at the latest by|latest by|latest|due (?:by|on|at|in)|due|"
    r"deadline(?: is|:)?|by|before|until|till|til)(?: latest)?:? (?=\S)"
)
PLAIN: Final = re.compile(
    r"(?<![\w'@#/.-])(?:on (?=\S)|(?=(?:the )?(?:today|tomorrow|tmrw|tonight|day after|next |this |eo[dwmqy]\b|cob\b"
    r"|end of |close of |in |within |20\d\d-|month[ -]end|first thing)))"
)
"""Where a moment may begin that needs no "by"."""
NEVER_AFTER: Final = re.compile(
    r"(?:^|\W)(?:for|of|from|since|about|every|each|last|the|a|after|than|until|between|and|to|with|as|during|over)"
    r" (?:the )?$"
)
"""After these, a day is what is talked about and not when it is due."""
ENDS: Final = re.compile(
    r"\s*(?:$|[.,;:!?)\n]|-+ |(?:at the )?latest\b|please\b|pls\b|thanks?\b|done\b|because\b|so that\b|if\b|when\b"
    r"|then\b|and\b|or\b|but\b|context:)"
)
"""What may follow a moment that needs no "by"."""
AFTER_BY: Final = re.compile(r"(?![\w'’%-])")
"""What a "by" brings in ends where a word ends: "by Friday's meeting" is none."""
FRACTION: Final = re.compile(r"\d+/\d+")
"""Looks like a date, but "by 12/5 units" is none: it has to end a clause."""


def find(text: str, ask: Ask) -> Found | None:
    """The last deadline of a text: people put it at the end. None where there is none that is plainly one."""
    lower = flat(text)
    found = [*_introduced(lower, text, ask), *_plain(lower, text, ask)]
    return max(found, key=lambda each: (each.end, -each.start)) if found else None


def flat(text: str) -> str:
    """The text in lower case, as long as it was."""
    lowered = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return re.sub(r"[\s\u00a0]", " ", lowered).replace("’", "'")


def _introduced(lower: str, text: str, ask: Ask) -> Iterator[Found]:
    for brings in INTRODUCED.finditer(lower):
        phrase = _scanned(lower, brings.end(), ask)
        if phrase and _is_whole(lower, brings.end(), phrase):
            phrase.is_before = brings["word"] == "before"
            yield _found(phrase, brings.start(), brings.end(), text, ask)


def _is_whole(lower: str, start: int, phrase: Phrase) -> bool:
    follows = ENDS if FRACTION.fullmatch(lower[start : phrase.end]) else AFTER_BY
    return follows.match(lower, phrase.end) is not None


def _plain(lower: str, text: str, ask: Ask) -> Iterator[Found]:
    for begins in PLAIN.finditer(lower):
        phrase = _scanned(lower, begins.end(), ask)
        if phrase and (phrase.days or phrase.span or phrase.clock) and _stands_alone(lower, begins.start(), phrase):
            yield _found(phrase, begins.start(), begins.end(), text, ask)


def _stands_alone(lower: str, start: int, phrase: Phrase) -> bool:
    return not NEVER_AFTER.search(lower[:start]) and ENDS.match(lower, phrase.end) is not None


def _scanned(lower: str, start: int, ask: Ask) -> Phrase | None:
    try:
        phrase = scan(lower, start, ask)
    except NoSuchTime:
        return None
    return None if phrase.is_empty else phrase


def _found(phrase: Phrase, start: int, begins: int, text: str, ask: Ask) -> Found:
    return Found(meaning(phrase, text[begins : phrase.end].strip(), ask), start, phrase.end)
