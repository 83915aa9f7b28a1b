"""What we may do where, by discord.py's sums over roles and overwrites; and what we ask for when we are invited."""

from __future__ import annotations

from typing import Final

import discord

from adapters.discord.places import Spot
from adapters.discord.wire import Wire
from bot.vocabulary.model import WorkspaceId

USED: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_private_threads=True,
    read_message_history=True,
    attach_files=True,
)
"""Exactly what is used: reading and answering, in threads too, private threads for whom no direct message reaches, and
the digest's picture. docs/discord.md has the invite link with these (a test compares).
"""


def invite(application: str) -> str:
    """The link by which Openline is invited into a server."""
    base = "https://discord.com/oauth2/authorize"
    return f"{base}?client_id={application}&permissions={USED.value}&integration_type=0&scope=bot+applications.commands"


def may_read(wire: Wire, spot: Spot, channel: str) -> bool | None:
    """Whether we may read what was said in a channel or thread; None where nobody can tell."""
    guild = _guild(wire, spot.workspace)
    if guild is None or not _knows_us(guild) or not channel.isdigit():
        return None
    found = guild.get_channel_or_thread(int(channel)) or guild.get_channel(_number(spot.conversation))
    if found is None or not guild.roles:
        return None
    try:
        rights = found.permissions_for(guild.me)
    except (discord.ClientException, AttributeError):
        return None
    return rights.view_channel and rights.read_message_history


def readable(wire: Wire, workspace: WorkspaceId) -> frozenset[str] | None:
    """The channels of a guild whose history we may read; None where nobody can tell."""
    guild = _guild(wire, workspace)
    if guild is None or not _knows_us(guild) or not guild.roles:
        return None
    me = guild.me
    rights = {str(each.id): each.permissions_for(me) for each in guild.channels}
    return frozenset(own for own, each in rights.items() if each.view_channel and each.read_message_history)


def _guild(wire: Wire, workspace: WorkspaceId) -> discord.Guild | None:
    return wire.guild(_number(workspace))


def _knows_us(guild: discord.Guild) -> bool:
    """A guild whose members were not told has none of us, whatever the types say."""
    return isinstance(guild.me, discord.Member)


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() else 0
