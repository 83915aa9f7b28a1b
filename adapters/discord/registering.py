"""Registers the commands: only when Discord has others, and what would change can be told before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, NamedTuple

import aiohttp
import discord
from discord.http import Route

from adapters.discord import commands
from adapters.discord.commands import CHAT_INPUT, IN_GUILD, Json
from adapters.discord.gateway import Client, intents
from adapters.discord.wire import UNAUTHORIZED, No, Wire, meant, one_attempt
from bot.ports.surfaces import Refused, Unsure

DEFAULTS: Final[Json] = {"contexts": [IN_GUILD], "integration_types": [0], "description": "", "type": CHAT_INPUT}
"""What stands for a value that Discord leaves out."""
SWITCHES: Final = ("required", "autocomplete")
"""What is off where nothing is said of it, on either side."""
PATIENCE: Final = 60.0
"""Seconds for Discord to answer everything."""
MENU: Final = "menu of a message: "


class Change(NamedTuple):
    """One thing that Discord has otherwise; `before` is empty for what is new, `after` for what goes."""

    where: str
    before: str
    after: str


class Synced(NamedTuple):
    """What Discord had otherwise, and whether it was told."""

    changes: tuple[Change, ...]
    is_written: bool


async def synced(wire: Wire, application: str, summary: str, *, force: bool = False, dry: bool = False) -> Synced:
    """Register the commands if Discord has others, or by `force`; `dry` only looks. Raises Refused and Unsure."""
    wanted, path = commands.registration(summary), "/applications/{application}/commands"
    found = tuple(changes(await _registered(wire, application, path), wanted))
    if dry or not (found or force):
        return Synced(found, False)
    await wire.ask("PUT", path, wanted, application=application)
    return Synced(found, True)


async def from_outside(api: str, token: str, summary: str, *, force: bool = False, dry: bool = False) -> Synced:
    """The same without a process that runs: logged in, and out again; no session of the gateway is used up."""
    async with _logged_in(api, token) as (wire, own):
        return await synced(wire, own, summary, force=force, dry=dry)


async def application(api: str, token: str) -> str:
    """The id of the application that a token is of. Raises Refused and Unsure."""
    async with _logged_in(api, token) as (_, own):
        return own


@asynccontextmanager
async def _logged_in(api: str, token: str) -> AsyncIterator[tuple[Wire, str]]:
    """Somebody to ask, and the application's id."""
    Route.BASE = api.rstrip("/")
    wire, client = Wire(), Client(_unheard, intents(privileged=False), one_attempt())
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(token)
            wire.client = client
            yield wire, str(client.application_id or wire.me)
    except discord.LoginFailure:
        raise No(UNAUTHORIZED) from None
    except discord.HTTPException as refusal:
        raise meant(refusal) from None
    except (aiohttp.ClientError, OSError):
        raise Unsure from None
    finally:
        await client.close()


def changes(registered: Any, wanted: Sequence[Json]) -> Iterator[Change]:
    """What Discord has otherwise than is wanted; what it adds of its own does not count."""
    there, want = _named(registered), _named(wanted)
    for name, each in want.items():
        if name in there:
            yield from _compared(_title(each), there[name], each)
        else:
            yield Change(_title(each), "", str(each.get("description") or "new"))
    for name, each in there.items():
        if name not in want:
            yield Change(_title(each), str(each.get("description") or "there"), "")


def _unheard(name: str, data: object, shard: int) -> None:
    """Nothing is heard: the gateway is not asked."""


async def _registered(wire: Wire, application: str, path: str) -> Any:
    """What Discord has; nothing, where a server does not tell."""
    try:
        return await wire.ask("GET", path, application=application)
    except (Refused, Unsure):
        return None


def _compared(where: str, there: Json, want: Json) -> Iterator[Change]:
    """A command, subcommand or parameter with what is wanted of it, and all that is inside."""
    for key in dict.fromkeys((*want, *SWITCHES)):
        if key in ("name", "options", "choices"):
            continue
        before, after = (each.get(key, DEFAULTS.get(key)) for each in (there, want))
        if bool(before) != bool(after) if key in SWITCHES else before != after:
            yield Change(f"{where}: {key}", _said(before), _said(after))
    if _choices(there) != _choices(want):
        yield Change(f"{where}: choices", _choices(there), _choices(want))
    yield from _inside(where, _options(there), _options(want))


def _inside(where: str, there: dict[str, Json], want: dict[str, Json]) -> Iterator[Change]:
    for name, each in want.items():
        if name in there:
            yield from _compared(f"{where} {name}", there[name], each)
        else:
            yield Change(f"{where} {name}", "", str(each.get("description") or "new"))
    for name, each in there.items():
        if name not in want:
            yield Change(f"{where} {name}", str(each.get("description") or "there"), "")
    if there.keys() == want.keys() and list(there) != list(want):
        yield Change(f"{where}: order", ", ".join(there), ", ".join(want))


def _named(listed: Any) -> dict[tuple[Any, Any], Json]:
    known = [each for each in listed if isinstance(each, dict)] if isinstance(listed, Sequence) else []
    return {(each.get("type", CHAT_INPUT), each.get("name")): each for each in known}


def _title(command: Mapping[str, Any]) -> str:
    is_typed = command.get("type", CHAT_INPUT) == CHAT_INPUT
    return f"/{command.get('name')}" if is_typed else f"{MENU}{command.get('name')}"


def _options(of: Json) -> dict[str, Json]:
    listed = of.get("options")
    return {str(each.get("name")): each for each in listed or () if isinstance(each, dict)}


def _choices(of: Json) -> str:
    listed = of.get("choices")
    told = [each for each in listed or () if isinstance(each, dict)]
    return ", ".join(f"{each.get('name')} ({each.get('value')})" for each in told)


def _said(value: Any) -> str:
    return "" if value is None else str(value)
