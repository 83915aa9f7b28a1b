"""The words somebody says in a message of their own: without quotes, code and links."""

from __future__ import annotations

from typing import Final, NamedTuple

from bot.engine.judgement.wordings import Word
from bot.engine.judgement.words import vocabulary
from bot.vocabulary.signals import HAS_CODE, HAS_LINK, QUOTED

READ_AT_MOST: Final = 4000
"""Characters read of one message: what is asked is asked by then, and reading stays bounded."""


class Spoken(NamedTuple):
    """Words as written (lower case), what is known of each, the signs of what was left out, and if it has a mark."""

    raw: list[str]
    known: list[Word]
    signs: int
    marked: bool

    @property
    def words(self) -> list[str]:
        """The words without their punctuation."""
        return [word[0] for word in self.known]


def spoken(text: str) -> Spoken:
    """Take a message's text apart. A question in a quotation or in code is not the speaker's."""
    text, signs = text[:READ_AT_MOST].lower(), 0
    if not text.isascii():
        text = text.replace("’", "'").replace("\uff1f", "?")
    if "`" in text:
        text, signs = _without_code(text)
    if ">" in text:
        text, quoted = _without_quotes(text)
        signs |= quoted
    raw = text.split()
    if "://" in text:
        raw = [word for word in raw if "://" not in word]
        signs |= HAS_LINK
    words = vocabulary()
    return Spoken(raw, [words[written] for written in raw], signs, "?" in text)


def _without_code(text: str) -> tuple[str, int]:
    blocks = text.split("```")
    pieces = " ".join(blocks[::2]).split("`")
    asked = any("?" in code for code in (*blocks[1::2], *pieces[1::2]))
    return " ".join(pieces[::2]), HAS_CODE | (QUOTED if asked else 0)


def _without_quotes(text: str) -> tuple[str, int]:
    lines = text.splitlines()
    own = [line for line in lines if not line.lstrip().startswith(">")]
    asked = any("?" in line for line in lines if line.lstrip().startswith(">"))
    return "\n".join(own), QUOTED if asked else 0
