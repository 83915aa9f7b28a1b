"""Slack's kinds of message: those in which somebody speaks, and those in which Slack tells what somebody did."""

from __future__ import annotations

from typing import Final

SPOKEN: Final = frozenset(
    {
        "bot_message",
        "file_comment",
        "file_share",
        "me_message",
        "slackbot_response",
        "thread_broadcast",
        "assistant_app_thread",
    }
)

_DEEDS: Final = {
    "joined the channel": ("join", "joiner_notification", "joiner_notification_for_inviter", "app_conversation_join"),
    "left the channel": ("leave", "app_conversation_leave"),
    "set the topic": ("topic",),
    "set the purpose": ("purpose",),
    "renamed the channel": ("name",),
    "archived the channel": ("archive",),
    "reopened the channel": ("unarchive",),
    "changed the channel": (
        "posting_permissions",
        "convert_to_private",
        "convert_to_public",
        "canvas_updated",
        "tabbed_canvas_updated",
    ),
}
"""Most kinds exist for public channels (`channel_topic`), private ones (`group_topic`) and by themselves."""

SILENT: Final[dict[str, str]] = {
    f"{place}{kind}": reason
    for reason, kinds in _DEEDS.items()
    for kind in kinds
    for place in ("", "channel_", "group_")
} | {
    "bot_add": "added an app",
    "bot_remove": "removed an app",
    "bot_enable": "added an app",
    "bot_disable": "removed an app",
    "pinned_item": "pinned something",
    "unpinned_item": "unpinned something",
    "file_mention": "mentioned a file",
    "document_mention": "mentioned a file",
    "document_comment_root": "mentioned a file",
    "reminder_add": "set a reminder",
    "reminder_delete": "removed a reminder",
    "huddle_thread": "started a call",
    "sh_room_created": "started a call",
    "sh_room_shared": "started a call",
    "channel_sharing": "shared the channel",
    "external_channel_connection": "shared the channel",
    "message_replied": "repeats a thread reply",
    "reply_broadcast": "repeats a thread reply",
    "mpdm_move": "moved the conversation",
    "list_record_comment": "commented on a list",
    "ekm_access_denied": "locked by the organisation",
}
"""A reason for each kind in which nobody says anything."""
