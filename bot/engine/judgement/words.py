"""Everything that is known of a word as it is written, looked up once.

People use few words over and over. So what the language lists and the wording's weights say of one is put together
when it is first met and remembered: reading a message is then one look-up a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from bot.engine.judgement.lexicon import Lexicon, lexicon
from bot.engine.judgement.wordings import Word, Wordings, wordings

PUNCTUATION: Final = ".,:;!?¿¡()<>\"'“”«»*~…@"
ENDS: Final = ".!?:;"
REMEMBERED: Final = 20_000
"""Words remembered at a time, single ones and in memory only; then all are looked up again."""
LONGEST: Final = 32
"""Letters of a word that is remembered: longer ones hardly come back."""


class Vocabulary(dict[str, Word]):
    """Words by how they are written, in lower case; made when first asked for."""

    def __init__(self, known: Lexicon, model: Wordings) -> None:
        super().__init__()
        self._known = known
        self._model = model

    def __missing__(self, written: str) -> Word:
        word = self._made(written)
        if len(written) <= LONGEST:
            if len(self) >= REMEMBERED:
                self.clear()
            self[written] = word
        return word

    def _made(self, written: str) -> Word:
        plain = written.strip(PUNCTUATION) or written
        return Word(
            plain,
            self._known.telling.get(plain),
            self._model.single.get(plain, 0),
            self._model.pairs.get(plain, _NONE),
            plain not in self._known.silent,
            written[-1] in ENDS,
        )


_NONE: Final[Mapping[str, int]] = {}


@cache
def vocabulary() -> Vocabulary:
    """The words of all languages, with the weights that ship."""
    return Vocabulary(lexicon(), wordings())
