"""Invitations that name nobody. What is kept of one is a seal: six hexadecimal digits, one way.

Whoever wants to join shows who they are, and the seal tells whether they were meant; from the seal nobody can be
found, since one in sixteen million strangers fits it as well (S22). The names stand in the card in the conversation
and nowhere else. A seal goes when its person joins or declines, and all of them after a fortnight.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Engagement

OPEN_FOR: Final = timedelta(days=14)
DIGITS: Final = 6


def seal(engagement: Engagement, person: PersonId) -> str:
    """What is kept of an invitation."""
    return sha256(f"{engagement.workspace}\0{engagement.id}\0{person}".encode()).hexdigest()[:DIGITS]


def invite(engagement: Engagement, people: tuple[PersonId, ...], at: datetime) -> Engagement:
    """The engagement with invitations for these people as well."""
    seals = dict.fromkeys((*engagement.invited, *(seal(engagement, person) for person in people)))
    return replace(engagement, invited=tuple(seals), invited_until=at + OPEN_FOR)


def is_invited(engagement: Engagement, person: PersonId, at: datetime) -> bool:
    """Whether an invitation stands for somebody."""
    is_open = engagement.invited_until is not None and at < engagement.invited_until
    return is_open and seal(engagement, person) in engagement.invited


def settle(engagement: Engagement, person: PersonId) -> Engagement:
    """The engagement without the invitation of somebody who answered it."""
    left = tuple(each for each in engagement.invited if each != seal(engagement, person))
    return replace(engagement, invited=left, invited_until=engagement.invited_until if left else None)
