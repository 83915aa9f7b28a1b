"""Who somebody is where something is asked of Openline. Every role is one row of the access table."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody is in an engagement, or towards it. Exactly one applies."""

    OWNER = "owner"
    """Joined, on the side that hands out work."""
    ASSISTANT = "assistant"
    """Joined, on the side that does it."""
    OUTSIDER = "outsider"
    """Joined, from another organisation."""
    GUEST = "guest"
    """Joined, with a guest's account."""
    REMOVED = "removed"
    """Was in it and left, or the engagement has ended."""
    STRANGER = "stranger"
    """A member of the workspace who is not in it."""
    VISITOR = "visitor"
    """A guest or somebody from another organisation who is not in it."""
    ADMIN = "admin"
    """Administers the workspace and is not in it. Sees no figures: those are the pair's alone."""


HERE: Final = frozenset({Role.OWNER, Role.ASSISTANT, Role.OUTSIDER, Role.GUEST})
"""Everybody who has joined."""
OWNERS: Final = frozenset({Role.OWNER})
ANYBODY: Final = frozenset(Role)
