"""What one message means: does it ask, of whom; does it thank, acknowledge, withdraw?

Text goes in, signs come out; nothing of the text leaves but the content words that tell which earlier
message is answered, and those are never stored.
"""

from __future__ import annotations

import math
import re
from typing import Final

from bot.engine.judgement import traits
from bot.engine.judgement.lexicon import lexicon
from bot.engine.judgement.naming import Names, address
from bot.engine.judgement.scanning import Scan, scan
from bot.engine.judgement.spoken import spoken
from bot.engine.judgement.wordings import Impression, impression
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import EVERYONE, PersonId
from bot.vocabulary.signals import (
    ACKNOWLEDGES,
    AFFIRMS,
    ASKS,
    BARE,
    GREETS,
    HAS_QUESTION_MARK,
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

MOST_BIAS: Final = 2.0
"""Logits by which corrections may move a bar."""
MARK_WORTH: Final = 2.0
"""Logits a question mark adds to the wording: with none of a workspace's corrections it always outweighs it nearly."""
_TOLD: Final = re.compile(r"(?<!\S)![^\W\d_]")
SHORT: Final = 3
LONG: Final = 12
"""Words up to which "yes" is the whole answer, and from which "will look" is more than acknowledging."""
KEPT: Final = (
    THANKS | GREETS | SAYS_YOU | TO_ANYONE | ACKNOWLEDGES | traits.LAUGHS | traits.OPENS_WITH_QUESTION | traits.JOINS
)


def read(posted: MessagePosted, names: Names, asks_bias: float = 0.0) -> Reading:
    """Read one message; `asks_bias` (logits) moves the bar above which a wording asks."""
    known = lexicon()
    said = spoken(posted.text)
    if not said.known:
        return Reading(0 if posted.is_bot else said.signs | _to_all(posted), posted.mentions, posted.groups)
    words = said.words
    called = address(said.raw, words, posted.author, names, known)
    named, outright = _named(posted, called.named, called.called)
    own = said.known[called.begins :] if called.begins else said.known
    inside = called.inside
    kept = tuple(dict.fromkeys([word[0] for word in own if word[4] and word[0] not in inside]))
    if posted.is_bot:
        return Reading(traits.with_called(0, outright), named, posted.groups, kept, len(words))
    found = scan(said, called.begins, called.inside, known)
    suggests = impression(own, found.flags())
    signs, logit = _judged(found, suggests, asks_bias)
    signs |= said.signs | suggests.levels | _to_all(posted)
    if called.begins < len(words) and words[called.begins][0] in "!/" and len(words[called.begins]) > 1:
        signs |= traits.SLASHED
    if _commands(posted.text, said.raw, called.begins):
        signs |= traits.COMMAND
    sure = 1.0 if signs & BARE else 1 / (1 + math.exp(-(logit if found.marked else abs(logit))))
    return Reading(traits.with_called(signs, outright), named, posted.groups, kept, len(words), sure)


def _commands(text: str, raw: list[str], begins: int) -> bool:
    """Whether a machine is spoken to: "!help" anywhere, "/poll" first. A path is none ("/etc/hosts")."""
    if "!" in text and _TOLD.search(text) is not None:
        return True
    return begins < len(raw) and raw[begins][0] == "/" and raw[begins][1:].isalpha()


def _to_all(posted: MessagePosted) -> int:
    return TO_ANYONE if EVERYONE in posted.groups else 0


def _named(posted: MessagePosted, named: tuple[PersonId, ...], called: int) -> tuple[tuple[PersonId, ...], int]:
    """Mentions go first; how many of all are addressed outright."""
    mentions = posted.mentions
    if not mentions:
        return named, called
    outright = tuple(dict.fromkeys((*mentions, *named[:called])))
    return tuple(dict.fromkeys((*outright, *named[called:]))), len(outright)


def _judged(found: Scan, suggests: Impression, asks_bias: float) -> tuple[int, float]:
    """The signs of a message, and how far the wording is from the bar of asking or requesting."""
    signs = found.signs & KEPT
    asking = suggests.asks + max(-MOST_BIAS, min(MOST_BIAS, asks_bias))
    requesting = suggests.requests
    if found.marked:
        signs |= ASKS | HAS_QUESTION_MARK
    elif found.signs & ASKS or asking > 0:
        signs |= ASKS
    told = found.signs & REQUESTS
    if (requesting > 0 and (told or not signs & ASKS)) or (told and (found.marked or requesting > -1)):
        signs |= REQUESTS
    if signs & ASKS and (found.signs & YES_NO or (signs & REQUESTS and not found.signs & traits.OPENS_WITH_QUESTION)):
        signs |= YES_NO
    if found.is_bare and not found.marked:
        signs = signs & ~WAITS | BARE
    if found.signs & AFFIRMS and not signs & WAITS and (found.length <= SHORT or signs & BARE):
        signs |= AFFIRMS
    if found.marked or found.length > LONG:
        signs &= ~ACKNOWLEDGES
    worth = MARK_WORTH if found.marked else 0.0
    return _spared(signs, found), max(asking + worth, requesting)


def _spared(signs: int, found: Scan) -> int:
    """Take away the waiting from what only looks like a question."""
    if found.is_rhetorical:
        signs = signs & ~WAITS | RHETORICAL
    if found.withdrawn_at > found.asked_at >= 0:
        return signs & ~WAITS | SETTLES_ITSELF | WITHDRAWS
    if found.withdrawn_at >= 0 > found.asked_at:
        return signs & ~WAITS | WITHDRAWS
    return signs
