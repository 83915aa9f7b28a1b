"""What people read about Openline before they use it: in an app's listing and in the menus of a platform."""

from __future__ import annotations

from typing import Final

NAME: Final = "Openline"
DESCRIPTION: Final = "Notices who is waiting on whom, and reminds each of you privately, in your own working hours."
COMMAND: Final = "What waits for you, and everything else Openline can do"
HINT: Final = "[mine | waiting | expect @person … | help]"
SHORTCUT: Final = "Tell Openline about this message"
GLOBAL: Final = (
    ("My turn", "mine", "See what is your turn, oldest first"),
    ("Waiting for others", "waiting", "See what others owe you"),
)
"""Shortcuts for anywhere: label, command, what one sees."""
