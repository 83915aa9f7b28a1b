"""What is expected, in a line of text, and whether that is enough to do it well.

"new banner by Friday 5pm done when it is on the site because the fair is on Monday" has four parts. They are told
apart by the words that bring them in; a deadline by `engine.deadlines`. Nothing is guessed: what is not plainly a part
stays in the first.
"""

from __future__ import annotations

import re
from typing import Final

from bot.engine.typed import deadlines
from bot.engine.typed.deadlines import Ask
from bot.vocabulary.events import Value

MARKS: Final = re.compile(
    r"(?P<done_when>(?<!\w)(?:it(?:'|’)s |it is |and is )?(?:done[ -](?:when|once|if)|definition of done|dod):?\s)"
    r"|(?P<context>(?<!\w)(?:context:|why:|because\s|so that\s))",
    re.IGNORECASE,
)
TRIED: Final = re.compile(
    r"(?:^|\s)(?:by|before|until|due)\s+(?P<words>(?:\S+\s+){0,3}?"
    r"(?:mon|tue|wed|thu|fri|sat|sun|tom|week|month|end|eo|next|today|noon|\d)\S*(?:\s+\S+){0,2})\s*$",
    re.IGNORECASE,
)
"""The end of a line that means to be a deadline and cannot be read as one: "by Fridy", "by the end of the fair"."""
TAKES: Final = re.compile(
    r"(?<!\w)(?:(?:and )?takes|estimate:?|effort:?)\s+(?:about\s+|~\s*)?"
    r"(?P<takes>\d{1,4}(?:[.,]\d{1,2})?\s?(?:hours?|h))(?!\w)",
    re.IGNORECASE,
)
"""How long it takes, in hours: "takes about 3 h"."""
ENOUGH: Final = 15
"""Words of one's own after which no context is asked for."""
PARTS: Final = ("by", "done_when", "context")
SEVERAL: Final = re.compile(
    r"(?:(?<!\S)[12][.)]\s.*(?<!\S)[23][.)]\s)|[;,.]\s*(?:and )?also\s|\sand also\s", re.IGNORECASE | re.DOTALL
)
"""More than one thing in a line: "1. … 2. …", "…; also …"."""
TASTE: Final = re.compile(
    r"\b(?:nice\w*|better|modern|fresh|clean|beautiful|cool|fancy|style\w*|look|design\w*|logo\w*|banner\w*|layout\w*|tone|"
    r"picture\w*|photo\w*|video\w*|flyer\w*|poster\w*|slogan\w*)\b",
    re.IGNORECASE,
)
"""Words about what can only be told by looking at it: an example says more than they do."""


def parts(text: str, ask: Ask) -> tuple[Value, ...]:
    """The parts of a line, each under the name of its field."""
    takes = TAKES.search(text)
    marked = _marked(text if takes is None else f"{text[: takes.start()]} {text[takes.end() :]}")
    if takes is not None:
        marked["takes"] = takes["takes"]
    found = deadlines.find(marked["what"], ask)
    if found:
        marked["by"] = marked["what"][found.start : found.end]
        marked["what"] = f"{marked['what'][: found.start]} {marked['what'][found.end :]}"
    elif tried := TRIED.search(marked["what"]):
        marked["by"] = tried["words"]
        marked["what"] = marked["what"][: tried.start()]
    return tuple(Value(name, tidy) for name, words in marked.items() if (tidy := _tidy(words)))


def _marked(text: str) -> dict[str, str]:
    """The line cut at the words that bring in a part; a part that comes twice keeps both."""
    found: dict[str, str] = {"what": ""}
    name, place = "what", 0
    for mark in MARKS.finditer(text):
        found[name] = f"{found.get(name, '')} {text[place : mark.start()]}"
        name, place = mark.lastgroup or name, mark.end()
    found[name] = f"{found.get(name, '')} {text[place:]}"
    return found


def _tidy(words: str) -> str:
    """One line, without the punctuation that stood between the parts."""
    return re.sub(r"\s+([,.;:!?])", r"\1", " ".join(words.split())).strip(" ,;:–—-")


def helpful(values: dict[str, str]) -> tuple[str, ...]:
    """What would help besides: one thing at a time, an example. Told only where something is asked back anyway."""
    whole = " ".join(values.values())
    found = {
        "one": bool(SEVERAL.search(values["what"])),
        "example": bool(TASTE.search(values["what"])) and "://" not in whole and "like" not in whole.casefold().split(),
    }
    return tuple(name for name, is_so in found.items() if is_so)


def missing(values: dict[str, str], has_origin: bool) -> tuple[str, ...]:
    """Which parts would make it easier to do well. A goal, a link, a message or many words are context enough."""
    explained = has_origin or "://" in values["what"] or len(values["what"].split()) >= ENOUGH
    return tuple(part for part in PARTS if not values.get(part) and not (part == "context" and explained))
