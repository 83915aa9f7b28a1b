"""What Openline asks of a workspace: each method it calls and each event it hears, with the scopes they need.

The manifest is made from these tables, and a method that is not among them cannot be called; so what is asked for is
what is used (S25). Scopes as docs.slack.dev/reference/methods and /reference/events name them.
"""

from __future__ import annotations

from typing import Final

METHODS: Final[dict[str, tuple[str, ...]]] = {
    "auth.teams.list": (),
    "auth.test": (),
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("channels:history", "groups:history", "im:history"),
    "conversations.info": ("channels:read", "groups:read", "im:read"),
    "conversations.members": ("channels:read", "groups:read"),
    "conversations.open": ("im:write",),
    "conversations.replies": ("channels:history", "groups:history", "im:history"),
    "files.info": ("files:read",),
    "users.conversations": ("channels:read", "groups:read"),
    "users.info": ("users:read",),
    "views.open": (),
    "views.publish": (),
}
OF_ONE_TEAM: Final = frozenset({"users.conversations"})
"""What asks about one workspace: with the token of an organisation, Slack has to be told which (`team_id`)."""
FILES: Final = ("files:write",)
"""For `files_upload_v2`, which calls files.getUploadURLExternal and files.completeUploadExternal."""
COMMANDS: Final = ("commands",)
"""For the slash command and the shortcuts."""

EVENTS: Final[dict[str, tuple[str, ...]]] = {
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "channel_archive": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_id_changed": ("channels:read",),
    "channel_left": ("channels:read",),
    "channel_rename": ("channels:read",),
    "channel_shared": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "channel_unshared": ("channels:read",),
    "group_archive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
    "group_rename": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "user_change": ("users:read",),
    "app_home_opened": (),
    "app_uninstalled": (),
    "tokens_revoked": (),
    "team_access_granted": (),
    "team_access_revoked": (),
}


def scopes() -> tuple[str, ...]:
    """Every bot scope that is needed, in order."""
    tables = (*METHODS.values(), *EVENTS.values(), FILES, COMMANDS)
    return tuple(sorted({scope for needed in tables for scope in needed}))
