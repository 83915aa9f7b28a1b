"""The days of an owner and an assistant, lived on Discord; what is kept in the end is what the playground keeps."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance import day
from tests.acceptance.on_discord import on_discord
from tests.acceptance.played import Driver, playground


async def test_the_days_on_discord_end_in_the_records_of_the_playground(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as play:
        await day.the_days(play)
        records = await play.records()
        here = day.abstract(records, play.names)
    async with playground() as face:
        other = Driver(face)
        await day.the_days(other)
        there = day.abstract(await other.records(), other.names)
    assert "SetAside" not in records
    assert [each["state"] for each in records["Expectation"]] == ["accepted"]
    assert here == there
