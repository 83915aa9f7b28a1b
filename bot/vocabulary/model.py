"""Who and where: people, conversations, and the identities by which they are known.

Identities are the platform's own. A person is known inside a workspace only, so the pair
(workspace, person) names somebody; two workspaces never share a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
"""A Slack team or a Discord guild: the boundary of tenancy."""
PersonId = NewType("PersonId", str)
"""An account in a workspace."""
GroupId = NewType("GroupId", str)
"""A user group, a role, or `EVERYONE`."""
ConversationId = NewType("ConversationId", str)
"""A channel or a direct message."""
MessageId = NewType("MessageId", str)
"""`CHANNEL/ts` on Slack, the snowflake on Discord. Unique in its workspace."""
GapId = NewType("GapId", str)
"""The asking message and who owes: see `records.Gap.identity`."""
EngagementId = NewType("EngagementId", str)
"""A working relationship: see `records.Engagement`."""
ExpectationId = NewType("ExpectationId", str)
"""Something asked for: see `agreements.Expectation`."""
GoalId = NewType("GoalId", str)
"""What an owner is after: see `agreements.Goal`."""

EVERYONE = GroupId("everyone")
"""The group that @here, @channel and @everyone name."""


class Platform(StrEnum):
    """Where a workspace lives."""

    SLACK = "slack"
    DISCORD = "discord"
    PLAYGROUND = "playground"


class Side(StrEnum):
    """The two sides of an engagement; the clock treats both alike."""

    OWNER = "owner"
    ASSISTANT = "assistant"

    @property
    def other(self) -> Side:
        """The side that faces this one."""
        return Side.ASSISTANT if self is Side.OWNER else Side.OWNER


class ConversationKind(StrEnum):
    """What sort of place a conversation is."""

    CHANNEL = "channel"
    DIRECT = "direct"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Person:
    """An account in a workspace.

    `names` are the words by which others may call this person in a sentence: handle, display
    name, real name. `zone` is an IANA time zone, None where the platform does not tell. An outsider
    belongs to another organisation; a guest is let into some conversations only.
    """

    id: PersonId
    name: str
    names: tuple[str, ...] = ()
    zone: str | None = None
    is_bot: bool = False
    is_outsider: bool = False
    is_guest: bool = False
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """A place where messages are posted. `members` are the humans in it, None where that is not known."""

    id: ConversationId
    name: str
    kind: ConversationKind = ConversationKind.CHANNEL
    members: frozenset[PersonId] | None = None
