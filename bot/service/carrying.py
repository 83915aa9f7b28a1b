"""What a decision leads to, as records: what is remembered, when to ask again, and what waits in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.engine.decision import Decision
from bot.vocabulary.effects import Say
from bot.vocabulary.events import Event
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import Outgoing, Record


def carried(decision: Decision, event: Event) -> Sequence[Record]:
    """Everything that deciding an event leads to; kept in one transaction with it."""
    if not decision.say and not decision.wake:
        return decision.remember
    return (*decision.remember, *decision.wake, *(outgoing(say, event.workspace, event.at) for say in decision.say))


def outgoing(say: Say, workspace: WorkspaceId, at: datetime) -> Outgoing:
    """Something to be said, as it waits to be posted: once under its key, and never before it was decided."""
    return Outgoing(workspace, say.key, say.to, say.effect, at, max(say.not_before or at, at), card=say.card)
