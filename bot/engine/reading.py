"""What one message means: does it ask, of whom; does it thank, acknowledge, withdraw?

Text goes in, signs come out; nothing of the text leaves but the content words that tell which earlier
message is answered, and those are never stored.
"""

from __future__ import annotations

from typing import Final

from bot.engine import traits
from bot.engine.naming import Names, address
from bot.engine.lexicon import FUNCTION_WORD, LIGHT, OPENS_YES_NO, SUBJECT, TAG, Lexicon, lexicon
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import EVERYONE
from bot.vocabulary.signals import (
    ACKNOWLEDGES,
    AFFIRMS,
    ASKS,
    BARE,
    GREETS,
    HAS_CODE,
    HAS_LINK,
    HAS_QUESTION_MARK,
    QUOTED,
    REQUESTS,
    RHETORICAL,
    SAYS_YOU,
    SETTLES_ITSELF,
    THANKS,
    TO_ANYONE,
    WAITS,
    WITHDRAWS,
    YES_NO,
    Reading,
)

READ_AT_MOST: Final = 4000
"""Characters read of one message: what is asked is asked by then, and reading stays bounded."""
PUNCTUATION: Final = ".,:;!?¿¡()<>\"'“”«»*~…@"
LIGHT_SIGNS: Final = THANKS | GREETS | ACKNOWLEDGES | AFFIRMS | WITHDRAWS | traits.LAUGHS


def read(posted: MessagePosted, names: Names, asks_bias: float = 0.0) -> Reading:
    """Read one message; `asks_bias` (logits) moves the bar above which a wording asks."""
    text, seen = _spoken(posted.text[:READ_AT_MOST])
    raw = text.lower().split()
    if "://" in text:
        seen |= HAS_LINK
        raw = [word for word in raw if "://" not in word]
    words = [word.strip(PUNCTUATION) or word for word in raw]
    known = lexicon()
    called = address(raw, words, posted.author, names, known)
    named = posted.mentions + tuple(who for who in called.named if who not in posted.mentions)
    content = frozenset([word for word in words[called.begins :] if _is_content(word, known)])
    if posted.is_bot:
        outright = traits.with_called(0, len(posted.mentions) + called.called)
        return Reading(outright, named, posted.groups, content, len(words))
    signs = seen | _signs(raw, words, called.begins, known)
    if EVERYONE in posted.groups:
        signs |= TO_ANYONE
    signs = traits.with_called(signs, len(posted.mentions) + called.called)
    return Reading(signs, named, posted.groups, content, len(words))


def _spoken(text: str) -> tuple[str, int]:
    """What the author says in their own words, and the signs of what was left out (quotes, code)."""
    seen = 0
    if not text.isascii():
        text = text.replace("’", "'").replace("？", "?")
    if "`" in text:
        parts = text.split("```")
        text = " ".join(parts[::2])
        pieces = text.split("`")
        own = " ".join(pieces[::2])
        seen |= HAS_CODE | (QUOTED if "?" in "".join(parts[1::2] + pieces[1::2]) else 0)
        text = own
    if ">" in text:
        lines = text.splitlines()
        quoted = [line for line in lines if line.lstrip().startswith(">")]
        if quoted:
            text = "\n".join(line for line in lines if not line.lstrip().startswith(">"))
            seen |= QUOTED if any("?" in line for line in quoted) else 0
    return text, seen


def _is_content(word: str, known: Lexicon) -> bool:
    if len(word) < 2:
        return False
    entry = known.get(word)
    return entry is None or not entry.anywhere & FUNCTION_WORD


def _signs(raw: list[str], words: list[str], begins: int, known: Lexicon) -> int:
    signs = waits = starts = 0
    heavy = asked_at = withdrawn_at = -1
    starting = True
    skip = 0
    count = len(words)
    plain = 0
    for at in range(begins, count):
        word, ends = words[at], raw[at][-1]
        if "?" in raw[at]:
            asked_at = at
        entry = known.get(word)
        if entry is None:
            plain += 1
        else:
            meaning = entry.anywhere | (entry.starting if starting else 0)
            for phrase in entry.phrases:
                if tuple(words[at + 1 : at + 1 + len(phrase.rest)]) == phrase.rest:
                    means = phrase.anywhere | (phrase.starting if starting else 0)
                    meaning |= means
                    if means & LIGHT_SIGNS:
                        skip = max(skip, len(phrase.rest) + 1)
                    break
            if meaning & OPENS_YES_NO and starting and at + 1 < count:
                after = known.get(words[at + 1])
                if after and after.anywhere & SUBJECT:
                    waits |= ASKS | YES_NO
            if meaning & WITHDRAWS:
                withdrawn_at = at
            if not meaning & (LIGHT_SIGNS | LIGHT) and skip <= 0:
                plain += 1
            signs |= meaning
            starts |= meaning if at == begins else 0
        skip -= 1
        starting = ends in ".!?:;" or (starting and bool(entry and entry.anywhere & (GREETS | AFFIRMS)) or (starting and bool(entry and entry.starting & traits.JOINS)))
    return _settled(raw, words, begins, signs, waits, plain, asked_at, withdrawn_at, count)


def _settled(
    raw: list[str], words: list[str], begins: int, signs: int, waits: int, plain: int, asked_at: int, withdrawn_at: int, count: int
) -> int:
    out = signs & (
        REQUESTS | THANKS | GREETS | SAYS_YOU | TO_ANYONE | traits.LAUGHS | ACKNOWLEDGES | traits.OPENS_WITH_QUESTION
    )
    if count > begins and words[begins][:1] in "!/" and len(words[begins]) > 1:
        out |= traits.COMMAND
    length = count - begins
    if signs & ASKS or (signs & traits.OPENS_WITH_QUESTION and length > 2):
        waits |= ASKS
    if asked_at >= 0:
        out |= HAS_QUESTION_MARK
        waits |= ASKS
    if length and not plain and signs & (LIGHT_SIGNS & ~traits.LAUGHS) and asked_at < 0:
        out |= BARE
        waits = 0
        out &= ~REQUESTS
    if signs & AFFIRMS and (length <= 3 or out & BARE):
        out |= AFFIRMS
    if signs & RHETORICAL or (asked_at >= 0 and length == 1 and signs & TAG):
        out |= RHETORICAL
        waits = 0
    if withdrawn_at >= 0:
        if waits and withdrawn_at > asked_at >= 0:
            out |= SETTLES_ITSELF | WITHDRAWS
            waits = 0
            out &= ~REQUESTS
        elif asked_at < 0:
            out |= WITHDRAWS
            waits = 0
            out &= ~REQUESTS
    if out & ACKNOWLEDGES and (asked_at >= 0 or length > 12):
        out &= ~ACKNOWLEDGES
    if begins < count and signs & traits.JOINS:
        out |= traits.JOINS
    if waits & ASKS and out & REQUESTS:
        waits |= YES_NO
    return out | waits
