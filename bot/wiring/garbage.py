"""How often Python looks for garbage that refers to itself."""

from __future__ import annotations

import gc
from typing import Final

YOUNG: Final = 20_000
"""New objects after which the young ones are looked at; the interpreter's own 700 are made by ten messages."""
MIDDLE: Final = 20
OLD: Final = 50


def look_seldom() -> None:
    """Leave out what stands already, and look seldom: hardly anything here refers to itself.

    A quarter of the time an audit takes, for some 3 MB that are let go later.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


def look() -> None:
    """Look now: something large has just been done with. The messages of a conversation refer to each other."""
    gc.collect()
