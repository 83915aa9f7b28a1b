"""The manifest of the Slack app: it asks for what is used, read from the tables that the code itself goes by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from adapters.slack.scopes import EVENTS, scopes
from bot.vocabulary.actions import SHORTCUTS
from bot.vocabulary.commands import NAME

EVENTS_AT: Final = "/slack/events"
"""The path of the HTTP mode, below the address at which Slack reaches us."""
INSTALL_AT: Final = "/slack/install"
REDIRECT_AT: Final = "/slack/oauth_redirect"
"""Where workspaces install it by themselves: the page that sends to Slack, and the one that Slack sends back to."""
COLOUR: Final = "#2d4a5e"


class Words(NamedTuple):
    """What people read about the app; each in Slack's limit."""

    name: str
    """35 characters."""
    description: str
    """140 characters."""
    command: str
    """What the slash command does."""
    hint: str
    """What may follow it."""
    shortcut: str
    """What a message shortcut does: 150 characters."""
    global_shortcuts: Sequence[tuple[str, str, str]]
    """Name (24 characters), command, description."""


def manifest(words: Words, url: str | None = None, is_installed_by_others: bool = False) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP where Slack reaches us under `url`.

    For workspaces and organisations to install it by themselves, it names where Slack sends them back to.
    """
    events: dict[str, Any] = {"bot_events": sorted(EVENTS)}
    interactivity: dict[str, Any] = {"is_enabled": True}
    command = {"command": f"/{NAME}", "description": words.command, "usage_hint": words.hint, "should_escape": True}
    if url is not None:
        address = f"{url.rstrip('/')}{EVENTS_AT}"
        events["request_url"] = interactivity["request_url"] = command["url"] = address
    redirect = {"redirect_urls": [f"{url.rstrip('/')}{REDIRECT_AT}"]} if url and is_installed_by_others else {}
    return {
        "display_information": {
            "name": words.name,
            "description": words.description,
            "background_color": COLOUR,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": words.name, "always_online": True},
            "shortcuts": [*_of_messages(words), *_global(words)],
            "slash_commands": [command],
        },
        "oauth_config": {**redirect, "scopes": {"bot": list(scopes())}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": is_installed_by_others,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _of_messages(words: Words) -> list[dict[str, str]]:
    return [
        {"name": each.label, "type": "message", "callback_id": each.action, "description": words.shortcut}
        for each in SHORTCUTS
    ]


def _global(words: Words) -> list[dict[str, str]]:
    return [
        {"name": name, "type": "global", "callback_id": command, "description": description}
        for name, command, description in words.global_shortcuts
    ]
