"""The few sentences only Discord needs: where a form cannot open by itself, where nobody is reached privately."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "more": "More",
    "fill_in": "Open the form",
    "correct": "Correct it",
    "go_on": "Continue",
    "to_correct": "Something in the form needs another look. What you typed is kept.",
    "to_go_on": "There is a little more to fill in. What you typed is kept.",
    "nothing_typed": "This form was left open for too long. Please begin again.",
    "failed": "That did not work, and nothing was lost. Please try again in a minute.",
    "thread": "Openline, for you alone",
    "unreachable": (
        "something waits for you, and your settings let nobody send it to you privately. "
        "Allow direct messages from members of this server, or give /openline mine."
    ),
    "unclear": (
        "You are in several servers with Openline, so it cannot be told which one this is for, and it was kept for "
        "none. Reply to the card that it answers, or press its button."
    ),
    "commands": "Who waits on whom: expectations, check-ins, feedback, hours and budgets",
}
"""By the names in `adapters.discord.words.Words`."""
