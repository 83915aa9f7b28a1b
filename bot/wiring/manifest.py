"""The manifest of the Slack app, with its words."""

from __future__ import annotations

import json
from typing import Final

from adapters.slack.manifest import Reached, Words, manifest
from bot.wording.manifest import COMMAND, DESCRIPTION, GLOBAL, HINT, NAME, SHORTCUT

WORDS: Final = Words(NAME, DESCRIPTION, COMMAND, HINT, SHORTCUT, GLOBAL)


def printed(url: str | None, is_installed_by_others: bool = False, by_sockets: bool = False) -> str:
    """The manifest as Slack takes it, as JSON; for HTTP where a `url` is given, for others to install it if told so."""
    return json.dumps(manifest(WORDS, Reached(url, by_sockets, is_installed_by_others)), indent=2, ensure_ascii=False)
