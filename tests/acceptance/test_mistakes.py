"""What Openline does about the mistakes of outsourcing, lived on every platform from one script."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance import mistakes
from tests.acceptance.on_discord import on_discord
from tests.acceptance.played import Driver, playground
from tests.acceptance.slacked import in_slack


async def test_the_mistakes_in_the_playground() -> None:
    async with playground() as face:
        await mistakes.the_mistakes(Driver(face))


async def test_the_mistakes_in_slack(tmp_path: Path) -> None:
    async with in_slack(tmp_path) as play:
        await mistakes.the_mistakes(play)


async def test_the_mistakes_on_discord(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as play:
        await mistakes.the_mistakes(play)
