"""What is derived from a message before its text is forgotten: how it reads and what it answers.

Made once for every message heard, so these are named tuples and the signs are bits of one integer
(which is also how they are stored).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from bot.vocabulary.model import GroupId, MessageId, PersonId

ASKS: Final = 1 << 0
"""A question that expects an answer."""
REQUESTS: Final = 1 << 1
"""Asks for something to be done."""
YES_NO: Final = 1 << 2
"""A yes or a no would answer it."""
ACKNOWLEDGES: Final = 1 << 3
"""Says that one has seen it and takes it on ("will look"), without answering."""
AFFIRMS: Final = 1 << 4
"""Is a bare yes, no, ok or done: answers what needs only that."""
THANKS: Final = 1 << 5
GREETS: Final = 1 << 6
WITHDRAWS: Final = 1 << 7
"""The speaker no longer needs an answer ("never mind", "found it", "solved")."""
SETTLES_ITSELF: Final = 1 << 8
"""Asks and withdraws or answers in the same breath; waits for nobody."""
RHETORICAL: Final = 1 << 9
QUOTED: Final = 1 << 10
"""What looks like a question stands in a quotation or in code."""
TO_ANYONE: Final = 1 << 11
"""Addressed to whoever is there ("anyone", "team", "@here")."""
SAYS_YOU: Final = 1 << 12
"""Speaks to somebody as "you"."""
BARE: Final = 1 << 13
"""Nothing but thanks, greetings, acknowledgement or affirmation."""
HAS_LINK: Final = 1 << 14
HAS_CODE: Final = 1 << 15
HAS_QUESTION_MARK: Final = 1 << 16

WAITS: Final = ASKS | REQUESTS


class Reason(NamedTuple):
    """Why something was judged so: a code that `wording.because` turns into words, and its facts."""

    code: str
    facts: tuple[str | float, ...] = ()


class Reading(NamedTuple):
    """What one message means, without its text.

    `named` are the people it addresses, in order: mentioned, or called by name at the start or inside.
    `words` are the content words kept in memory for telling which earlier message is answered; they are
    never stored (empty after a restart). `length` counts words.
    """

    signs: int = 0
    named: tuple[PersonId, ...] = ()
    groups: tuple[GroupId, ...] = ()
    words: tuple[str, ...] = ()
    length: int = 0
    confidence: float = 1.0
    """How sure the reading is that the message asks or requests, or that it does not, from 0 to 1."""


class Link(NamedTuple):
    """Which earlier message a message answers (None: nobody's), how sure that is, and why."""

    answers: MessageId | None
    confidence: float
    because: Reason


class Heard(NamedTuple):
    """A message as the engine remembers it: who, when, where, how it reads, what it answers."""

    message: MessageId
    at: datetime
    author: PersonId
    thread: MessageId | None
    reply_to: MessageId | None
    is_bot: bool
    reading: Reading
    link: Link
