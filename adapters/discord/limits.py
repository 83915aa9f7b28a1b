"""What Discord takes at most (docs of its API, August 2026), and how it is counted here."""

from __future__ import annotations

from typing import Final

COMPONENTS: Final = 40
"""Components of one message, those inside others counted, too."""
TEXT: Final = 4000
"""Characters in all text displays of one message."""
BUTTONS: Final = 5
"""Buttons of one row."""
OPTIONS: Final = 25
"""Options of a select, parameters of a command, suggestions at a time."""
CUSTOM_ID: Final = 100
LABEL: Final = 80
"""Characters on a button."""
OPTION: Final = 100
"""Characters of an option's label and of its value."""
PLACEHOLDER: Final = 150
"""Characters shown in an empty select; a text input takes 100."""
DESCRIPTION: Final = 1024
"""Characters that describe a picture or a file."""
FIELDS: Final = 5
"""Components at the top of a modal."""
TITLE: Final = 45
"""Characters of a modal's title and of a field's label."""
HELP: Final = 100
"""Characters below a field's label, and of a command's description."""
TYPED: Final = 4000
"""Characters of a text input."""
COMMAND: Final = 8000
"""Characters of one command: names, descriptions and values together."""
NAME: Final = 32
"""Characters of a command's or a parameter's name."""
THREAD: Final = 100
"""Characters of a thread's name."""
NONCE: Final = 25
PAGE: Final = 100
"""Messages of one page of history."""


def length(text: str) -> int:
    """Characters as the strictest reader counts them: an emoji outside the basic plane counts twice (UTF-16)."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def clipped(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer."""
    if length(text) <= most:
        return text
    kept, room = [], most - 1
    for letter in text:
        room -= 1 + (letter > "\uffff")
        if room < 0:
            break
        kept.append(letter)
    return f"{''.join(kept).rstrip()}…"
