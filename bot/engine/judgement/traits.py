"""Bits of a reading that only the linker looks at.

`vocabulary.signals` keeps bits 0 to 16 for what the product speaks of; these stand above them in the same
integer (36 bits in all), so that they are stored with it and a message restored from the database links as before.
"""

from __future__ import annotations

from typing import Final

OPENS_WITH_QUESTION: Final = 1 << 17
"""Begins, or begins a sentence, with a question word."""
JOINS: Final = 1 << 18
"""Begins with a word that hangs on what was said before ("and", "but", "so")."""
LAUGHS: Final = 1 << 19
SLASHED: Final = 1 << 20
"""Begins with a slash: a command, or a path."""
FLAGS: Final = (1 << 21) - 1
"""All the bits that mean something each by itself to the networks."""

CALLED_SHIFT: Final = 21
CALLED_MOST: Final = 3
"""Two bits: how many of the people named are addressed outright."""

LEVELS_SHIFT: Final = 23
LEVEL_BITS: Final = 3
TENDENCIES: Final = ("is answered", "answers nothing", "goes on", "answers a question")
"""What the wording by itself tells, each in eighths (three bits) of the messages that were learnt from."""


COMMAND: Final = 1 << 35
"""Speaks to a machine ("!help" anywhere, "/poll" first). The networks do not look at it: it gained them nothing."""
LEVELS_MASK: Final = (1 << LEVEL_BITS * len(TENDENCIES)) - 1


def with_called(signs: int, called: int) -> int:
    """`signs`, remembering that the first `called` of the people named are addressed outright."""
    return signs | min(called, CALLED_MOST) << CALLED_SHIFT


def called(signs: int) -> int:
    """How many of the people named are addressed outright (mentioned, or called at the start)."""
    return signs >> CALLED_SHIFT & CALLED_MOST


def levels(signs: int) -> int:
    """The levels of all `TENDENCIES`, three bits each, the first lowest."""
    return signs >> LEVELS_SHIFT & LEVELS_MASK
