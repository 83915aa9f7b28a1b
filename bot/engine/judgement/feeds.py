"""Bots that answer nobody: what a tool announces by itself ("build 12 failed") stands between people's lines only.

A bot that answers names somebody, or was spoken to just before. In `irc/train` nine of ten bots' lines that do neither
are nobody's answer or go on from the bot's own, and people answer one in thirty; in a community whose tools announce
what they do, all of them are like that.
"""

from __future__ import annotations

from typing import Final

from bot.engine.judgement.lane import Lane
from bot.engine.judgement.traits import COMMAND
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reading

JUST_BEFORE: Final = 4
"""Messages within which a bot takes up a command."""


def announces(lane: Lane, bot: PersonId, reading: Reading) -> bool:
    """Whether a bot's line is said to nobody: it names no one, and nobody has just given it a command or its name."""
    return not reading.named and not any(
        slot.heard.reading.signs & COMMAND or bot in slot.heard.reading.named
        for at in range(lane.count - 1, lane.count - 1 - JUST_BEFORE, -1)
        if (slot := lane.slots.get(at)) is not None
    )
