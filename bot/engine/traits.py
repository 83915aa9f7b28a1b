"""Bits of a reading that only the linker looks at.

`vocabulary.signals` keeps bits 0 to 16 for what the product speaks of; these stand above them in the same
integer, so that they are stored with it and a message restored from the database links as before.
"""

from __future__ import annotations

from typing import Final

OPENS_WITH_QUESTION: Final = 1 << 17
"""Begins, or begins a sentence, with a question word."""
JOINS: Final = 1 << 18
"""Begins with a word that hangs on what was said before ("and", "but", "so")."""
LAUGHS: Final = 1 << 19
COMMAND: Final = 1 << 20
"""Speaks to a machine ("!help", "/poll")."""

_CALLED_SHIFT: Final = 21
_CALLED_MOST: Final = 3
EXPECTS_SHIFT: Final = 23
"""Three bits: how likely the wording is to be answered, in eighths of the messages learnt from."""
FOLLOWS_SHIFT: Final = 26
"""Three bits: how likely the wording is to answer something said before, likewise."""
LEVELS: Final = 8


def with_called(signs: int, called: int) -> int:
    """`signs`, remembering that the first `called` of the people named are addressed outright."""
    return signs | min(called, _CALLED_MOST) << _CALLED_SHIFT


def called(signs: int) -> int:
    """How many of the people named are addressed outright (mentioned, or called at the start)."""
    return signs >> _CALLED_SHIFT & _CALLED_MOST
