"""What `openline discord sync` says: what changes in Discord's list of commands, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.wording.figures import many

NOT_SET_UP: Final = "Discord is not set up: set OPENLINE_DISCORD_TOKEN in the environment or in .env (docs/discord.md)."
NOT_LET_IN: Final = (
    "Discord does not take the token: choose Reset Token in the developer portal, and set OPENLINE_DISCORD_TOKEN anew."
)
UNREACHABLE: Final = "Discord could not be reached: check the connection and OPENLINE_DISCORD_API_URL, and try again."
AS_IT_SHOULD_BE: Final = "Discord has all commands as they should be."
REGISTERED_ANEW: Final = f"{AS_IT_SHOULD_BE[:-1]}; they were registered again all the same."


def told(changes: Iterable[tuple[str, str, str]], is_written: bool, is_dry: bool) -> str:
    """A line for each change (where, before, after), and what became of them."""
    lines = [_line(*each) for each in changes]
    if not lines:
        return REGISTERED_ANEW if is_written else AS_IT_SHOULD_BE
    count = many(len(lines), "change", "changes")
    verdict = f"{count}; nothing was sent." if is_dry else f"{count}, registered. Ctrl+R in Discord shows them at once."
    return "\n".join([*lines, "", verdict])


def refused(why: str) -> str:
    """Discord answered, and refused."""
    return f"Discord refused ({why}). Try again in a minute; `openline doctor` says more."


def _line(where: str, before: str, after: str) -> str:
    if not before:
        return f"+ {where}: {after}"
    return f"~ {where}: {before} → {after}" if after else f"- {where}"
