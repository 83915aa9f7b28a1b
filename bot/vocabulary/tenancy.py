"""What befalls a workspace, a conversation or somebody in it as a whole, as the platform tells it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId


class WorkspaceLeft(NamedTuple):
    """Openline was removed from a workspace, or its tokens were revoked: everything kept about it goes (S18).

    An outage is none: nothing is deleted then.
    """

    workspace: WorkspaceId
    at: datetime

    @property
    def key(self) -> str:
        """A workspace may install and remove us again; each time is a fact of its own."""
        return f"workspace-left:{self.at.timestamp():.6f}"


class ConversationMoved(NamedTuple):
    """A conversation goes on under another id (Slack does that when a channel is shared, or no longer is)."""

    workspace: WorkspaceId
    conversation: ConversationId
    now: ConversationId
    at: datetime

    @property
    def key(self) -> str:
        """From one id to another only once."""
        return f"moved:{self.conversation}:{self.now}"


class ConversationClosed(NamedTuple):
    """Nothing can be said or heard there any more: archived, deleted, or we were removed from it."""

    workspace: WorkspaceId
    conversation: ConversationId
    at: datetime

    @property
    def key(self) -> str:
        """A conversation may be opened again; each closing is a fact of its own."""
        return f"closed:{self.conversation}:{self.at.timestamp():.6f}"


class PersonLeft(NamedTuple):
    """Somebody is no longer in a conversation, or (`conversation` None) in the workspace."""

    workspace: WorkspaceId
    person: PersonId
    conversation: ConversationId | None
    at: datetime

    @property
    def key(self) -> str:
        """People come and go; each leaving is a fact of its own."""
        return f"left:{self.person}:{self.conversation or ''}:{self.at.timestamp():.6f}"


Tenancy = WorkspaceLeft | ConversationMoved | ConversationClosed | PersonLeft
TENANCY: Final = (WorkspaceLeft, ConversationMoved, ConversationClosed, PersonLeft)


class Purged(NamedTuple):
    """Told to a store: everything of a workspace goes. That it left at `at` is kept, so that nothing told late returns.

    What is told about a later moment is of a new installation, and taken in.
    """

    workspace: WorkspaceId
    at: datetime


class Rekeyed(NamedTuple):
    """Told to a store: what is kept about a conversation and its messages stands under its new id from now on."""

    workspace: WorkspaceId
    conversation: ConversationId
    now: ConversationId


Uprooting = Purged | Rekeyed
"""What changes the names of records, or takes them all; see `vocabulary.rekeying`."""
