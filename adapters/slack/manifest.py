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


class Reached(NamedTuple):
    """Where Slack reaches us, and for what. Without an address, everything comes by Socket Mode."""

    url: str | None = None
    by_sockets: bool = False
    """Events come by Socket Mode all the same; at the address is only what whoever installs it opens."""
    is_installed_by_others: bool = False
    """Workspaces and organisations install it by themselves, at the address."""

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"{(self.url or '').rstrip('/')}{path}"

    @property
    def takes_requests(self) -> bool:
        """Whether events come over HTTP."""
        return self.url is not None and not self.by_sockets


def manifest(words: Words, reached: Reached) -> dict[str, Any]:
    """The manifest of the app."""
    oauth: dict[str, Any] = {"scopes": {"bot": list(scopes())}}
    if reached.is_installed_by_others:
        oauth["redirect_urls"] = [reached.at(REDIRECT_AT)]
    return {
        "display_information": {
            "name": words.name,
            "description": words.description,
            "background_color": COLOUR,
        },
        "features": _features(words, reached),
        "oauth_config": oauth,
        "settings": _settings(reached),
    }


def _features(words: Words, reached: Reached) -> dict[str, Any]:
    command = {"command": f"/{NAME}", "description": words.command, "usage_hint": words.hint, "should_escape": True}
    if reached.takes_requests:
        command["url"] = reached.at(EVENTS_AT)
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": words.name, "always_online": True},
        "shortcuts": [*_of_messages(words), *_global(words)],
        "slash_commands": [command],
    }


def _settings(reached: Reached) -> dict[str, Any]:
    address = {"request_url": reached.at(EVENTS_AT)} if reached.takes_requests else {}
    return {
        "event_subscriptions": {"bot_events": sorted(EVENTS), **address},
        "interactivity": {"is_enabled": True, **address},
        "org_deploy_enabled": reached.is_installed_by_others,
        "socket_mode_enabled": not reached.takes_requests,
        "token_rotation_enabled": False,
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
