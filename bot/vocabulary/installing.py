"""Where workspaces let Openline in by themselves, and what it speaks with there."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.vocabulary.model import WorkspaceId


class Installation(NamedTuple):
    """One workspace, or a whole organisation, that installed Openline. Nothing in it is about a person.

    `token` and `refresh` are sealed (`ports.operating.Vault`, under the workspace and the name of the field). A
    workspace of an organisation that installed it for all of its own has no tokens: those of `organisation` hold.
    """

    workspace: WorkspaceId
    name: str
    at: datetime
    """Since when; installing it again is a new beginning."""
    user: str = ""
    """The account under which we speak there."""
    bot: str = ""
    """Our id as a bot there, where the platform has one."""
    token: str = ""
    refresh: str = ""
    """What a new token is asked for with; it works once. Empty where tokens last."""
    expires_at: datetime | None = None
    is_organisation: bool = False
    organisation: WorkspaceId | None = None
    trouble: str = ""
    """What the platform called it when a token was not renewed; empty while all is well."""
