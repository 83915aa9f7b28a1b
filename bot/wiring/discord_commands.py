"""The commands in Discord, registered when somebody asks for it: what changes is printed, thing by thing."""

from __future__ import annotations

import asyncio
from typing import Final, TextIO

from adapters.discord.registering import from_outside
from adapters.discord.wire import UNAUTHORIZED
from bot.ports.surfaces import Refused, Unsure
from bot.settings import WrongSettings, load
from bot.wording import registering as wording
from bot.wording.discord import WORDS

DONE: Final = 0
UNUSABLE: Final = 2
"""Exit statuses of `openline discord sync`."""


def registered(force: bool, dry: bool, out: TextIO, err: TextIO) -> int:
    """Register the commands if Discord has others, or by `force`; `dry` only says what would change."""
    try:
        settings = load()
    except WrongSettings as wrong:
        err.write(f"{wrong}\n")
        return UNUSABLE
    if settings.discord_token is None:
        err.write(f"{wording.NOT_SET_UP}\n")
        return UNUSABLE
    token = settings.discord_token.get_secret_value()
    try:
        done = asyncio.run(from_outside(settings.discord_api_url, token, WORDS["commands"], force=force, dry=dry))
    except Refused as no:
        err.write(f"{wording.NOT_LET_IN if no.why == UNAUTHORIZED else wording.refused(no.why)}\n")
    except Unsure:
        err.write(f"{wording.UNREACHABLE}\n")
    else:
        out.write(f"{wording.told(done.changes, done.is_written, dry)}\n")
        return DONE
    return UNUSABLE
