"""What the command line asks of Discord: its commands registered, with what changes; the link that invites it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final, TextIO

from adapters.discord.permissions import invite
from adapters.discord.registering import application, from_outside
from adapters.discord.wire import UNAUTHORIZED
from bot.ports.surfaces import Refused, Unsure
from bot.settings import WrongSettings, load
from bot.wording import registering as wording
from bot.wording.discord import WORDS

DONE: Final = 0
UNUSABLE: Final = 2
"""Exit statuses of `openline discord`."""


def registered(force: bool, dry: bool, out: TextIO, err: TextIO) -> int:
    """Register the commands if Discord has others, or by `force`; `dry` only says what would change."""

    async def work(api: str, token: str) -> str:
        done = await from_outside(api, token, WORDS["commands"], force=force, dry=dry)
        return wording.told(done.changes, done.is_written, dry)

    return _told(work, out, err)


def invited(out: TextIO, err: TextIO) -> int:
    """Print the link by which the application of the token is invited into a server."""

    async def work(api: str, token: str) -> str:
        return invite(await application(api, token))

    return _told(work, out, err)


def _told(work: Callable[[str, str], Coroutine[Any, Any, str]], out: TextIO, err: TextIO) -> int:
    try:
        settings = load()
    except WrongSettings as wrong:
        err.write(f"{wrong}\n")
        return UNUSABLE
    if settings.discord_token is None:
        err.write(f"{wording.NOT_SET_UP}\n")
        return UNUSABLE
    try:
        out.write(f"{asyncio.run(work(settings.discord_api_url, settings.discord_token.get_secret_value()))}\n")
    except Refused as no:
        err.write(f"{wording.NOT_LET_IN if no.why == UNAUTHORIZED else wording.refused(no.why)}\n")
    except Unsure:
        err.write(f"{wording.UNREACHABLE}\n")
    else:
        return DONE
    return UNUSABLE
