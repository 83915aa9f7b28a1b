"""What somebody reads in a browser who installs Openline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

AGAIN: Final = "Begin again at /slack/install; nothing was changed."
NOT_INSTALLED: Final = "Openline is not installed"
WHY: Final[Mapping[str, str]] = {
    "access_denied": "You did not allow it. If that was not meant, begin again at /slack/install.",
    "invalid_browser": "You came back in another browser than you began in, or it takes no cookies. "
    "Begin again at /slack/install, and stay in one browser.",
    "invalid_state": "That took longer than ten minutes, or the page was called up twice. If Openline is not in your "
    "workspace, begin again at /slack/install.",
    "unavailable": "Slack or our database does not answer. Wait a minute, and begin again at /slack/install.",
}
"""By Slack's own word, or Bolt's."""


def installed(where: str) -> tuple[str, str]:
    """It is done: title and text."""
    title = f"Openline is installed in {where}" if where else "Openline is installed"
    return title, "Go back to Slack, type /invite @Openline in the channel you work in, and then /openline start."


def failed(why: str) -> tuple[str, str]:
    """It was not done: title and text."""
    return NOT_INSTALLED, WHY.get(why, f"Slack did not let it through. {AGAIN}")
