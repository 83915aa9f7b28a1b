"""What could be done about something, in words."""

from __future__ import annotations

from typing import NamedTuple

from bot.vocabulary.view import Text


class Offer(NamedTuple):
    """A suggestion in words: the reason, and what its button says."""

    reason: Text
    label: str
