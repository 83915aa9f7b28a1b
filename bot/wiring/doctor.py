"""The doctor, put together: facts are gathered from this machine and its database, findings are printed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import TZPATH, available_timezones

from adapters.clocks import SystemClock
from adapters.logs import kinds
from adapters.storage import migrating
from adapters.storage.database import Database
from adapters.storage.inspector import Inspector
from adapters.storage.unit_of_work import Store
from bot.service.running.doctor import examine, is_well
from bot.settings import Settings, WrongSettings, load, misspelt
from bot.vocabulary.doctor import DiscordSeen, Facts, SlackSeen
from bot.vocabulary.installing import Installation
from bot.wiring import tables
from bot.wording.doctor import report

PATIENCE = 10.0
"""Seconds for the database to answer."""


def examination(out: TextIO) -> int:
    """Look over the installation and print what was found; the exit status is 0 if Openline can do its work."""
    findings = examine(_facts())
    out.write(f"{report(findings)}\n")
    return 0 if is_well(findings) else 1


def _facts() -> Facts:
    try:
        settings = load()
    except WrongSettings as wrong:
        return Facts(wrong_settings=wrong.sentences, misspelt=misspelt())
    return Facts(
        misspelt=misspelt(),
        platforms=tuple(name for name, is_set in _platforms(settings) if is_set),
        missing_token=settings.half,
        slack=asyncio.run(_slack(settings)) if settings.has_slack else None,
        discord=_discord(settings),
        zones=len(available_timezones()),
        zone_source=_zone_source(),
        **asyncio.run(_database(settings)),
    )


def _platforms(settings: Settings) -> tuple[tuple[str, bool], ...]:
    return ("Slack", settings.has_slack), ("Discord", settings.has_discord)


async def _slack(settings: Settings) -> SlackSeen:
    from adapters.slack.api import Api
    from adapters.slack.checkup import look, look_over
    from adapters.slack.installed import OneWorkspace
    from bot.wiring import installing

    bot, app = settings.slack_bot_token, settings.slack_app_token
    kept, silent_for = await _kept(settings)
    api = Api(settings.slack_api_url, OneWorkspace("", _nobody), SystemClock())
    try:
        async with asyncio.timeout(PATIENCE), api.open():
            app_token = app.get_secret_value() if app else None
            if settings.is_installed_by_others:
                known, safe = installing.credentials(settings), installing.vault(settings)
                seen = await look_over(api.client, known, app_token, kept, safe)
            else:
                seen = await look(api.client(bot.get_secret_value() if bot else None), app_token)
            return replace(seen, silent_for=silent_for)
    except TimeoutError:
        return SlackSeen(failure="TimeoutError")


async def _kept(settings: Settings) -> tuple[Sequence[Installation] | None, timedelta | None]:
    """Where it is installed, and how long nothing was heard; None where the database does not tell."""
    file = tables.file(settings.database)
    if file is not None and not file.exists():
        return (), None
    database = Database(settings.database)
    try:
        async with asyncio.timeout(PATIENCE), Store(database).begin(reading=True) as work:
            installed = [each for each in await work.installations() if each.token]
            heard = [each.watermark for each in await work.reaches() if each.workspace[:1].isalpha()]  # as in surfaces
            return installed, SystemClock().now() - max(heard) if heard else None
    except Exception:  # whatever it is, the database has a finding of its own
        return None, None
    finally:
        await database.close()


async def _nobody(token: str) -> dict[str, Any]:
    return {}


def _discord(settings: Settings) -> DiscordSeen | None:
    """What Discord says of the token, if there is one. Its library is imported only then."""
    if settings.discord_token is None:
        return None
    from adapters.discord.examination import examined

    return asyncio.run(examined(settings.discord_api_url, settings.discord_token.get_secret_value()))


def _zone_source() -> str:
    system = next((place for place in TZPATH if Path(place).is_dir()), None)
    return f"from {system}" if system else f"tzdata {metadata.version('tzdata')}"


async def _database(settings: Settings) -> dict[str, Any]:
    """What is known of the database. A file that is not there yet is not made by looking at it."""
    shown = tables.shown(settings.database)
    try:
        file = tables.file(settings.database)
        if file is not None and not file.exists():
            return {"database": shown, "newest": migrating.newest(), **_place_for(file)}
        async with asyncio.timeout(PATIENCE):
            return {"database": shown, "is_reachable": True, **await _opened(settings.database)}
    except Exception as failure:  # whatever it is: the doctor says that, and does not fall ill
        return {"database": shown, "failure": kinds(failure)}


def _place_for(file: Path) -> dict[str, Any]:
    folder = next(parent for parent in file.parents if parent.exists())
    if os.access(folder, os.W_OK | os.X_OK):
        return {"is_reachable": True}
    return {"failure": "PermissionError"}


async def _opened(url: str) -> dict[str, Any]:
    database = Database(url)
    try:
        return await _looked_over(database)
    finally:
        await database.close()


async def _looked_over(database: Database) -> dict[str, Any]:
    revision, newest = await migrating.current(database), migrating.newest()
    told = {"revision": revision, "newest": newest, "is_behind": migrating.knows(revision)}
    if revision != newest:
        return told
    now = SystemClock().now()
    return {**told, "now": now, "inspection": await Inspector(database).inspect(now)}
