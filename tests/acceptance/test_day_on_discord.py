"""The days of an owner and an assistant, lived on Discord; what is kept in the end is what the playground keeps."""

from __future__ import annotations

import json
from pathlib import Path

from adapters.discord.custom_ids import SHELVED
from tests.acceptance.on_discord import on_discord
from tests.acceptance.played import the_days_end_as_here


async def test_the_days_on_discord_end_in_the_records_of_the_playground(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as play:
        await the_days_end_as_here(play)
        drawn = json.dumps([play.server.world.messages, play.server.world.alone])
    assert '"custom_id": "' in drawn
    assert SHELVED not in drawn, "what a button is about fits on it, or it is forgotten with the process"
